// From deployments, policies and steps to the plan.
#include "gen/plan/plan.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "gen/units/bind.h"
#include "gen/policies/policies.h"
#include "gen/stacksets.h"
#include "gen/steps.h"
#include "org/features/feature.h"
#include "org/org_resolve.h"

struct planning {
	struct arena *arena;
	const struct org *org;
	const struct deployments *deployments;
	struct plan *plan;
	bool *reached; // per account
};

static unsigned line_of(const struct org *org, const struct node *n)
{
	return n ? (unsigned)node_place(org->doc, n).line : 0;
}

static void add_text(struct arena *a, struct plan_texts *t, struct str text)
{
	t->items = arena_grow(a, t->items, t->count, &t->room, sizeof *t->items);
	t->items[t->count++] = text;
}

// --- the stacks of one deployment ---

static const struct node *cause_of(const struct deployment *p, uint32_t account)
{
	const struct unit *u = p->unit;

	return u->is_stackset ? u->where.accounts[account] : u->account_named;
}

// The values of an account that has its own, as CloudFormation is given them.
static const struct node *values_of(struct arena *a, const struct deployment *p,
                                    uint32_t account)
{
	const struct node *values =
		p->is_stackset && p->unit->own ? p->unit->own[account] : NULL;
	struct node *map;

	if (!values)
		return NULL;
	map = node_map(a);
	node_each_pair(values, key)
		node_set(a, map, arena_cstring(a, node_str(key)),
		         node_scalar(a, parameter_text(a, key->next), STYLE_DOUBLE));
	return map;
}

// Few items select many accounts, in any order: their causes are kept by some bits of them.
enum { KNOWN_CAUSES = 256 };
struct known_cause {
	const struct node *item;
	struct plan_cause *cause;
};

static struct plan_cause *cause_by(struct planning *g, const struct deployment *p,
                                   struct known_cause *known, const struct node *item)
{
	struct known_cause *k = &known[(uintptr_t)item / sizeof *item % KNOWN_CAUSES];

	if (k->cause && k->item == item)
		return k->cause;
	*k = (struct known_cause){item, arena_new(g->arena, struct plan_cause)};
	k->cause->text = str_of(arena_printf(g->arena, "%s: %.*s", p->unit->selects,
	                                     STR(node_str(item))));
	k->cause->line = line_of(g->org, item);
	return k->cause;
}

static void add_stacks(struct planning *g, struct plan_deployment *d,
                       const struct deployment *p)
{
	const struct org *org = g->org;
	struct known_cause known[KNOWN_CAUSES] = {0};

	// Not made empty: there are many deployments, and most cover few accounts.
	d->stacks = arena_alloc(g->arena, org->account_count * sizeof *d->stacks);
	for (uint32_t i = 0; i < org->account_count; i++) {
		const struct node *item = cause_of(p, i);
		if (org->accounts[i].suspended ||
		    !deployment_covers(org, g->deployments, p, i))
			continue;
		d->stacks[d->count++] = (struct plan_stack){
			&g->plan->accounts[i], cause_by(g, p, known, item),
			values_of(g->arena, p, i)};
		g->plan->reached += !g->reached[i];
		g->reached[i] = true;
	}
	d->stack_count = d->count * d->regions.count;
	g->plan->stack_count += d->stack_count;
}

// The item of except: by which an account gets no stack of the deployment; NULL where it is
// for another reason, or gets one.
static const struct node *exception(const struct planning *g, const struct deployment *p,
                                    uint32_t account)
{
	const uint32_t *waves = g->deployments->wave_of;
	bool is_rest = p->wave_number == waves[OU_ROOT];

	if (!p->is_stackset || !p->ends_wave)
		return NULL;
	if (account == ACCOUNT_MANAGEMENT
	            ? !is_rest
	            : waves[g->org->accounts[account].ou] != p->wave_number)
		return NULL;
	return p->unit->where.exceptions[account];
}

// Whether the selector of a deployment has an account that no StackSet after it covers.
static bool selects(const struct planning *g, const struct deployment *p, uint32_t account)
{
	if (!p->ends_wave)
		return !p->is_stackset && deployment_covers(g->org, g->deployments, p, account);
	return p->unit->where.accounts[account] &&
	       g->deployments->wave_of[g->org->accounts[account].ou] == p->wave_number;
}

