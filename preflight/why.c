// Asks the engine about each policy alone, and about other callers.
#include "preflight/why.h"

#include "aws/aws.h"
#include "model/write/write.h"
#include "policies/arn.h"

static void add_told_keys(struct arena *a, struct asked *asked, const struct why_question *q)
{
	size_t count = asked->request.key_count;
	struct context_key *all = arena_array(a, struct context_key, count + q->key_count);

	// What the user says counts, and stands after what follows by itself.
	memcpy(all, asked->request.keys, count * sizeof *all);
	for (size_t i = 0; i < q->key_count; i++) {
		size_t at = 0;
		while (at < count && !str_eq_nocase(all[at].name, q->keys[i].name))
			at++;
		all[at] = q->keys[i];
		if (at == count)
			count++;
	}
	asked->request.keys = all;
	asked->request.key_count = count;
}

static void ask(struct arena *a, struct guardrails *g, const struct why_question *q,
                struct asked *asked)
{
	ask_of(a, asked, g, q->account, q->caller, q->action, q->resource, q->region);
	add_told_keys(a, asked, q);
}

// --- each policy ---

static struct answer ask_level(struct arena *a, const struct situation *around,
                               const struct level *level, bool is_rcp,
                               const struct request *r)
{
	struct situation s = {.management_account = around->management_account};

	s.scps = s.rcps = (struct ou_path){.known = true};
	*(is_rcp ? &s.rcps : &s.scps) = (struct ou_path){level, 1, true};
	return engine_ask_guardrails(r, &s, a);
}

static const struct guardrail *guardrail_of(const struct guardrails *g,
                                            const struct prepared *p)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->items[i].prepared == p)
			return &g->items[i];
	return &g->items[g->count];
}

static struct why_policy policy_says(struct arena *a, struct guardrails *g,
                                     const struct situation *s, const struct prepared *p,
                                     bool is_rcp, const struct request *r)
{
	const struct prepared *both[] = {p, g->items[g->count].prepared};
	struct level level = {S(""), {both, is_rcp ? 1 : 2, true}};
	struct answer answer = ask_level(a, s, &level, is_rcp, r);
	struct why_policy says = {.guardrail = guardrail_of(g, p), .verdict = answer.verdict,
	                          .keys = {.arena = a}};

	says.statement = answer.by.statement ? answer.by.index : 0;
	for (size_t i = 0; i < answer.doubt_count; i++) {
		if (i == 0 && answer.doubts[i].at.statement)
			says.statement = answer.doubts[i].at.index;
		if (answer.doubts[i].kind == DOUBT_KEY)
			names_add(&says.keys, answer.doubts[i].key, 0);
	}
	return says;
}

static struct why_level level_says(struct arena *a, struct guardrails *g,
                                   const struct situation *s, const struct level *level,
                                   bool is_rcp, const struct request *r)
{
	struct why_level says = {.name = level->name, .is_rcp = is_rcp,
	                         .allows = VERDICT_ALLOWED,
	                         .count = level->policies.count};
	struct answer all = ask_level(a, s, level, is_rcp, r);

	if (!is_rcp && all.verdict == VERDICT_DENIED && !all.is_explicit)
		says.allows = VERDICT_DENIED;
	for (size_t i = 0; !is_rcp && i < all.doubt_count; i++)
		if (!all.doubts[i].denies)
			says.allows = VERDICT_DEPENDS;
	says.policies = arena_array(a, struct why_policy, says.count);
	for (size_t i = 0; i < says.count; i++)
		says.policies[i] = policy_says(a, g, s, level->policies.items[i], is_rcp, r);
	return says;
}

struct why why_of(struct arena *a, struct guardrails *g, const struct why_question *q)
{
	struct situation s = guardrails_situation(g, q->account);
	struct asked asked;
	struct why why = {0};

	ask(a, g, q, &asked);
	why.answer = engine_ask_guardrails(&asked.request, &s, a);
	why.levels = arena_array(a, struct why_level, s.scps.count + s.rcps.count);
	for (size_t i = 0; i < s.scps.count; i++)
		why.levels[why.count++] =
			level_says(a, g, &s, &s.scps.levels[i], false, &asked.request);
	for (size_t i = 0; i < s.rcps.count; i++)
		if (s.rcps.levels[i].policies.count > 0)
			why.levels[why.count++] =
				level_says(a, g, &s, &s.rcps.levels[i], true, &asked.request);
	return why;
}

// --- other callers ---

// A principal that a pattern takes: in this account, and with "any" for each wildcard.
static struct str example_of(struct arena *a, struct str pattern, struct str account)
{
	struct out o = {.arena = a};
	struct str fields[ARN_FIELDS];

	if (!arn_fields(pattern, fields) || str_find(pattern, 0, "${") >= 0)
		return (struct str){0};
	if (!str_is(fields[4], "*") && !str_eq(fields[4], account))
		return (struct str){0};
	out_printf(&o, "arn:%.*s:%.*s::%.*s:",
	           STR(str_is(fields[1], "*") ? S("aws") : fields[1]), STR(fields[2]),
	           STR(account));
	for (size_t i = 0; i < fields[5].len; i++)
		if (fields[5].at[i] == '*' || fields[5].at[i] == '?')
			out_text(&o, fields[5].at[i] == '*' ? "any" : "x");
		else
			out_byte(&o, fields[5].at[i]);
	return out_str(&o);
}

static void add_values(struct arena *a, struct names *to, const struct node *value,
                       struct str account)
{
	struct str one = node_str(value);

	node_each(value, item)
		add_values(a, to, item, account);
	one = one.len > 0 ? example_of(a, one, account) : one;
	if (one.len > 0)
		names_add(to, one, 0);
}

static struct names principals_of(struct arena *a, const struct guardrails *g,
                                  const struct why_question *q)
{
	const struct org_account *account = &g->org->accounts[q->account];
	struct names all = {.arena = a};
	struct str partition =
		region_partition(node_str(node_path(g->org->root, "regions/home")));

	for (size_t i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->items[i].parsed->count; j++) {
			const struct statement *s = &g->items[i].parsed->statements[j];
			for (size_t k = 0; k < s->condition_count; k++)
				if (str_eq_nocase(s->conditions[k].name, S("aws:PrincipalArn")))
					add_values(a, &all, s->conditions[k].value, account->id);
		}
	names_add(&all, str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/any-other",
	                                    STR(partition), STR(account->id))), 0);
	return all;
}

static void ask_others(struct arena *a, struct guardrails *g, struct why_question q,
                       const struct names *principals, struct why_others *others)
{
	for (size_t i = 0; i < principals->count; i++) {
		struct situation s = guardrails_situation(g, q.account);
		struct str principal = principals->items[i].text;
		struct asked asked;
		struct answer answer;

		q.caller = caller_of(a, principal);
		ask(a, g, &q, &asked);
		answer = engine_ask_guardrails(&asked.request, &s, a);
		others->items = arena_grow(a, others->items, others->count, &others->room,
		                           sizeof *others->items);
		others->items[others->count++] =
			(struct why_other){principal, q.region, answer.verdict};
	}
}

struct why_others why_others_of(struct arena *a, struct guardrails *g,
                                const struct why_question *q)
{
	struct names principals = principals_of(a, g, q);
	const struct node *regions = node_path(g->org->root, "regions/all");
	struct why_question one = *q;
	struct why_others others = {0};

	if (q->region.len > 0 || !node_is_seq(regions)) {
		ask_others(a, g, one, &principals, &others);
		return others;
	}
	node_each(regions, region) {
		one.region = node_str(region);
		ask_others(a, g, one, &principals, &others);
	}
	return others;
}
