// Policies of org.yaml -> levels of the engine, and accounts in classes that share an answer.
#include "preflight/guardrails.h"

#include <stdlib.h>

#include "model/read/read.h"
#include "model/write/write.h"
#include "policies/arn.h"

// --- the policies ---

static const char full_access[] =
	"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
	"\"Resource\":\"*\"}]}";

static struct guardrail parsed(struct arena *a, struct str text, enum policy_kind kind,
                               const struct org_policy *of)
{
	struct diags diags = {.arena = a};
	struct doc *doc =
		doc_read(a, source_new(a, "policy", text), SYNTAX_JSON, NULL, &diags);
	struct guardrail g = {.policy = of, .parsed = policy_of(a, doc->root, kind)};

	g.prepared = policy_prepare(a, g.parsed);
	return g;
}

static void add(struct arena *a, struct attached *to, size_t policy, bool replaces)
{
	to->items = arena_grow(a, to->items, to->count, &to->room, sizeof *to->items);
	to->items[to->count++] = policy;
	to->replaced |= replaces;
}

static void attach(struct guardrails *g, const struct names *ids, size_t i)
{
	const struct org_policy *p = g->items[i].policy;

	node_each(p->targets, id) {
		uint32_t at = names_find(ids, node_str(id));
		uint32_t ous = (uint32_t)g->org->ou_count;

		if (at == NAME_NONE)
			continue;
		if (at < ous)
			add(g->arena, p->is_rcp ? &g->rcps_of_ous[at] : &g->of_ous[at], i,
			    p->replaces_full_access);
		else
			add(g->arena, p->is_rcp ? &g->rcps_of_accounts[at - ous]
			                        : &g->of_accounts[at - ous],
			    i, p->replaces_full_access);
	}
}

static void attach_all(struct guardrails *g)
{
	const struct org *org = g->org;
	struct names ids = {.arena = g->arena};

	names_expect(&ids, org->ou_count + org->account_count);
	for (uint32_t i = 0; i < org->ou_count; i++)
		names_add(&ids, i == OU_ROOT ? node_str(node_path(org->root, "organization/root"))
		                             : org->ous[i].id, i);
	for (uint32_t i = 0; i < org->account_count; i++) {
		names_add(&ids, org->accounts[i].id, (uint32_t)org->ou_count + i);
		names_add(&g->ids, org->accounts[i].id, i);
	}
	g->of_ous = arena_array(g->arena, struct attached, org->ou_count);
	g->rcps_of_ous = arena_array(g->arena, struct attached, org->ou_count);
	g->of_accounts = arena_array(g->arena, struct attached, org->account_count);
	g->rcps_of_accounts = arena_array(g->arena, struct attached, org->account_count);
	for (size_t i = 0; i < g->count; i++)
		attach(g, &ids, i);
}

// --- what tells accounts apart ---

// Runs of digits and wildcards that some account id may fit.
static void find_numbers(struct str text, struct names *numbers)
{
	for (size_t i = 0; i < text.len;) {
		size_t from = i, digits = 0, wild = 0;

		for (; i < text.len && (text.at[i] == '*' || text.at[i] == '?' ||
		                        (text.at[i] >= '0' && text.at[i] <= '9'));
		     i++) {
			digits += text.at[i] >= '0' && text.at[i] <= '9';
			wild += text.at[i] == '*' || text.at[i] == '?';
		}
		if (digits == 12 || (digits > 0 && wild > 0))
			names_add(numbers, str_slice(text, from, i), 0);
		i += i == from;
	}
}

static bool is_any(const struct node *resource)
{
	return node_is(resource, "*") ||
	       (node_is_seq(resource) && resource->len == 1 && node_is(resource->first, "*"));
}

static bool key_starts(struct str name, const char *start)
{
	return str_eq_nocase(str_slice(name, 0, strlen(start)), str_of(start));
}

static void find_keys(struct guardrails *g, const struct policy *p)
{
	for (size_t i = 0; i < p->count; i++)
		g->asks_resources |= p->statements[i].not_resource.value ||
		                     !is_any(p->statements[i].resource.value);
	for (size_t i = 0; i < p->count; i++)
		for (size_t j = 0; j < p->statements[i].condition_count; j++) {
			struct str name = p->statements[i].conditions[j].name;
			if (name.len > 17 &&
			    str_eq_nocase(str_slice(name, 0, 17), S("aws:PrincipalTag/")))
				names_add(&g->tags, name, 0);
			g->asks_source |= key_starts(name, "aws:Source") ||
			                  key_starts(name, "aws:Vpc");
			g->asks_resources |= key_starts(name, "aws:Resource");
			g->asks_session |= key_starts(name, "aws:userid");
			g->asks_org_paths |= str_find(name, 0, "OrgPaths") >= 0 ||
			                     str_find(name, 0, "orgpaths") >= 0;
		}
}

static void put_attached(struct out *key, char kind, const struct attached *at)
{
	if (at->count == 0)
		return;
	out_printf(key, "%c", kind);
	for (size_t i = 0; i < at->count; i++)
		out_printf(key, "%zu,", at->items[i]);
}

