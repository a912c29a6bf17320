// Every deployment, class of accounts and Region is asked once; the instances are counted.
#include "preflight/preflight.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "preflight/asked.h"
#include "preflight/quick_setup.h"

struct flight {
	struct arena *arena, scratch;
	const struct made_list *made;
	struct guardrails *guardrails;
	const char *verb;
	struct preflight *out;
	size_t round;
	// Of the deployment at hand.
	struct str name;
	bool is_stackset;
	struct preflight_row *row;
	const uint32_t *accounts; // that get a stack
	size_t account_count;
	size_t *in_class; // accounts of each class
	uint32_t *first_of_class; // of each class that there is, in the order of the accounts
	size_t class_count;
	size_t deployment; // its number, from 1
	// Of the class of accounts and the Region at hand.
	uint32_t account; // the first of the class
	size_t instances;
	struct str region;
	struct caller caller;
	bool blocked, maybe;
};

// --- causes ---

static struct preflight_cause *find_cause(struct flight *f, const struct preflight_cause *like)
{
	struct preflight *p = f->out;

	for (size_t i = 0; i < p->count; i++)
		if (p->causes[i].by == like->by && p->causes[i].statement == like->statement &&
		    p->causes[i].is_sure == like->is_sure &&
		    p->causes[i].is_later == like->is_later &&
		    p->causes[i].layer == like->layer && str_eq(p->causes[i].level, like->level))
			return &p->causes[i];
	p->causes = arena_grow(f->arena, p->causes, p->count, &p->room, sizeof *p->causes);
	p->causes[p->count] = *like;
	return &p->causes[p->count++];
}

// Those of the class at hand: in each Region of a deployment they are the same.
static void name_accounts(struct flight *f, struct preflight_cause *c)
{
	const struct guardrails *g = f->guardrails;
	uint32_t class = g->class_of[f->account];

	if (!c->has_class)
		c->has_class = arena_array(f->arena, bool, g->class_count);
	if (c->last_deployment != f->deployment)
		memset(c->has_class, 0, g->class_count * sizeof *c->has_class);
	c->last_deployment = f->deployment;
	if (c->has_class[class])
		return;
	c->has_class[class] = true;
	for (size_t i = 0; i < f->account_count; i++)
		if (g->class_of[f->accounts[i]] == class)
			names_add(&c->accounts, g->org->accounts[f->accounts[i]].name, 0);
}

// Counts the stacks at hand once for each cause, however many of their calls it denies.
static void count_in(struct flight *f, struct preflight_cause *c)
{
	if (c->last_round == f->round)
		return;
	c->last_round = f->round;
	c->instances += f->instances;
	c->of_stacksets |= f->is_stackset;
	names_add(&c->deployments, f->name, 0);
	names_add(&c->regions, f->region, 0);
	name_accounts(f, c);
}

static struct preflight_cause cause_of(struct flight *f, const struct need *need,
                                       const struct answer *answer)
{
	const struct guardrails *g = f->guardrails;
	struct situation s = guardrails_situation(f->guardrails, f->account);
	const struct ou_path *path = answer->by.layer == LAYER_RCP ? &s.rcps : &s.scps;
	bool by_statement = answer->by.statement != NULL;

	return (struct preflight_cause){
		.layer = answer->by.layer,
		.by = by_statement ? guardrails_find(g, answer->by.in) : NULL,
		.statement = by_statement ? answer->by.index : 0,
		.level = !by_statement && answer->by.level < path->count
		                 ? path->levels[answer->by.level].name
		                 : (struct str){0},
		.is_sure = answer->verdict == VERDICT_DENIED && need->is_sure,
		.is_later = need->is_later,
		.step = need->step,
		.keys = {.arena = f->arena},
		.deployments = {.arena = f->arena},
		.accounts = {.arena = f->arena},
		.regions = {.arena = f->arena},
		.deployment = f->name,
		.account = g->org->accounts[f->account].name,
		.region = f->region,
		.action = need->action,
		.logical_id = need->logical_id,
		.type = need->type,
	};
}

