// Reads plan.json. Its accounts are told apart by their ids, so that a plan points to each
// of them once.
#include "gen/plan/plan_read.h"

#include <stdlib.h>

struct reading_plan {
	struct arena *arena;
	struct plan *plan;
	struct names ids; // of accounts, to indexes
};

static struct str text_of(const struct node *map, const char *key)
{
	return node_str(node_get(map, key));
}

static bool is_true(const struct node *map, const char *key)
{
	return node_is(node_get(map, key), "true");
}

static size_t number_of(struct arena *a, const struct node *map, const char *key)
{
	return strtoul(arena_cstring(a, text_of(map, key)), NULL, 10);
}

static size_t length(const struct node *list)
{
	return node_is_seq(list) ? list->len : 0;
}

static struct names names_of(struct arena *a, const struct node *list)
{
	struct names names = {.arena = a};

	node_each(list, item)
		names_add(&names, node_str(item), 0);
	return names;
}

static struct plan_texts texts_of(struct arena *a, const struct node *list)
{
	struct plan_texts texts = {.items = arena_array(a, struct str, length(list))};

	node_each(list, item)
		texts.items[texts.count++] = node_str(item);
	return texts;
}

// --- accounts ---

static struct plan_account account_of(const struct node *map)
{
	return (struct plan_account){
		.id = text_of(map, "id"),
		.name = text_of(map, "name"),
		.aws_name = text_of(map, "aws-name"),
		.ou = text_of(map, "ou"),
		.status = node_is(node_get(map, "status"), "suspended") ? PLAN_SUSPENDED
		          : node_is(node_get(map, "status"), "management")
		                  ? PLAN_MANAGEMENT
		                  : PLAN_ACTIVE,
	};
}

static void read_accounts(struct reading_plan *r, const struct node *list)
{
	struct plan *p = r->plan;

	p->accounts = arena_array(r->arena, struct plan_account, length(list));
	names_expect(&r->ids, length(list));
	node_each(list, map) {
		p->accounts[p->account_count] = account_of(map);
		names_add(&r->ids, p->accounts[p->account_count].id,
		          (uint32_t)p->account_count);
		p->account_count++;
	}
}

// An account that the list of accounts does not have is known from here only.
static const struct plan_account *find_account(const struct reading_plan *r,
                                               const struct node *map)
{
	uint32_t index = names_find(&r->ids, text_of(map, "id"));
	struct plan_account *account;

	if (index != NAME_NONE)
		return &r->plan->accounts[index];
	account = arena_new(r->arena, struct plan_account);
	*account = account_of(map);
	return account;
}

// --- deployments ---

static void read_stacks(const struct reading_plan *r, struct plan_deployment *d,
                        const struct node *list)
{
	struct plan_cause *cause = NULL;

	d->stacks = arena_array(r->arena, struct plan_stack, length(list));
	node_each(list, map) {
		const struct node *values = node_get(map, "parameters");
		if (!cause || !str_eq(cause->text, text_of(map, "cause"))) {
			cause = arena_new(r->arena, struct plan_cause);
			cause->text = text_of(map, "cause");
		}
		d->stacks[d->count++] =
			(struct plan_stack){find_account(r, map), cause,
		                            node_is_map(values) ? values : NULL};
	}
}

static void read_left_out(const struct reading_plan *r, struct plan_deployment *d,
                          const struct node *list)
{
	d->left_out = arena_array(r->arena, struct plan_left_out, length(list));
	node_each(list, map)
		d->left_out[d->left_out_count++] =
			(struct plan_left_out){find_account(r, map), text_of(map, "why")};
}