// What the policies above an account come to: levels that only have FullAWSAccess do not
// count, as they change nothing.
static const char **ou_keys(struct guardrails *g)
{
	const struct org *org = g->org;
	const char **keys = arena_array(g->arena, const char *, org->ou_count);

	for (uint32_t i = 0; i < org->ou_count; i++) {
		struct out key = {.arena = g->arena};
		if (i != OU_ROOT)
			out_text(&key, keys[org->ous[i].parent]);
		put_attached(&key, 's', &g->of_ous[i]);
		put_attached(&key, 'r', &g->rcps_of_ous[i]);
		if (g->asks_org_paths)
			out_printf(&key, "o%u", i);
		keys[i] = arena_cstring(g->arena, out_str(&key));
	}
	return keys;
}

static void sort_classes(struct guardrails *g, const struct names *numbers)
{
	const struct org *org = g->org;
	const char **keys = ou_keys(g);
	struct names classes = {.arena = g->arena};

	g->class_of = arena_array(g->arena, uint32_t, org->account_count);
	for (uint32_t i = 0; i < org->account_count; i++) {
		struct out key = {.arena = g->arena};
		uint32_t found;

		out_text(&key, i == ACCOUNT_MANAGEMENT ? "m" : keys[org->accounts[i].ou]);
		put_attached(&key, 'S', &g->of_accounts[i]);
		put_attached(&key, 'R', &g->rcps_of_accounts[i]);
		for (size_t j = 0; j < numbers->count; j++)
			if (glob_match(numbers->items[j].text, org->accounts[i].id))
				out_printf(&key, "#%zu", j);
		found = names_add(&classes, out_str(&key), g->class_count);
		g->class_of[i] = found == NAME_NONE ? g->class_count++ : found;
	}
	g->situations = arena_array(g->arena, struct situation, g->class_count);
	g->is_known = arena_array(g->arena, bool, g->class_count);
}

struct guardrails *guardrails_of(struct arena *a, const struct org_policies *policies)
{
	struct guardrails *g = arena_new(a, struct guardrails);
	struct names numbers = {.arena = a};

	*g = (struct guardrails){.org = policies->org, .arena = a, .count = policies->count,
	                         .tags = {.arena = a}, .ids = {.arena = a}};
	g->items = arena_array(a, struct guardrail, policies->count + 1);
	for (size_t i = 0; i < policies->count; i++) {
		const struct org_policy *p = &policies->items[i];
		g->items[i] = parsed(a, p->text, p->is_rcp ? POLICY_RCP : POLICY_SCP, p);
		find_numbers(p->text, &numbers);
		find_keys(g, g->items[i].parsed);
	}
	g->items[g->count] = parsed(a, S(full_access), POLICY_SCP, NULL);
	attach_all(g);
	sort_classes(g, &numbers);
	return g;
}

// --- asking ---

static struct level level_of(struct guardrails *g, struct str name, const struct attached *at,
                             bool is_rcp)
{
	bool has_full = !is_rcp && !at->replaced;
	const struct prepared **items =
		arena_array(g->arena, const struct prepared *, at->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < at->count; i++)
		items[count++] = g->items[at->items[i]].prepared;
	if (has_full)
		items[count++] = g->items[g->count].prepared;
	return (struct level){name, {items, count, true}};
}

static struct ou_path path_of(struct guardrails *g, uint32_t account, bool is_rcp)
{
	const struct org *org = g->org;
	const struct attached *ous = is_rcp ? g->rcps_of_ous : g->of_ous;
	const struct attached *accounts = is_rcp ? g->rcps_of_accounts : g->of_accounts;
	struct level *levels;
	size_t depth = 2;

	for (uint32_t ou = org->accounts[account].ou; ou != OU_ROOT; ou = org->ous[ou].parent)
		depth++;
	levels = arena_array(g->arena, struct level, depth);
	levels[depth - 1] =
		level_of(g, org->accounts[account].name, &accounts[account], is_rcp);
	for (uint32_t ou = org->accounts[account].ou, i = (uint32_t)depth - 2; i > 0;
	     ou = org->ous[ou].parent, i--)
		levels[i] = level_of(g, org->ous[ou].path, &ous[ou], is_rcp);
	levels[0] = level_of(g, S("/"), &ous[OU_ROOT], is_rcp);
	return (struct ou_path){levels, depth, true};
}

struct situation guardrails_situation(struct guardrails *g, uint32_t account)
{
	uint32_t class = g->class_of[account];

	if (!g->is_known[class]) {
		g->situations[class] = (struct situation){
			.scps = path_of(g, account, false),
			.rcps = path_of(g, account, true),
			.management_account = g->org->accounts[ACCOUNT_MANAGEMENT].id,
		};
		g->is_known[class] = true;
	}
	return g->situations[class];
}

const struct guardrail *guardrails_find(const struct guardrails *g, const struct policy *p)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->items[i].parsed == p)
			return &g->items[i];
	return NULL;
}

static const struct node *statement_at(const struct doc *doc, size_t index)
{
	const struct node *statements = node_get(doc->root, "Statement");

	if (node_is_map(statements))
		return index == 0 ? statements : NULL;
	return node_item(statements, index);
}

struct guardrail_place guardrail_statement(const struct org *org, const struct org_policy *p,
                                           size_t index)
{
	const struct node *statement = p->doc ? statement_at(p->doc, index) : NULL;

	if (statement && node_is_scalar(node_get(p->key->next, "file")))
		return (struct guardrail_place){p->doc, statement};
	return (struct guardrail_place){org->doc, p->key};
}

uint32_t guardrails_account(const struct guardrails *g, struct str id)
{
	return names_find(&g->ids, id);
}
