// Splits what is open about a request until the engine's answer is sure.
#include "preflight/expect/expect.h"

#include "aws/aws.h"
#include "preflight/asked.h"
#include "preflight/expect/actions.h"
#include "preflight/expect/choices.h"
#include "preflight/expect/people.h"

enum { ASKED_MOST = 200000, KEYS_MOST = 24 };

struct deciding {
	struct arena *arena, work, scratch; // of the result, of one action, of one request
	struct guardrails *guardrails;
	struct statements statements;
	const struct expectation *of;
	struct expected *out;
	uint32_t account;
	struct about about; // the action at hand
	// Of the request at hand.
	struct str action, region, principal, resource;
	struct context_key keys[KEYS_MOST]; // that were chosen
	size_t key_count;
	struct names known;       // keys whose choices were made, to indexes of `choices`
	struct choices *choices;
	size_t choice_room;
	bool found;
};

// --- one request ---

static struct caller caller_at(struct arena *a, struct str principal)
{
	struct caller c = caller_of(a, principal);
	struct str role = c.arn;

	// The name of its session is up to the caller.
	if (c.kind == CALLER_ROLE && role.len > 0 && role.at[role.len - 1] == HOLE_BYTE)
		c.arn = str_of(arena_printf(a, "%.*sany-session", STR(str_slice(role, 0, role.len - 1))));
	return c;
}

static struct answer ask(struct deciding *d)
{
	struct situation s = guardrails_situation(d->guardrails, d->account);
	struct asked asked;
	struct context_key *keys;
	size_t count;

	ask_of(&d->scratch, &asked, d->guardrails, d->account,
	       caller_at(&d->scratch, d->principal), d->action, d->resource, d->region);
	count = asked.request.key_count;
	keys = arena_array(&d->scratch, struct context_key, count + d->key_count);
	memcpy(keys, asked.request.keys, count * sizeof *keys);
	memcpy(keys + count, d->keys, d->key_count * sizeof *keys);
	asked.request.keys = keys;
	asked.request.key_count = count + d->key_count;
	d->out->asked++;
	return engine_ask_guardrails(&asked.request, &s, &d->scratch);
}

static void set_place(struct deciding *d, struct counter_example *c, const struct answer *a)
{
	struct situation s = guardrails_situation(d->guardrails, d->account);
	const struct ou_path *path = a->by.layer == LAYER_RCP ? &s.rcps : &s.scps;

	c->by = a->by.statement ? guardrails_find(d->guardrails, a->by.in) : NULL;
	c->statement = a->by.index;
	if (!c->by && a->by.level < path->count)
		c->level = path->levels[a->by.level].name;
}

static void keep_example(struct deciding *d, const struct answer *answer)
{
	struct counter_example *c = &d->out->example;
	struct context_key *keys = arena_array(d->arena, struct context_key, d->key_count);
	struct str region = requested_region(service_of_action(d->action), d->region);

	for (size_t i = 0; i < d->key_count; i++) {
		struct str *values = arena_array(d->arena, struct str, d->keys[i].count);
		for (size_t j = 0; j < d->keys[i].count; j++)
			values[j] = arena_copy(d->arena, d->keys[i].values[j]);
		keys[i] = d->keys[i];
		keys[i].values = values;
	}
	*c = (struct counter_example){
		.account = d->guardrails->org->accounts[d->account].name,
		.principal = arena_copy(d->arena, d->principal),
		.action = arena_copy(d->arena, d->action),
		.resource = arena_copy(d->arena, d->resource),
		.region = arena_copy(d->arena, region),
		.keys = keys,
		.key_count = d->key_count,
	};
	set_place(d, c, answer);
	d->found = true;
}

// --- splitting ---

static void give_up(struct deciding *d, struct str on)
{
	if (d->out->outcome == EXPECT_OPEN)
		return;
	d->out->outcome = EXPECT_OPEN;
	d->out->open = arena_copy(d->arena, on);
}

static const struct choices *choices_for(struct deciding *d, struct str key)
{
	uint32_t known = names_find(&d->known, key);

	if (known == NAME_NONE) {
		known = (uint32_t)d->known.count;
		d->choices = arena_grow(&d->work, d->choices, known, &d->choice_room,
		                        sizeof *d->choices);
		d->choices[known] = choices_of(&d->work, &d->about, key, d->action);
		names_add(&d->known, arena_copy(&d->work, key), known);
	}
	return &d->choices[known];
}

static bool is_chosen(const struct deciding *d, struct str key)
{
	for (size_t i = 0; i < d->key_count; i++)
		if (str_eq_nocase(d->keys[i].name, key))
			return true;
	return false;
}

// The key of the first doubt that a choice can settle; empty where there is none.
static struct str key_in_doubt(const struct deciding *d, const struct answer *answer)
{
	for (size_t i = 0; i < answer->doubt_count; i++)
		if (answer->doubts[i].kind == DOUBT_KEY && !is_chosen(d, answer->doubts[i].key))
			return answer->doubts[i].key;
	return (struct str){0};
}

