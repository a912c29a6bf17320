// An exemption was needed where the same statement without it denies the call.
#include "replay/exemptions.h"

#include "policies/arn.h"
#include "policies/condition.h"

// --- finding them ---

// A copy of the Condition in which one value is missing.
static struct node *condition_without(struct arena *a, const struct statement *s,
                                      const struct condition_entry *entry,
                                      const struct node *value)
{
	struct node *all = node_map(a);

	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *e = &s->conditions[i];
		const char *operator = arena_cstring(a, e->operator);
		struct node *keys = node_get(all, operator), *values = node_seq(a);

		if (node_is_scalar(e->value) && e->value != value)
			node_append(values, node_copy(a, e->value));
		node_each(e->value, one)
			if (one != value)
				node_append(values, node_copy(a, one));
		if (e == entry && values->len == 0)
			continue;
		if (!keys) {
			keys = node_map(a);
			node_set(a, all, operator, keys);
			keys = node_get(all, operator);
		}
		node_set(a, keys, arena_cstring(a, e->name), values);
	}
	return all;
}

static const struct prepared *policy_without(struct arena *a, const struct policy *p,
                                             const struct statement *s,
                                             const struct condition_entry *entry,
                                             const struct node *value)
{
	struct node *policy = node_map(a), *list = node_seq(a), *copy = node_map(a);
	const struct node *version = node_get(p->node, "Version");

	if (version)
		node_set(a, policy, "Version", node_copy(a, version));
	node_each_pair(s->node, key)
		if (!node_is(key, "Condition"))
			node_set(a, copy, arena_cstring(a, node_str(key)), node_copy(a, key->next));
	node_set(a, copy, "Condition", condition_without(a, s, entry, value));
	node_append(list, copy);
	node_set(a, policy, "Statement", list);
	return policy_prepare(a, policy_of(a, policy, p->kind));
}

static bool is_exemption(const struct statement *s, const struct condition_entry *e)
{
	struct operator op;

	return statement_is(s, "Deny") && str_eq_nocase(e->name, S("aws:PrincipalArn")) &&
	       operator_parse(e->operator, &op) && op.negated;
}

static void add_value(struct arena *a, struct replay_exemptions *to,
                      const struct guardrails *g, size_t guardrail, size_t statement,
                      const struct condition_entry *entry, const struct node *value)
{
	const struct policy *p = g->items[guardrail].parsed;
	struct replay_exemption one = {
		.policy = g->items[guardrail].policy->name,
		.principal = node_str(value),
		.statement = statement + 1,
		.guardrail = guardrail,
	};

	if (!node_is_scalar(value))
		return;
	one.without = policy_without(a, p, &p->statements[statement], entry, value);
	exemptions_add(a, to, &one);
}

struct replay_exemptions exemptions_of(struct arena *a, const struct guardrails *g)
{
	struct replay_exemptions all = {0};

	for (size_t i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->items[i].parsed->count; j++) {
			const struct statement *s = &g->items[i].parsed->statements[j];
			for (size_t k = 0; k < s->condition_count; k++) {
				const struct condition_entry *e = &s->conditions[k];
				if (!is_exemption(s, e))
					continue;
				add_value(a, &all, g, i, j, e, e->value);
				node_each(e->value, value)
					add_value(a, &all, g, i, j, e, value);
			}
		}
	return all;
}

void exemptions_add(struct arena *a, struct replay_exemptions *to,
                    const struct replay_exemption *one)
{
	for (size_t i = 0; i < to->count; i++) {
		struct replay_exemption *same = &to->items[i];
		if (same->statement == one->statement && str_eq(same->policy, one->policy) &&
		    str_eq(same->principal, one->principal)) {
			same->is_used |= one->is_used;
			return;
		}
	}
	to->items = arena_grow(a, to->items, to->count, &to->room, sizeof *to->items);
	to->items[to->count] = *one;
	to->items[to->count].policy = arena_copy(a, one->policy);
	to->items[to->count++].principal = arena_copy(a, one->principal);
}

// --- using them ---

static bool is_on(const struct ou_path *path, const struct prepared *p)
{
	for (size_t i = 0; i < path->count; i++)
		for (size_t j = 0; j < path->levels[i].policies.count; j++)
			if (path->levels[i].policies.items[j] == p)
				return true;
	return false;
}

static bool is_needed(const struct replay_exemption *e, const struct guardrails *g,
                      const struct situation *around, const struct request *r,
                      struct arena *scratch)
{
	const struct guardrail *of = &g->items[e->guardrail];
	const struct prepared *both[] = {e->without, g->items[g->count].prepared};
	bool is_rcp = of->policy->is_rcp;
	struct level level = {S(""), {both, is_rcp ? 1 : 2, true}};
	struct situation s = {.management_account = around->management_account};

	if (!is_on(is_rcp ? &around->rcps : &around->scps, of->prepared))
		return false;
	s.scps = s.rcps = (struct ou_path){.known = true};
	*(is_rcp ? &s.rcps : &s.scps) = (struct ou_path){&level, 1, true};
	return engine_ask_guardrails(r, &s, scratch).verdict != VERDICT_ALLOWED;
}

void exemptions_mark(struct replay_exemptions *all, const struct guardrails *g,
                     const struct situation *s, const struct request *r,
                     struct arena *scratch)
{
	const struct caller *c = &r->caller;
	struct str who = c->kind == CALLER_ROLE ? c->entity : c->arn;

	for (size_t i = 0; i < all->count; i++) {
		struct replay_exemption *e = &all->items[i];
		// A path that is not known may be the one.
		bool is_meant = glob_match(e->principal, who) || !text_is_known(who) ||
		                str_find(e->principal, 0, "${") >= 0;
		if (!e->is_used && is_meant)
			e->is_used = is_needed(e, g, s, r, scratch);
	}
}
