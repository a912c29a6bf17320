// Which statement is about what.
#include "preflight/expect/statements.h"

#include "aws/aws.h"
#include "policies/arn.h"

void add_lower(struct arena *a, struct names *to, const struct node *list)
{
	if (node_is_scalar(list))
		names_add(to, arena_lower(a, node_str(list)), 0);
	node_each(list, one)
		names_add(to, arena_lower(a, node_str(one)), 0);
}

bool any_takes(const struct names *patterns, struct str action)
{
	for (size_t i = 0; i < patterns->count; i++)
		if (glob_match(patterns->items[i].text, action))
			return true;
	return false;
}

// Not where it names resources, or asks for keys that only some actions have.
static bool is_plain(const struct statement *s)
{
	struct condition_key key;
	const struct node *resource = s->resource.value;

	if (node_is_seq(resource) && resource->len == 1)
		resource = resource->first;
	if (s->not_resource.value || (resource && !node_is(resource, "*")))
		return false;
	for (size_t i = 0; i < s->condition_count; i++)
		if (!condition_key_find(s->conditions[i].name, &key) || !key.global ||
		    str_find_byte(s->conditions[i].name, 0, '/') >= 0 ||
		    str_eq_nocase(s->conditions[i].name, S("aws:TagKeys")))
			return false;
	return true;
}

struct statements statements_of(struct arena *a, const struct guardrails *g)
{
	struct statements all = {0};
	size_t count = 0;

	for (size_t i = 0; i < g->count; i++)
		count += g->items[i].parsed->count;
	all.items = arena_array(a, struct asked_of, count);
	for (size_t i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->items[i].parsed->count; j++) {
			const struct statement *s = &g->items[i].parsed->statements[j];
			struct asked_of *to = &all.items[all.count++];
			to->statement = s;
			to->actions.arena = to->not_actions.arena = a;
			to->is_plain = is_plain(s);
			add_lower(a, &to->actions, s->action.value);
			add_lower(a, &to->not_actions, s->not_action.value);
		}
	return all;
}

bool statement_is_about(const struct asked_of *s, struct str action)
{
	return s->not_actions.count > 0 ? !any_takes(&s->not_actions, action)
	                                : any_takes(&s->actions, action);
}

struct about statements_about(struct arena *a, const struct statements *all,
                              struct str action)
{
	struct about about = {.items = arena_array(a, const struct statement *, all->count)};

	action = arena_lower(a, action);
	for (size_t i = 0; i < all->count; i++)
		if (statement_is_about(&all->items[i], action))
			about.items[about.count++] = all->items[i].statement;
	return about;
}