static void add_cause(struct flight *f, const struct need *need, const struct answer *answer)
{
	struct preflight_cause like = cause_of(f, need, answer), *cause;

	cause = find_cause(f, &like);
	for (size_t i = 0; i < answer->doubt_count; i++)
		if (answer->doubts[i].kind == DOUBT_KEY)
			names_add(&cause->keys, arena_copy(f->arena, answer->doubts[i].key), 0);
	count_in(f, cause);
	f->blocked |= cause->is_sure && !need->is_later;
	f->maybe |= !need->is_later;
}

// --- asking ---

// What the resource says of the request counts before what is not known of it.
static void add_need_keys(struct arena *a, struct request *r, const struct need *need)
{
	struct context_key *all =
		arena_array(a, struct context_key, need->key_count + r->key_count);

	memcpy(all, need->keys, need->key_count * sizeof *all);
	memcpy(all + need->key_count, r->keys, r->key_count * sizeof *all);
	r->keys = all;
	r->key_count += need->key_count;
}

// A runbook acts as its own role.
static struct caller caller_of_need(struct flight *f, const struct need *need)
{
	struct arena *a = &f->scratch;
	struct str account = f->guardrails->org->accounts[f->account].id;
	struct str partition = region_partition(f->region);

	if (!need->is_later)
		return f->caller;
	if (need->role.len == 0)
		return deploying_caller(a, partition, account, false);
	return caller_of(a, str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%.*s", STR(partition),
	                                        STR(account), STR(need->role))));
}

static struct answer ask_as(struct flight *f, const struct need *need, struct caller caller)
{
	const struct org *org = f->guardrails->org;
	struct situation s = guardrails_situation(f->guardrails, f->account);
	struct asked asked;

	ask_of(&f->scratch, &asked, f->guardrails, f->account, caller, need->action,
	       need_resource(&f->scratch, need, org->accounts[f->account].id), f->region);
	if (need->key_count > 0)
		add_need_keys(&f->scratch, &asked.request, need);
	f->out->evaluated++;
	return engine_ask_guardrails(&asked.request, &s, &f->scratch);
}

// Whether it only depends on whether the caller is beyond the policies.
static bool depends_on_kind(const struct answer *answer)
{
	for (size_t i = 0; i < answer->doubt_count; i++)
		if (answer->doubts[i].kind != DOUBT_CALLER)
			return false;
	return answer->verdict == VERDICT_DEPENDS;
}

static void ask_need(struct flight *f, const struct need *need)
{
	struct answer answer = ask_as(f, need, caller_of_need(f, need));

	// No runbook acts as a service-linked role, so any role stands for its own.
	if (need->is_later && depends_on_kind(&answer)) {
		struct need other = *need;
		other.role = S("any");
		answer = ask_as(f, need, caller_of_need(f, &other));
	}
	if (answer.verdict != VERDICT_ALLOWED)
		add_cause(f, need, &answer);
	arena_reset(&f->scratch);
}

static void ask_class(struct flight *f, const struct needs *needs)
{
	f->round++;
	f->blocked = f->maybe = false;
	f->caller = deploying_caller(f->arena, region_partition(f->region),
	                             f->guardrails->org->accounts[f->account].id,
	                             f->is_stackset);
	for (size_t i = 0; i < needs->count; i++)
		ask_need(f, &needs->items[i]);
	for (size_t i = 0; i < needs->unknown.count; i++)
		names_add(&f->row->unknown, needs->unknown.items[i].text, 0);
	f->row->instances += f->instances;
	f->row->blocked += f->blocked ? f->instances : 0;
	f->row->maybe += f->maybe && !f->blocked ? f->instances : 0;
}

// Which classes the accounts at hand are of.
static void find_classes(struct flight *f)
{
	const struct guardrails *g = f->guardrails;

	f->class_count = 0;
	memset(f->in_class, 0, g->class_count * sizeof *f->in_class);
	for (size_t i = 0; i < f->account_count; i++)
		if (f->in_class[g->class_of[f->accounts[i]]]++ == 0)
			f->first_of_class[f->class_count++] = f->accounts[i];
}

