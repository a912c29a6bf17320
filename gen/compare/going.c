// What becomes of stacks that the new build does not have. CloudFormation takes away what a
// StackSet is no longer asked for; whatever else is in the way, they stay.
#include "gen/compare/compare_parts.h"

const struct account_change *change_of(const struct comparing *c, struct str id)
{
	uint32_t i = names_find(&c->by_id, id);

	return i == NAME_NONE ? NULL : &c->out->accounts[i];
}

const struct node *find_set(const struct view *v, const struct plan_deployment *d)
{
	uint32_t i = d && d->is_stackset ? names_find(&v->stackset_names, d->name) : NAME_NONE;

	return i == NAME_NONE ? NULL : v->stacksets[i];
}

// --- OUs that are asked for ---

struct names targets_of(struct arena *a, const struct view *v,
                        const struct plan_deployment *d)
{
	struct names ids = {.arena = a};

	node_each(node_path(find_set(v, d), "Properties/StackInstancesGroup"), group)
		node_each(node_path(group, "DeploymentTargets/OrganizationalUnitIds"), id)
			names_add(&ids, node_str(id), 0);
	return ids;
}

static struct str root_of(const struct names *targets)
{
	for (size_t i = 0; i < targets->count; i++)
		if (str_starts(targets->items[i].text, "r-"))
			return targets->items[i].text;
	return (struct str){0};
}

struct str target_over(const struct comparing *c, const struct names *targets,
                       const struct plan_account *account)
{
	struct str path = account->ou, over = root_of(targets);

	for (size_t i = 1; i <= path.len && targets->count > 0; i++) {
		uint32_t ou;
		if (i < path.len && path.at[i] != '/')
			continue;
		ou = names_find(&c->now.ou_paths, str_slice(path, 0, i));
		if (ou != NAME_NONE &&
		    names_find(targets, c->now.plan->ous[ou].id) != NAME_NONE)
			over = c->now.plan->ous[ou].id;
	}
	return over;
}

// --- when a stack goes ---

bool stacksets_stay(const struct comparing *c)
{
	return c->now.plan->stackset_count == 0 ||
	       !str_eq(c->old.plan->home, c->now.plan->home) ||
	       !str_eq(c->old.plan->rollout_account, c->now.plan->rollout_account);
}

static const char *places(const struct comparing *c, const struct account_change *change)
{
	return arena_printf(c->arena, "moved from %.*s to %.*s", STR(change->old->ou),
	                    STR(change->now->ou));
}

// Whether automatic deployment leaves the stacks of an account that it does not find any more.
static bool retains(const struct comparing *c, const struct deployment_change *d)
{
	return node_is(node_path(find_set(&c->old, d->old), "Properties/AutoDeployment/"
	                                                    "RetainStacksOnAccountRemoval"),
	               "true");
}

// Of a StackSet whose automatic deployment is on, or off.
static enum going going_by_itself(const struct comparing *c, const struct deployment_change *d)
{
	if (!d->old->is_automatic)
		return GOING_NEVER;
	return retains(c, d) ? GOING_LOOSE : GOING_BEFORE;
}

static const char *leaving(enum going going)
{
	switch (going) {
	case GOING_BEFORE:
		return "leaves the organization, and automatic deployment takes it away";
	case GOING_LOOSE:
		return "leaves the organization, and retain leaves it there";
	default:
		return "leaves the organization, and nothing takes it away";
	}
}

static enum going going_by_account(const struct comparing *c,
                                   const struct deployment_change *d,
                                   const struct account_change *change, const char **why)
{
	enum going going = going_by_itself(c, d);

	if (!change->now) {
		*why = leaving(going);
		return going;
	}
	if (change->now->status == PLAN_SUSPENDED) {
		*why = "suspended: StackSets pass over it, and its stacks stay";
		return GOING_NEVER;
	}
	if (!change->moved || target_over(c, &d->old_targets, change->now).len > 0)
		return d->now ? GOING_NOW : GOING_LAST;
	*why = places(c, change);
	if (going == GOING_NEVER)
		*why = arena_printf(c->arena, "%s, where its StackSet does not look for it any more",
		                    *why);
	if (going == GOING_LOOSE)
		*why = arena_printf(c->arena, "%s, and retain leaves it there", *why);
	return going;
}

// Whether automatic deployment lets go of a stack, though nothing else touches its StackSet.
static bool follows(const struct comparing *c, const struct deployment_change *d,
                    const struct account_change *change)
{
	const char *unused;

	enum going going = change ? going_by_account(c, d, change, &unused) : GOING_NEVER;

	return going == GOING_BEFORE || going == GOING_LOOSE;
}

enum going going_of(const struct comparing *c, const struct deployment_change *d,
                    const struct plan_account *account, const char **why)
{
	const struct account_change *change = change_of(c, account->id);
	const char *unused;

	why = why ? why : &unused;
	if (!d->old->is_stackset) {
		*why = "plain stacks stay until somebody deletes them";
		return GOING_NEVER;
	}
	if (stacksets_stay(c) && !follows(c, d, change)) {
		*why = c->now.plan->stackset_count == 0
		               ? "the stack stacksets is not deployed any more, and stays"
		               : arena_printf(c->arena, "StackSets belong to an account and a "
		                                        "region, and these are %.*s and %.*s",
		                              STR(c->old.plan->rollout_account),
		                              STR(c->old.plan->home));
		return GOING_NEVER;
	}
	if (!change)
		return d->now ? GOING_NOW : GOING_LAST;
	return going_by_account(c, d, change, why);
}