static void read_deployment(const struct reading_plan *r, const struct node *map)
{
	struct plan_deployment *d = &r->plan->deployments[r->plan->deployment_count++];
	struct arena *a = r->arena;

	*d = (struct plan_deployment){
		.name = text_of(map, "name"),
		.is_stackset = node_is(node_get(map, "kind"), "stackset"),
		.order = (uint32_t)number_of(a, map, "order"),
		.after = names_of(a, node_get(map, "after")),
		.wave = text_of(map, "wave"),
		.file = text_of(map, "file"),
		.cause = {.text = text_of(map, "cause")},
		.is_automatic = is_true(map, "automatic"),
		.regions = names_of(a, node_get(map, "regions")),
		.tags = node_is_map(node_get(map, "tags")) ? node_get(map, "tags") : NULL,
		.stack_count = number_of(a, map, "stacks"),
		.costs = texts_of(a, node_get(map, "costs")),
		.notes = texts_of(a, node_get(map, "notes")),
	};
	d->off_by = arena_array(a, struct plan_cause, length(node_get(map, "off-by")));
	node_each(node_get(map, "off-by"), text)
		d->off_by[d->off_by_count++].text = node_str(text);
	read_stacks(r, d, node_get(map, "accounts"));
	read_left_out(r, d, node_get(map, "left-out"));
}

// --- policies, steps, gaps ---

static void read_policy(const struct reading_plan *r, const struct node *map)
{
	struct plan_policy *p = &r->plan->policies[r->plan->policy_count++];
	const struct node *targets = node_get(map, "targets");

	*p = (struct plan_policy){
		.name = text_of(map, "name"),
		.previously = text_of(map, "previously"),
		.type = text_of(map, "type"),
		.file = text_of(map, "file"),
		.cause = {.text = text_of(map, "cause")},
		.characters = number_of(r->arena, map, "characters"),
		.most = (long)number_of(r->arena, map, "of"),
		.targets = arena_array(r->arena, struct plan_target, length(targets)),
	};
	node_each(targets, target)
		p->targets[p->target_count++] = (struct plan_target){
		text_of(target, "id"), text_of(target, "name")};
}

static void read_step(const struct reading_plan *r, const struct node *map)
{
	r->plan->steps[r->plan->step_count++] = (struct plan_step){
		.number = (unsigned)number_of(r->arena, map, "number"),
		.is_after = node_is(node_get(map, "do"), "after"),
		.is_by_hand = is_true(map, "by-hand"),
		.title = text_of(map, "title"),
		.account = text_of(map, "account"),
	};
}

static void read_gap(const struct reading_plan *r, const struct node *map)
{
	bool is_region = node_get(map, "region") != NULL;

	r->plan->gaps[r->plan->gap_count++] = (struct plan_gap){
		is_region, text_of(map, is_region ? "region" : "account"),
		text_of(map, "why")};
}

struct plan *plan_read(struct arena *a, const struct node *root)
{
	struct plan *p = arena_new(a, struct plan);
	struct reading_plan r = {a, p, {.arena = a}};
	const struct node *deployments = node_get(root, "deployments");
	const struct node *policies = node_get(root, "policies");
	const struct node *steps = node_get(root, "steps");
	const struct node *gaps = node_get(root, "not-covered"), *ous = node_get(root, "ous");

	p->organization = text_of(root, "organization");
	p->home = text_of(root, "home");
	p->regions = names_of(a, node_get(root, "regions"));
	p->stack_count = number_of(a, root, "stacks");
	p->stackset_count = number_of(a, root, "stacksets");
	p->reached = number_of(a, root, "accounts-reached");
	p->notes = texts_of(a, node_get(root, "notes"));
	read_accounts(&r, node_get(root, "accounts"));
	p->rollout_account = text_of(root, "rollout-account");
	for (size_t i = 0; i < p->account_count && p->rollout_account.len == 0; i++)
		if (p->accounts[i].status == PLAN_MANAGEMENT)
			p->rollout_account = p->accounts[i].id;
	p->ous = arena_array(a, struct plan_ou, length(ous));
	node_each(ous, map)
		p->ous[p->ou_count++] =
			(struct plan_ou){text_of(map, "id"), text_of(map, "path")};
	p->deployments = arena_array(a, struct plan_deployment, length(deployments));
	node_each(deployments, map)
		read_deployment(&r, map);
	p->policies = arena_array(a, struct plan_policy, length(policies));
	node_each(policies, map)
		read_policy(&r, map);
	p->steps = arena_array(a, struct plan_step, length(steps));
	node_each(steps, map)
		read_step(&r, map);
	p->gaps = arena_array(a, struct plan_gap, length(gaps));
	node_each(gaps, map)
		read_gap(&r, map);
	return p;
}
