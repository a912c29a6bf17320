// Checks policies that are not of IAM's language.
#include "gen/policies/other_types.h"

#include <stdlib.h>

#include "model/text/say.h"
#include "model/text/utf8.h"
#include "org/org_rules.h"

const struct fact *policy_type(struct str name)
{
	return fact_find(fact_file("policy-types"), name);
}

bool policy_is_other(const struct fact *type)
{
	return fact_get(type, "key") != NULL;
}

static struct str row(const struct fact *type, const char *name)
{
	return fact_value(fact_get(type, name));
}

static size_t number(struct org *org, const struct fact *type, const char *name)
{
	return strtoul(arena_cstring(org->arena, row(type, name)), NULL, 10);
}

// --- the tree ---

struct checking {
	struct org *org;
	const struct org_policy *p;
};

// What is in the file stands there; what org.yaml filled in stands in org.yaml.
static struct diag *wrong(const struct checking *c, const struct node *n, const char *message,
                          const char *hint)
{
	struct diag *d = diag_node(c->org->diags, &org_policy_file, c->p->content, n, "%s", message);

	d->hint = hint;
	return d;
}

static const char *const operators[] = {"@@assign", "@@append", "@@remove",
                                        "@@operators_allowed_for_child_policies", NULL};
static const char *const allowed[] = {"@@all", "@@none", "@@assign", "@@append", "@@remove",
                                      NULL};

static bool is_one_of(const char *const *words, struct str s)
{
	for (; *words; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

static const char *nearest(const struct checking *c, const char *const *words, struct str s)
{
	struct names names = {.arena = c->org->arena};

	for (const char *const *w = words; *w; w++)
		names_add(&names, str_of(*w), 0);
	return say_nearest(c->org->arena, names_nearest(&names, s),
	                   say_names(c->org->arena, "there are", &names));
}

static void check_allowed(const struct checking *c, const struct node *value)
{
	const char *says = "@@operators_allowed_for_child_policies takes a list of operators";

	if (!node_is_seq(value)) {
		wrong(c, value, says, "write [\"@@none\"], or those that are allowed");
		return;
	}
	node_each(value, item)
		if (!is_one_of(allowed, node_str(item)))
			wrong(c, item,
			      arena_printf(c->org->arena, "%s, and %s is none", says,
			                   say_text(c->org->arena, node_str(item))),
			      nearest(c, allowed, node_str(item)));
}

static void check_tree(const struct checking *c, const struct node *n);

static void check_pair(const struct checking *c, const struct node *key)
{
	const struct node *value = key->next;
	struct str name = node_str(key);

	if (!str_starts(name, "@@")) {
		check_tree(c, value);
		return;
	}
	if (!is_one_of(operators, name))
		wrong(c, key,
		      arena_printf(c->org->arena, "there is no operator %s",
		                   say_text(c->org->arena, name)),
		      nearest(c, operators, name));
	else if (str_is(name, "@@operators_allowed_for_child_policies"))
		check_allowed(c, value);
	else if (node_is_map(value))
		wrong(c, value,
		      arena_printf(c->org->arena, "%s takes a value or a list, and is given a map",
		                   say_text(c->org->arena, name)),
		      "put the operator below each of its keys");
}

static void check_tree(const struct checking *c, const struct node *n)
{
	if (!node_is_map(n)) {
		wrong(c, n, "a value stands below an operator, such as {\"@@assign\": …}",
		      "without one AWS refuses the policy");
		return;
	}
	node_each_pair(n, key)
		check_pair(c, key);
}

// --- one policy ---

static const char *name_of(struct org *org, const struct org_policy *p)
{
	return arena_printf(org->arena, "%s, of the type %s,", p->path,
	                    arena_cstring(org->arena, fact_name(p->type)));
}

static void check_top(const struct checking *c, const struct node *root)
{
	struct arena *a = c->org->arena;
	const char *wanted = arena_cstring(a, row(c->p->type, "key"));

	if (node_is_map(root) && root->len == 1 && node_is(root->first, wanted)) {
		check_tree(&(struct checking){c->org, c->p}, root->first->next);
		return;
	}
	diag_node(c->org->diags,
	          node_get(root, "Statement") ? &org_policy_of_other_kind : &org_policy_file,
	          c->org->doc, c->p->key, "%s has to begin with the one key %s",
	          name_of(c->org, c->p), wanted)
		->hint = node_get(root, "Statement")
	                         ? "it has statements: write type: scp or type: rcp"
	                         : arena_printf(a, "write {\"%s\": …}", wanted);
}

static void check_keys(struct org *org, const struct org_policy *p)
{
	static const char *const keys[] = {"exempt", "replace-full-access", NULL};

	for (const char *const *k = keys; *k; k++) {
		const struct node *key = node_key(p->key->next, *k);
		if (key)
			diag_node(org->diags, &org_policy_of_other_kind, org->doc, key,
			          "%s has no statements, and takes no %s", name_of(org, p), *k)
				->hint = "take it out";
	}
}

void policy_check_other(struct org *org, const struct org_policy *p)
{
	size_t size = utf8_count(p->text), most = number(org, p->type, "characters");

	check_keys(org, p);
	check_top(&(struct checking){org, p}, p->content->root);
	if (most > 0 && size > most)
		diag_node(org->diags, &org_over_a_limit, org->doc, p->key,
		          "%s comes to %zu characters, and AWS takes at most %zu", name_of(org, p),
		          size, most)
			->hint = "split it in two";
}

// --- all of them ---

static void check_slot(struct org *org, const struct org_policy *p, struct str target,
                       uint32_t taken)
{
	size_t most = number(org, p->type, "attached");

	if (most == 0 || taken != most + 1)
		return;
	diag_node(org->diags, &org_over_a_limit, org->doc, p->key,
	          "%s takes %zu policies of the type %s, and would have more",
	          policy_target_name(org, target), most,
	          arena_cstring(org->arena, fact_name(p->type)))
		->hint = "put several into one, or attach some to the OU above";
}

void policies_check_other_slots(const struct org_policies *all)
{
	struct org *org = all->org;
	struct names slots = {.arena = org->arena}; // type and target, to indexes of taken
	uint32_t *taken = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < all->other_count; i++) {
		const struct org_policy *p = &all->others[i];
		node_each(p->targets, id) {
			const char *slot = arena_printf(org->arena, "%.*s %.*s", STR(fact_name(p->type)),
			                                STR(node_str(id)));
			uint32_t at = names_add(&slots, str_of(slot), (uint32_t)count);
			if (at == NAME_NONE) {
				taken = arena_grow(org->arena, taken, count, &room, sizeof *taken);
				taken[at = (uint32_t)count++] = 0;
			}
			check_slot(org, p, node_str(id), ++taken[at]);
		}
	}
}
