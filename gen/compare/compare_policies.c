// What becomes of the policies of the organization, and whether more passes.
#include "gen/compare/compare_parts.h"

static struct names target_ids(struct arena *a, const struct plan_policy *p)
{
	struct names ids = {.arena = a};

	for (size_t i = 0; p && i < p->target_count; i++)
		names_add(&ids, p->targets[i].id, 0);
	return ids;
}

// The names of the targets that `from` has and `in` has not.
static struct names targets_without(struct arena *a, const struct plan_policy *from,
                                    const struct plan_policy *in)
{
	struct names ids = target_ids(a, in), out = {.arena = a};

	for (size_t i = 0; from && i < from->target_count; i++)
		if (names_find(&ids, from->targets[i].id) == NAME_NONE)
			names_add(&out, from->targets[i].name, 0);
	return out;
}

// Who may do what is a question to SCPs and RCPs only.
static bool is_of_iam(const struct plan_policy *p)
{
	return str_is(p->type, "scp") || str_is(p->type, "rcp");
}

// A policy that allows something takes away besides, from what others allow or not.
static enum reach reach_of_targets(const struct plan_policy *p, const struct node *text,
                                   enum reach of_denies)
{
	if (!is_of_iam(p))
		return REACH_UNKNOWN;
	return reach_only_denies(text) ? of_denies : REACH_UNKNOWN;
}

static const struct node *text_of(struct comparing *c, const struct view *v,
                                  const struct plan_policy *p)
{
	return p ? build_file(c->arena, v->build, p->file, SYNTAX_JSON)->root : NULL;
}

static void compare_policy(struct comparing *c, const struct plan_policy *old,
                           const struct plan_policy *now)
{
	struct build_change *out = c->out;
	const struct node *before = text_of(c, &c->old, old);
	const struct node *after = text_of(c, &c->now, now);
	bool same_type = old && now && str_eq(old->type, now->type);
	struct policy_change p = {
		.change = !old ? CHANGE_ADDED : now ? CHANGE_CHANGED : CHANGE_REMOVED,
		.old = old,
		.now = now,
		.left = targets_without(c->arena, old, now),
		.joined = targets_without(c->arena, now, old),
	};

	// Without policies their stack is not deployed, and what it attached stays.
	if (!now && c->now.plan->policy_count == 0)
		p.change = CHANGE_STAYS;
	p.text_differs = old && now && !(same_type && node_same(before, after));
	if (p.text_differs && is_of_iam(now))
		p.text = reach_of(c->arena, before, after,
		                  str_is(now->type, "rcp") ? POLICY_RCP
		                                                        : POLICY_SCP);
	if (p.text_differs && (!same_type || !is_of_iam(now)))
		p.text = (struct reach_change){.reach = REACH_UNKNOWN};
	p.reach = p.text.reach;
	if (p.change != CHANGE_STAYS && p.left.count > 0)
		p.reach = reach_join(p.reach, reach_of_targets(old, before, REACH_WIDER));
	if (p.joined.count > 0)
		p.reach = reach_join(p.reach, reach_of_targets(now, after, REACH_NARROWER));
	if (p.change == CHANGE_CHANGED && !p.text_differs && !p.left.count &&
	    !p.joined.count && str_eq(old->name, now->name))
		return;
	out->policies = arena_grow(c->arena, out->policies, out->policy_count,
	                           &out->policy_room, sizeof *out->policies);
	out->policies[out->policy_count++] = p;
}

static const struct plan_policy *find_policy(const struct view *v, struct str name)
{
	uint32_t i = names_find(&v->policies, name);

	return i == NAME_NONE ? NULL : &v->plan->policies[i];
}

void compare_policies(struct comparing *c)
{
	const struct plan *old = c->old.plan, *now = c->now.plan;

	struct names found = {.arena = c->arena};

	for (size_t i = 0; i < now->policy_count; i++) {
		const struct plan_policy *p = &now->policies[i];
		const struct plan_policy *before = find_policy(&c->old, p->name);
		if (!before && p->previously.len > 0)
			before = find_policy(&c->old, p->previously);
		if (before)
			names_add(&found, before->name, 0);
		compare_policy(c, before, p);
	}
	for (size_t i = 0; i < old->policy_count; i++)
		if (names_find(&found, old->policies[i].name) == NAME_NONE)
			compare_policy(c, &old->policies[i], NULL);
}