static void leave_out(struct planning *g, struct plan_deployment *d, uint32_t account,
                      const char *why)
{
	d->left_out[d->left_out_count++] =
		(struct plan_left_out){&g->plan->accounts[account], str_of(why)};
}

// What the selector covers and the deployment does not reach.
static void add_left_out(struct planning *g, struct plan_deployment *d,
                         const struct deployment *p)
{
	const struct org *org = g->org;

	d->left_out = arena_alloc(g->arena, (org->account_count + 1) * sizeof *d->left_out);
	for (uint32_t i = 0; i < org->account_count; i++) {
		const struct node *item = exception(g, p, i);
		if (item)
			leave_out(g, d, i,
			          arena_printf(g->arena, "except: %.*s",
			                       STR(node_str(item))));
		else if (org->accounts[i].suspended && selects(g, p, i))
			leave_out(g, d, i, "suspended: StackSets pass over it");
	}
	if (p->is_stackset && p->ends_wave && p->unit->where.accounts[ACCOUNT_MANAGEMENT] &&
	    p->wave_number == g->deployments->wave_of[OU_ROOT])
		leave_out(
			g, d, ACCOUNT_MANAGEMENT,
			arena_printf(
				g->arena,
				"the management account: StackSets never reach it, "
				"stacks/%.*s.yaml does",
				STR(p->unit->name)));
}

// --- what is said of one deployment ---

// The key of org.yaml that an item of a list stands under.
static const char *list_of_item(const struct org *org, const struct deployment *p,
                                const struct node *item)
{
	const struct node *order = node_path(org->root, "rollout/order");

	node_each(order, wave)
		if (wave == item)
			return "rollout.order";
	if (item == order)
		return "rollout.order";
	node_each(node_get(p->unit->where.map, "except"), exception)
		if (exception == item)
			return "except";
	return item == node_get(p->unit->where.map, "except") ? "except" : "in";
}

// Why each of the accounts is not in a whole OU, each reason once.
static void add_off_by(struct planning *g, struct plan_deployment *d,
                       const struct deployment *p)
{
	const struct org *org = g->org;
	const struct node **seen =
		arena_array(g->arena, const struct node *, p->targets.only_count);

	d->off_by = arena_array(g->arena, struct plan_cause, p->targets.only_count);
	for (size_t i = 0; i < p->targets.only_count; i++) {
		uint32_t account = p->targets.only[i];
		const struct node *item = p->unit->where.accounts[account];
		size_t known = 0;
		if (!str_eq(node_str(item), org->accounts[account].name))
			item = p->targets.because[org->accounts[account].ou];
		while (known < d->off_by_count && seen[known] != item)
			known++;
		if (known < d->off_by_count)
			continue;
		seen[d->off_by_count] = item;
		d->off_by[d->off_by_count++] = (struct plan_cause){
			str_of(arena_printf(g->arena, "%s: %.*s",
			                    list_of_item(org, p, item),
			                    STR(node_str(item)))),
			line_of(org, item)};
	}
}

static void add_notes(struct planning *g, struct plan_deployment *d,
                      const struct deployment *p)
{
	if (p->unit->feature.len > 0)
		node_each(node_get(p->unit->metadata, "notes"), note)
			add_text(g->arena, &d->notes,
		                 org_fill(g->org, node_str(note), S("")));
	if (p->is_list)
		add_text(
			g->arena, &d->notes,
			S("Automatic deployment ignores that accounts are picked, so it is "
		          "off for accounts that are in no OU covered as a whole. An "
		          "account that joins gets its stack when org.yaml has it and is "
		          "built and deployed again."));
	if (p->is_stackset && p->by_url)
		add_text(
			g->arena, &d->notes,
			S("The template is too large to stand in stacksets.yaml: upload "
		          "it to S3 and give its URL as a parameter."));
	if (p->is_copy)
		add_text(
			g->arena, &d->notes,
			S("StackSets never reach the management account: deploy this "
		          "file there as a stack."));
}

// What a feature costs besides.
static void add_costs(struct planning *g, struct plan_deployment *d,
                      const struct deployment *p)
{
	if (p->unit->feature.len == 0)
		return;
	node_each(node_get(p->unit->metadata, "costs"), cost) {
		const struct node *when = node_get(cost, "when");
		if (!when || org_asks(g->org, node_str(when)))
			add_text(g->arena, &d->costs,
			         org_fill(g->org, node_str(node_get(cost, "text")),
			                  S("")));
	}
}

