// Which OUs and accounts come, go and move, and which policies hold for them thereby.
#include "gen/compare/compare_parts.h"
#include "model/write/write.h"

static void add_ou(struct comparing *c, const struct plan_ou *old,
                   const struct plan_ou *now)
{
	struct build_change *out = c->out;

	out->ous = arena_grow(c->arena, out->ous, out->ou_count, &out->ou_room,
	                      sizeof *out->ous);
	out->ous[out->ou_count++] = (struct ou_change){old, now};
}

static const struct plan_ou *find_ou(const struct view *v, const struct names *names,
                                     struct str name)
{
	uint32_t i = names_find(names, name);

	return i == NAME_NONE ? NULL : &v->plan->ous[i];
}

void compare_ous(struct comparing *c)
{
	for (size_t i = 0; i < c->now.plan->ou_count; i++) {
		const struct plan_ou *now = &c->now.plan->ous[i];
		const struct plan_ou *old = find_ou(&c->old, &c->old.ous, now->id);
		if (!old || !str_eq(old->path, now->path))
			add_ou(c, old, now);
	}
	for (size_t i = 0; i < c->old.plan->ou_count; i++) {
		const struct plan_ou *old = &c->old.plan->ous[i];
		if (!find_ou(&c->now, &c->now.ous, old->id))
			add_ou(c, old, NULL);
	}
}

// Calls `visit` with the id of each OU that an account is in, from the top.
static void each_ou(const struct view *v, const struct plan_account *account,
                    void (*visit)(void *context, struct str id), void *context)
{
	struct str path = account->ou;

	for (size_t i = 1; i <= path.len; i++) {
		const struct plan_ou *ou;
		if (i < path.len && path.at[i] != '/')
			continue;
		ou = find_ou(v, &v->ou_paths, str_slice(path, 0, i));
		visit(context, ou ? ou->id : (struct str){0});
	}
}

static void add_id(void *context, struct str id)
{
	out_printf(context, "/%.*s", STR(id));
}

// The ids of the OUs that an account is in: their names may change.
static struct str ou_ids(struct arena *a, const struct view *v,
                         const struct plan_account *account)
{
	struct out o = {.arena = a};

	each_ou(v, account, add_id, &o);
	return out_str(&o);
}

static void compare_account(struct comparing *c, const struct plan_account *old,
                            const struct plan_account *now)
{
	struct account_change *a = &c->out->accounts[c->out->account_count];

	*a = (struct account_change){.old = old, .now = now};
	a->lost.arena = a->gained.arena = c->arena;
	names_add(&c->by_id, now ? now->id : old->id, (uint32_t)c->out->account_count++);
	if (!old || !now)
		return;
	a->renamed = !str_eq(old->name, now->name);
	a->moved =
		!str_eq(ou_ids(c->arena, &c->old, old), ou_ids(c->arena, &c->now, now));
	a->suspended = now->status == PLAN_SUSPENDED && old->status != PLAN_SUSPENDED;
	a->resumed = old->status == PLAN_SUSPENDED && now->status != PLAN_SUSPENDED;
}

static const struct plan_account *find_account(const struct view *v, struct str id)
{
	uint32_t i = names_find(&v->accounts, id);

	return i == NAME_NONE ? NULL : &v->plan->accounts[i];
}

static void find_accounts(struct comparing *c)
{
	const struct plan *old = c->old.plan, *now = c->now.plan;
	size_t count = old->account_count + now->account_count;

	c->out->accounts = arena_array(c->arena, struct account_change, count);
	names_expect(&c->by_id, count);
	for (size_t i = 0; i < now->account_count; i++)
		compare_account(c, find_account(&c->old, now->accounts[i].id),
		                &now->accounts[i]);
	for (size_t i = 0; i < old->account_count; i++)
		if (!find_account(&c->now, old->accounts[i].id))
			compare_account(c, &old->accounts[i], NULL);
}

bool account_differs(const struct account_change *a)
{
	return !a->old || !a->now || a->renamed || a->moved || a->suspended || a->resumed;
}

// --- which policies hold for an account ---

// Names of policies by the id of what they are attached to.
struct attached {
	struct names targets; // to policies
	struct names *policies;
};

// The id of the root is the only one that begins so.
static struct str target_id(const struct plan_target *target)
{
	return str_starts(target->id, "r-") ? S("root") : target->id;
}

static void add_targets(struct attached *all, const struct plan_policy *p,
                        struct arena *a)
{
	for (size_t i = 0; i < p->target_count; i++) {
		uint32_t next = (uint32_t)all->targets.count;
		uint32_t at = names_add(&all->targets, target_id(&p->targets[i]), next);
		if (at == NAME_NONE)
			all->policies[at = next].arena = a;
		names_add(&all->policies[at], p->name, 0);
	}
}

static struct attached attached_of(struct arena *a, const struct view *v)
{
	struct attached all = {.targets = {.arena = a}};
	size_t count = 0;

	for (size_t i = 0; i < v->plan->policy_count; i++)
		count += v->plan->policies[i].target_count;
	all.policies = arena_array(a, struct names, count);
	for (size_t i = 0; i < v->plan->policy_count; i++)
		add_targets(&all, &v->plan->policies[i], a);
	return all;
}

// The policies over one account.
struct over {
	const struct attached *all;
	struct names names;
};

static void add_attached(void *context, struct str id)
{
	struct over *over = context;
	uint32_t at = names_find(&over->all->targets, id);
	const struct names *names = at == NAME_NONE ? NULL : &over->all->policies[at];

	for (size_t i = 0; names && i < names->count; i++)
		names_add(&over->names, names->items[i].text, 0);
}

// Of the root, each OU on the way, and the account itself.
static struct names policies_over(struct arena *a, const struct view *v,
                                  const struct attached *all,
                                  const struct plan_account *account)
{
	struct over over = {all, {.arena = a}};

	add_attached(&over, S("root"));
	each_ou(v, account, add_attached, &over);
	add_attached(&over, account->id);
	return over.names;
}

static void add_missing(struct names *out, const struct names *from,
                        const struct names *in)
{
	for (size_t i = 0; i < from->count; i++)
		if (names_find(in, from->items[i].text) == NAME_NONE)
			names_add(out, from->items[i].text, 0);
}

static void follow_moves(struct comparing *c)
{
	struct attached old = attached_of(c->arena, &c->old);
	struct attached now = attached_of(c->arena, &c->now);

	for (size_t i = 0; i < c->out->account_count; i++) {
		struct account_change *a = &c->out->accounts[i];
		struct names before, after;
		if (!a->moved)
			continue;
		before = policies_over(c->arena, &c->old, &old, a->old);
		after = policies_over(c->arena, &c->now, &now, a->now);
		add_missing(&a->lost, &before, &after);
		add_missing(&a->gained, &after, &before);
	}
}

void compare_accounts(struct comparing *c)
{
	find_accounts(c);
	follow_moves(c);
}
