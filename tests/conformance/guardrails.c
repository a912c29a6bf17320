// Reads organizations, a line of JSON each, and prints a line of JSON for each: what preflight,
// why, replay and expect say of it, so that guardrails.mjs can hold it to another engine.
//
//     {"org": TEXT, "files": {NAME: TEXT},
//      "questions": [{"account": NAME, "principal", "action", "resource", "region", "keys"}],
//      "records": [TEXT]}
#include "gen/build.h"
#include "gen/plan/plan.h"
#include "gen/policies/policies.h"
#include "model/write/write.h"
#include "preflight/asked.h"
#include "preflight/preflight.h"
#include "preflight/why.h"
#include "replay/replay.h"
#include "templates/function.h"
#include "tests/policy_case.h"

static const char *const verdicts[] = {"denied", "depends", "allowed"};

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	const struct node *file = node_get(context, path);

	(void)a;
	*text = node_str(file);
	return file ? 0 : 2;
}

static void set(struct arena *a, struct node *map, const char *key, struct str text)
{
	node_set(a, map, key, node_scalar(a, text, STYLE_DOUBLE));
}

static void set_number(struct arena *a, struct node *map, const char *key, size_t number)
{
	node_set(a, map, key,
	         node_scalar(a, str_of(arena_printf(a, "%zu", number)), STYLE_PLAIN));
}

// --- preflight ---

static const struct doc *template_at(const struct made_list *made, struct str path)
{
	for (size_t i = 0; i < made->count; i++)
		if (str_is(path, made->items[i].path))
			return made->items[i].doc;
	return NULL;
}

static struct node *need_node(struct arena *a, struct guardrails *g,
                              const struct plan_deployment *d, uint32_t account,
                              struct str region, const struct need *need)
{
	struct node *map = node_map(a);
	struct str id = g->org->accounts[account].id;
	struct situation s = guardrails_situation(g, account);
	struct caller caller = deploying_caller(a, S("aws"), id, d->is_stackset);
	struct asked asked;
	struct answer answer;

	ask_of(a, &asked, g, account, caller, need->action, need_resource(a, need, id), region);
	answer = engine_ask_guardrails(&asked.request, &s, a);
	set(a, map, "deployment", d->name);
	set(a, map, "account", g->org->accounts[account].name);
	set(a, map, "region", region);
	set(a, map, "action", need->action);
	set(a, map, "resource", need_resource(a, need, id));
	set(a, map, "sure", need->is_sure ? S("yes") : S("no"));
	set(a, map, "verdict", str_of(verdicts[answer.verdict]));
	return map;
}

static struct node *needs_node(struct arena *a, struct guardrails *g,
                               const struct made_list *made)
{
	struct node *all = node_seq(a);

	for (size_t i = 0; i < made->plan->deployment_count; i++) {
		const struct plan_deployment *d = &made->plan->deployments[i];
		for (size_t r = 0; r < d->regions.count; r++) {
			struct str region = d->regions.items[r].text;
			struct needs needs = needs_of(a, template_at(made, d->file), "create",
			                              region, d->is_stackset);
			for (size_t s = 0; s < d->count; s++)
				for (size_t n = 0; n < needs.count; n++)
					node_append(all, need_node(
						a, g, d,
						(uint32_t)(d->stacks[s].account -
					                   made->plan->accounts),
						region, &needs.items[n]));
		}
	}
	return all;
}

static struct node *rows_node(struct arena *a, const struct preflight *p)
{
	struct node *rows = node_seq(a);

	for (size_t i = 0; i < p->row_count; i++) {
		struct node *row = node_map(a);
		set(a, row, "deployment", p->rows[i].deployment);
		set_number(a, row, "instances", p->rows[i].instances);
		set_number(a, row, "blocked", p->rows[i].blocked);
		set_number(a, row, "maybe", p->rows[i].maybe);
		node_append(rows, row);
	}
	return rows;
}

static struct node *keys_node(struct arena *a, const struct context_key *keys, size_t count)
{
	struct node *map = node_map(a);

	for (size_t i = 0; i < count; i++) {
		struct node *list = node_seq(a);
		if (keys[i].state != KEY_PRESENT)
			continue;
		for (size_t j = 0; j < keys[i].count; j++)
			node_append(list, node_scalar(a, keys[i].values[j], STYLE_DOUBLE));
		node_set(a, map, arena_cstring(a, keys[i].name),
		         keys[i].is_list ? list : list->first);
	}
	return map;
}