static void add_deployment(struct planning *g, const struct deployment *p)
{
	struct plan_deployment *d = &g->plan->deployments[g->plan->deployment_count++];
	const struct unit *u = p->unit;

	*d = (struct plan_deployment){
		.name = p->is_stackset ? str_of(p->set_name) : u->name,
		.is_stackset = p->is_stackset,
		.order = p->order,
		.after = {.arena = g->arena},
		.wave = node_str(p->wave),
		.file = str_of(deployment_file(g->arena, p)),
		.cause = {str_of(u->path), line_of(g->org, u->key)},
		.is_automatic = p->is_stackset && !p->is_list,
		.regions = {.arena = g->arena},
		.tags = u->tags,
	};
	for (size_t i = 0; i < u->after_count; i++)
		names_add(&d->after, g->deployments->units->items[u->after[i].unit].name,
		          0);
	for (size_t i = 0; i < u->region_count; i++)
		names_add(&d->regions, str_of(u->regions[i]), 0);
	g->plan->stackset_count += p->is_stackset;
	add_stacks(g, d, p);
	add_left_out(g, d, p);
	if (p->is_list)
		add_off_by(g, d, p);
	add_costs(g, d, p);
	add_notes(g, d, p);
}

static int compare_order(const void *left, const void *right)
{
	const struct deployment *a = *(const struct deployment *const *)left;
	const struct deployment *b = *(const struct deployment *const *)right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	// Plain stacks first: they are there before stacksets.yaml is deployed.
	if (a->is_stackset != b->is_stackset)
		return a->is_stackset ? 1 : -1;
	return (a > b) - (a < b);
}

static void add_deployments(struct planning *g)
{
	size_t count = g->deployments->count;
	const struct deployment **list =
		arena_array(g->arena, const struct deployment *, count);

	g->plan->deployments = arena_array(g->arena, struct plan_deployment, count);
	for (size_t i = 0; i < count; i++)
		list[i] = &g->deployments->items[i];
	qsort(list, count, sizeof *list, compare_order);
	for (size_t i = 0; i < count; i++)
		add_deployment(g, list[i]);
}

// --- the organization ---

static void add_regions(struct planning *g)
{
	const struct node *all = node_path(g->org->root, "regions/all");

	g->plan->regions.arena = g->arena;
	if (node_is_scalar(all))
		names_add(&g->plan->regions, node_str(all), 0);
	node_each(all, region) {
		names_add(&g->plan->regions, node_str(region), 0);
		if (region_opt_in(node_str(region)))
			add_text(g->arena, &g->plan->notes,
			         str_of(arena_printf(g->arena,
			                             "%.*s is off in an account until it "
			                             "is enabled there.",
			                             STR(node_str(region)))));
	}
}

static void add_ous(struct planning *g)
{
	const struct org *org = g->org;

	g->plan->ous = arena_array(g->arena, struct plan_ou, org->ou_count);
	for (size_t i = OU_ROOT + 1; i < org->ou_count; i++)
		g->plan->ous[g->plan->ou_count++] =
			(struct plan_ou){org->ous[i].id, org->ous[i].path};
}

static void add_accounts(struct planning *g)
{
	const struct org *org = g->org;

	g->plan->accounts = arena_array(g->arena, struct plan_account, org->account_count);
	g->plan->account_count = org->account_count;
	for (uint32_t i = 0; i < org->account_count; i++) {
		const struct org_account *a = &org->accounts[i];
		g->plan->accounts[i] = (struct plan_account){
			.id = a->id,
			.name = a->name,
			.aws_name = a->aws_name,
			.ou = org->ous[a->ou].path,
			.status = i == ACCOUNT_MANAGEMENT ? PLAN_MANAGEMENT
			          : a->suspended          ? PLAN_SUSPENDED
			                                  : PLAN_ACTIVE,
		};
	}
}

// --- policies and steps ---

// What the ids of targets are called here.
static struct names target_names(const struct org *org)
{
	struct names names = {.arena = org->arena};

	names_expect(&names, org->ou_count + org->account_count);
	for (uint32_t i = OU_ROOT + 1; i < org->ou_count; i++)
		names_add(&names, org->ous[i].id, i);
	for (uint32_t i = 0; i < org->account_count; i++)
		names_add(&names, org->accounts[i].id, (uint32_t)org->ou_count + i);
	return names;
}

static struct str target_name(const struct org *org, const struct names *names,
                              struct str id)
{
	uint32_t index = names_find(names, id);