// In one Region, each class of the deployment's accounts.
static void ask_region(struct flight *f, struct str region, const struct needs *needs)
{
	f->region = region;
	for (size_t i = 0; i < f->class_count; i++) {
		f->account = f->first_of_class[i];
		f->instances = f->in_class[f->guardrails->class_of[f->account]];
		ask_class(f, needs);
	}
}

static void begin(struct flight *f, struct str name, bool is_stackset)
{
	struct preflight *p = f->out;

	f->name = name;
	f->is_stackset = is_stackset;
	f->deployment++;
	find_classes(f);
	p->rows = arena_grow(f->arena, p->rows, p->row_count, &p->row_room, sizeof *p->rows);
	f->row = &p->rows[p->row_count++];
	*f->row = (struct preflight_row){.deployment = name, .unknown = {.arena = f->arena}};
}

// --- what is deployed ---

static const struct doc *template_at(const struct made_list *made, struct str path)
{
	for (size_t i = 0; i < made->count; i++)
		if (str_is(path, made->items[i].path))
			return made->items[i].doc;
	return NULL;
}

static void ask_deployment(struct flight *f, const struct plan_deployment *d)
{
	const struct doc *doc = template_at(f->made, d->file);
	uint32_t *accounts = arena_array(f->arena, uint32_t, d->count);

	if (!doc)
		return;
	for (size_t i = 0; i < d->count; i++)
		accounts[i] = (uint32_t)(d->stacks[i].account - f->made->plan->accounts);
	f->accounts = accounts;
	f->account_count = d->count;
	begin(f, d->name, d->is_stackset);
	for (size_t i = 0; i < d->regions.count; i++) {
		struct needs needs =
			needs_of(f->arena, doc, f->verb, d->regions.items[i].text,
			         d->is_stackset);
		ask_region(f, d->regions.items[i].text, &needs);
	}
}

static void ask_quick_setup(struct flight *f)
{
	const struct org *org = f->guardrails->org;
	struct quick_setup q = quick_setup_of(org);

	if (!q.feature || strcmp(f->verb, "create") != 0)
		return;
	fact_each(fact_file("quick-setup"), set) {
		uint32_t *accounts = arena_array(f->arena, uint32_t, org->account_count);
		f->account_count = 0;
		for (uint32_t i = 0; i < org->account_count; i++)
			if (quick_setup_reaches(org, &q, set, i))
				accounts[f->account_count++] = i;
		f->accounts = accounts;
		begin(f, fact_name(set), true);
		for (size_t i = 0; i < q.regions.count; i++) {
			struct str region = q.regions.items[i].text;
			struct needs needs = quick_setup_needs(f->arena, set, region,
			                                       str_eq(region, q.home));
			if (needs.count > 0)
				ask_region(f, region, &needs);
		}
	}
}

// --- all of it ---

static void sort_causes(struct preflight *p, struct arena *a)
{
	struct preflight_cause *sorted = arena_array(a, struct preflight_cause, p->count);
	size_t at = 0;

	for (int sure = 1; sure >= 0; sure--)
		for (size_t i = 0; i < p->count; i++)
			if (p->causes[i].is_sure == (sure == 1))
				sorted[at++] = p->causes[i];
	p->causes = sorted;
}

struct preflight *preflight_of(struct arena *a, const struct made_list *made,
                               const char *verb)
{
	struct flight f = {.arena = a, .made = made, .verb = verb,
	                   .guardrails = guardrails_of(a, made->policies),
	                   .out = arena_new(a, struct preflight)};
	struct preflight *p = f.out;
	struct diags said_before = {.arena = a};

	f.in_class = arena_array(a, size_t, f.guardrails->class_count);
	f.first_of_class = arena_array(a, uint32_t, f.guardrails->class_count);
	for (size_t i = 0; i < made->plan->deployment_count; i++)
		ask_deployment(&f, &made->plan->deployments[i]);
	ask_quick_setup(&f);
	for (size_t i = 0; i < p->row_count; i++) {
		p->instances += p->rows[i].instances;
		p->blocked += p->rows[i].blocked;
		p->maybe += p->rows[i].maybe;
	}
	sort_causes(p, a);
	p->expected = expect_all(a, f.guardrails, &said_before);
	arena_free(&f.scratch);
	return p;
}