static struct node *expected_node(struct arena *a, const struct expected_list *all)
{
	static const char *const outcomes[] = {"holds", "broken", "open"};
	struct node *list = node_seq(a);

	for (size_t i = 0; i < all->count; i++) {
		const struct expected *e = &all->items[i];
		const struct counter_example *c = &e->example;
		struct node *map = node_map(a);
		set(a, map, "sentence", str_of(expect_words(a, e->of)));
		set(a, map, "outcome", str_of(outcomes[e->outcome]));
		set(a, map, "always", e->of->is_always ? S("yes") : S("no"));
		set(a, map, "account", c->account);
		set(a, map, "principal", c->principal);
		set(a, map, "action", c->action);
		set(a, map, "resource", c->resource);
		set(a, map, "region", c->region);
		node_set(a, map, "keys", keys_node(a, c->keys, c->key_count));
		node_append(list, map);
	}
	return list;
}

// --- why and replay ---

static struct node *why_node(struct arena *a, struct guardrails *g, const struct node *q)
{
	struct why_question question = {
		.account = names_find(&g->org->account_names, node_str(node_get(q, "account"))),
		.caller = caller_of(a, node_str(node_get(q, "principal"))),
		.action = node_str(node_get(q, "action")),
		.resource = node_str(node_get(q, "resource")),
		.region = node_str(node_get(q, "region")),
	};
	struct context_key *keys = case_keys(a, node_get(q, "keys"), &question.key_count);
	size_t i = 0;
	struct why why;

	node_each_pair(node_get(q, "keys"), key) {
		if (node_is_null(key->next))
			keys[i].state = KEY_ABSENT;
		i++;
	}
	question.keys = keys;
	why = why_of(a, g, &question);
	return node_scalar(a, str_of(verdicts[why.answer.verdict]), STYLE_DOUBLE);
}

static struct node *replayed_node(struct arena *a, struct guardrails *g,
                                  const struct node *records)
{
	struct replay *r = replay_new(a, g, NULL);
	struct node *list = node_seq(a);

	node_each(records, text) {
		size_t before[REPLAY_COUNTS], end;
		struct record record;
		int where = 0;
		memcpy(before, r->counts, sizeof before);
		if (record_scan(a, node_str(text), &record, &end) == SCAN_RECORD)
			replay_record(r, &record);
		while (where < REPLAY_COUNTS - 1 && r->counts[where] == before[where])
			where++;
		node_append(list, node_scalar(a, str_of(replay_count_names[where]), STYLE_DOUBLE));
	}
	replay_end(r);
	return list;
}

// --- one organization ---

static void answer(struct arena *a, struct str line)
{
	const struct node *in = case_parse(a, line, SYNTAX_JSON);
	struct loader loader = {load, (void *)(uintptr_t)node_get(in, "files")};
	struct diags diags = {.arena = a};
	struct file_set files = {.arena = a};
	struct made_list made = {0};
	struct node *out = node_map(a), *whys = node_seq(a);
	struct str text = node_str(node_get(in, "org"));
	struct doc *doc = doc_read(a, source_new(a, "org.yaml", text), SYNTAX_YAML,
	                           template_tags, &diags);
	struct guardrails *g;
	const struct preflight *p;

	if (!gen_build(org_read(a, doc, &diags), &loader, &files, &made)) {
		diags_sort(&diags);
		set(a, out, "refused", str_of(diags.items[0].message));
		printf("%.*s\n", STR(write_json_minified(a, out)));
		return;
	}
	p = preflight_of(a, &made, "create");
	g = guardrails_of(a, made.policies);
	guardrails_ready(g);
	node_each(node_get(in, "questions"), q)
		node_append(whys, why_node(a, g, q));
	node_set(a, out, "rows", rows_node(a, p));
	node_set(a, out, "needs", needs_node(a, g, &made));
	node_set(a, out, "expected", expected_node(a, &p->expected));
	node_set(a, out, "why", whys);
	node_set(a, out, "replayed", replayed_node(a, g, node_get(in, "records")));
	printf("%.*s\n", STR(write_json_minified(a, out)));
}

int main(void)
{
	struct arena whole = {0}, one = {0};
	struct str text, line;

	if (source_load(&whole, "-", &text) != 0)
		return 2;
	for (size_t at = 0; at < text.len; at += line.len + 1) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		line = str_slice(text, at, end < 0 ? text.len : (size_t)end);
		answer(&one, line);
		arena_reset(&one);
	}
	arena_free(&one);
	arena_free(&whole);
	return 0;
}