	if (index == NAME_NONE)
		return S("all");
	return index < org->ou_count ? org->ous[index].path
	                             : org->accounts[index - org->ou_count].name;
}

static void add_policy(struct planning *g, const struct names *names,
                       const struct org_policy *p)
{
	struct plan_policy *out = &g->plan->policies[g->plan->policy_count++];

	*out = (struct plan_policy){
		.name = p->name,
		.previously = p->previously,
		.type = fact_name(p->type),
		.file = str_of(arena_printf(g->arena, "policies/%.*s.json", STR(p->name))),
		.cause = {str_of(p->path), line_of(g->org, p->key)},
		.characters = p->text.len,
		.most = policy_characters(p),
		.targets = arena_array(g->arena, struct plan_target, p->targets->len),
	};
	node_each(p->targets, id)
		out->targets[out->target_count++] = (struct plan_target){
		node_str(id), target_name(g->org, names, node_str(id))};
}

static void add_policies(struct planning *g, const struct org_policies *policies)
{
	struct names names = {.arena = g->arena};
	size_t all = policies->count + policies->other_count;

	if (all > 0)
		names = target_names(g->org);
	g->plan->policies = arena_array(g->arena, struct plan_policy, all);
	for (size_t i = 0; i < all; i++)
		add_policy(g, &names, i < policies->count ? &policies->items[i]
		                                          : &policies->others[i - policies->count]);
}

static void number_steps(struct planning *g, const struct steps *steps)
{
	g->plan->steps = arena_array(g->arena, struct plan_step, steps->count);
	g->plan->step_count = steps->count;
	for (size_t i = 0; i < steps->count; i++) {
		const struct step *step = &steps->items[i];
		g->plan->steps[i] = (struct plan_step){
			.number = (unsigned)i + 1,
			.is_after = step->is_after,
			.is_by_hand = step->is_by_hand,
			.title = step->title,
			.account = step->account,
		};
	}
}

// --- what is not covered ---

static void add_gap(struct planning *g, bool is_region, struct str name, const char *why)
{
	struct plan *p = g->plan;

	p->gaps = arena_grow(g->arena, p->gaps, p->gap_count, &p->gap_room, sizeof *p->gaps);
	p->gaps[p->gap_count++] = (struct plan_gap){is_region, name, str_of(why)};
}

static const char *gap_of(const struct org *org, uint32_t account)
{
	if (org->accounts[account].suspended)
		return "suspended: StackSets pass over it";
	return account == ACCOUNT_MANAGEMENT
	               ? "the management account: nothing is deployed to it"
	               : "nothing selects it";
}

static void add_feature_gaps(struct planning *g, const struct feature *f)
{
	const char *path = arena_printf(g->arena, "features.%s.%s", f->name, f->regions);

	node_each(org_path(g->org, str_of(path)), region)
		if (region_known(node_str(region)) && !f->is_offered(node_str(region)))
			add_gap(g, true, node_str(region), f->not_offered);
}

// Where nothing is deployed at all, and where a feature is not offered.
static void add_gaps(struct planning *g)
{
	const struct org *org = g->org;

	for (uint32_t i = 0; i < org->account_count; i++)
		if (!g->reached[i])
			add_gap(g, false, org->accounts[i].name, gap_of(org, i));
	if (g->deployments->units->policies->count > 0)
		add_gap(g, false, org->accounts[ACCOUNT_MANAGEMENT].name,
		        "SCPs and RCPs do not hold in the management account");
	for (const struct feature *const *f = org_features; *f; f++)
		if ((*f)->is_offered)
			add_feature_gaps(g, *f);
}

struct plan *plan_of(const struct deployments *deployments, const struct steps *steps)
{
	const struct org *org = deployments->units->org;
	struct planning g = {
		.arena = org->arena,
		.org = org,
		.deployments = deployments,
		.plan = arena_new(org->arena, struct plan),
		.reached = arena_array(org->arena, bool, org->account_count),
	};

	g.plan->organization = node_str(node_path(org->root, "organization/id"));
	g.plan->home = node_str(node_path(org->root, "regions/home"));
	g.plan->rollout_account = org->accounts[rollout_account(org)].id;
	add_regions(&g);
	add_ous(&g);
	add_accounts(&g);
	add_deployments(&g);
	add_policies(&g, deployments->units->policies);
	number_steps(&g, steps);
	add_gaps(&g);
	return g.plan;
}
