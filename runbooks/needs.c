// Steps -> the IAM actions that they need.
#include "runbooks/needs.h"

#include "runbooks/api.h"

struct list {
	struct arena *arena;
	struct ssm_need *items;
	size_t count, room;
	struct names seen;
};

static void add(struct list *l, struct ssm_need need)
{
	uint32_t before = names_add(&l->seen, need.action, (uint32_t)l->count);

	if (need.action.len && before != NAME_NONE) {
		l->items[before].sure |= need.sure;
		return;
	}
	l->items = arena_grow(l->arena, l->items, l->count, &l->room, sizeof need);
	l->items[l->count++] = need;
}

static void add_operation(struct list *l, const struct ssm_step *s)
{
	const struct fact *operation = ssm_operation(s);
	struct str actions = {0}, action;

	if (operation)
		actions = operation_actions(l->arena, ssm_api(s), operation);
	if (actions.len == 0)
		add(l, (struct ssm_need){.step = s, .unknown = true});
	else if (!str_is(actions, "-"))
		while (fact_word(&actions, &action))
			add(l, (struct ssm_need){.action = action, .step = s, .sure = true});
}

static void add_step(struct list *l, const struct ssm_step *s)
{
	if (ssm_calls_api(s)) {
		add_operation(l, s);
		return;
	}
	if (!s->facts || ssm_step_is(s, "aws:executeScript"))
		add(l, (struct ssm_need){.step = s, .unknown = true});
	// A role that is handed on has to be passed.
	if (ssm_step_is(s, "aws:executeAutomation") &&
	    node_get(ssm_input(s, "RuntimeParameters"), "AutomationAssumeRole"))
		add(l, (struct ssm_need){.action = S("iam:PassRole"), .step = s});
	fact_each(fact_get(s->facts, "needs"), row)
		add(l, (struct ssm_need){.action = fact_name(row), .step = s,
		                         .sure = fact_has_word(row, "always") && !s->uncertain});
}

size_t ssm_needs(struct arena *a, const struct ssm_document *d, struct ssm_need **needs)
{
	struct list l = {.arena = a, .seen = {.arena = a}};

	for (size_t i = 0; i < d->count; i++)
		add_step(&l, &d->steps[i]);
	*needs = l.items;
	return l.count;
}

bool ssm_needs_any(const struct ssm_document *d)
{
	struct arena work = {0};
	struct ssm_need *needs;
	size_t count = ssm_needs(&work, d, &needs);
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= needs[i].sure;
	arena_free(&work);
	return any;
}