static void decide(struct deciding *d);

// Each state of a key in turn.
static void split(struct deciding *d, const struct choices *choices, struct str key)
{
	if (!choices->is_whole)
		give_up(d, key);
	for (size_t i = 0; i < choices->count && !d->found; i++) {
		d->keys[d->key_count++] = choices->items[i];
		decide(d);
		d->key_count--;
	}
}

static void decide(struct deciding *d)
{
	const struct choices *choices = NULL;
	struct answer answer;
	struct str key;

	if (d->out->asked >= ASKED_MOST) {
		give_up(d, S(""));
		return;
	}
	answer = ask(d);
	key = key_in_doubt(d, &answer);
	if (answer.verdict != VERDICT_DEPENDS) {
		if (answer.verdict == (d->of->is_always ? VERDICT_DENIED : VERDICT_ALLOWED))
			keep_example(d, &answer);
	} else if (key.len > 0 && d->key_count < KEYS_MOST) {
		choices = choices_for(d, key);
		key = choices->items[0].name;
	} else {
		give_up(d, S(""));
	}
	arena_reset(&d->scratch);
	if (choices)
		split(d, choices, key);
}

// --- all requests ---

static void decide_kind(struct deciding *d, const struct resource_kind *kind)
{
	d->found = false;
	for (size_t i = 0; i < kind->arns.count && !d->found; i++) {
		d->resource = kind->arns.items[i].text;
		decide(d);
	}
}

// A call that needs several resources goes through where each of them lets it.
static bool is_broken_for(struct deciding *d, const struct resource_kinds *kinds)
{
	bool needs_all = false, found_any = false;

	for (size_t i = 0; i < kinds->count; i++)
		needs_all |= kinds->items[i].is_required && !d->of->is_always;
	for (size_t i = 0; i < kinds->count; i++) {
		if (needs_all && !kinds->items[i].is_required)
			continue;
		decide_kind(d, &kinds->items[i]);
		found_any |= d->found;
		if (d->found != needs_all)
			return d->found;
	}
	return found_any;
}

static bool is_broken_by(struct deciding *d, const struct people *people,
                         const struct names *regions)
{
	struct str account = d->guardrails->org->accounts[d->account].id;

	for (size_t i = 0; i < regions->count; i++) {
		struct resource_kinds kinds;

		d->region = regions->items[i].text;
		kinds = resources_of(&d->work, &d->about, d->action, account, d->region);
		if (!kinds.is_whole)
			give_up(d, S("Resource"));
		for (size_t j = 0; j < people->arns.count; j++) {
			d->principal = people->arns.items[j].text;
			if (is_broken_for(d, &kinds))
				return true;
		}
	}
	return false;
}

static bool is_broken_for_action(struct deciding *d, struct str action)
{
	const struct org *org = d->guardrails->org;
	struct people people;
	struct names regions;

	d->action = action;
	d->about = statements_about(&d->work, &d->statements, action);
	people = people_of(&d->work, org, &d->about, d->of, org->accounts[d->account].id);
	if (!people.is_whole)
		give_up(d, S("aws:PrincipalArn"));
	regions = regions_of(&d->work, org, &d->about, d->of, action);
	d->known = (struct names){.arena = &d->work};
	d->choices = NULL;
	d->choice_room = 0;
	return is_broken_by(d, &people, &regions);
}

static bool is_broken_in(struct deciding *d, const struct names *actions)
{
	bool broken = false;

	for (size_t i = 0; i < actions->count && !broken; i++) {
		broken = is_broken_for_action(d, actions->items[i].text);
		arena_reset(&d->work);
	}
	return broken;
}

static void decide_one(struct arena *a, struct guardrails *g, const struct expectation *e,
                       struct expected *out)
{
	struct deciding d = {.arena = a, .guardrails = g, .statements = statements_of(a, g),
	                     .of = e, .out = out};
	struct names actions = actions_of(a, &d.statements, e);
	bool *seen = arena_array(a, bool, g->class_count);

	*out = (struct expected){.of = e};
	for (uint32_t i = 0; i < g->org->account_count; i++) {
		if (!e->where.accounts[i] || g->org->accounts[i].suspended ||
		    seen[g->class_of[i]])
			continue;
		seen[g->class_of[i]] = true;
		d.account = i;
		if (is_broken_in(&d, &actions)) {
			out->outcome = EXPECT_BROKEN;
			break;
		}
	}
	arena_free(&d.work);
	arena_free(&d.scratch);
}

struct expected_list expect_all(struct arena *a, struct guardrails *g, struct diags *diags)
{
	struct org org = *g->org;
	struct expectations *all = arena_new(a, struct expectations);
	struct expected_list out = {0};

	// What is wrong with the sentences themselves was said when org.yaml was read.
	org.diags = diags;
	*all = expectations_of(&org);
	out.items = arena_array(a, struct expected, all->count);
	for (; out.count < all->count; out.count++)
		decide_one(a, g, &all->items[out.count], &out.items[out.count]);
	return out;
}
