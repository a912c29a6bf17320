// Counts the policies of a root, OU or account, and puts those together that could be one.
#include "gen/policies/pack.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "model/read/read.h"
#include "model/text/utf8.h"
#include "model/write/write.h"
#include "policies/engine/cover.h"

static bool is_at(const struct org_policy *p, struct str id)
{
	node_each(p->targets, target)
		if (str_eq(node_str(target), id))
			return true;
	return false;
}

static unsigned reserved_at(const struct org *org, struct str id)
{
	for (size_t i = 1; i < org->ou_count; i++) {
		const struct node *n = node_get(org->ous[i].key->next, "reserve-scps");

		if (str_eq(org->ous[i].id, id) && str_all_digits(node_str(n)))
			return (unsigned)strtoul(arena_cstring(org->arena, node_str(n)), NULL, 10);
	}
	return 0;
}

struct policy_slots policy_slots_of(const struct org_policies *all, struct str id, bool is_rcp)
{
	struct policy_slots s = {
		.items = arena_array(all->org->arena, const struct org_policy *, all->count),
		.aws_own = 1,
		.reserved = is_rcp ? 0 : reserved_at(all->org, id),
		.most = (unsigned)limit(is_rcp ? "rcp-attached" : "scp-attached"),
	};

	for (size_t i = 0; i < all->count; i++) {
		const struct org_policy *p = &all->items[i];

		if (p->is_rcp != is_rcp || !is_at(p, id))
			continue;
		s.items[s.count++] = p;
		if (p->replaces_full_access)
			s.aws_own = 0;
	}
	return s;
}

// --- several as one ---

static const struct node *tree_of(struct arena *a, const struct org_policy *p)
{
	struct diags unused = {.arena = a};

	return doc_read(a, source_new(a, p->path, p->text), SYNTAX_JSON, NULL, &unused)->root;
}

static void add_statement(struct arena *a, struct node *all, const struct node *statement)
{
	struct node *copy = node_map(a);

	// A Sid must be unique, and says nothing to AWS.
	node_each_pair(statement, key)
		if (!node_is(key, "Sid"))
			node_set(a, copy, arena_cstring(a, node_str(key)), node_copy(a, key->next));
	node_append(all, copy);
}

static struct node *document_of(struct arena *a, struct node *statements)
{
	struct node *root = node_map(a);

	node_set(a, root, "Version", node_scalar(a, S("2012-10-17"), STYLE_DOUBLE));
	node_set(a, root, "Statement", statements);
	return root;
}

// All their statements one after the other; NULL where one of them is of an older Version,
// in which variables mean nothing.
static struct node *joined(struct arena *a, const struct org_policy **items, size_t count)
{
	struct node *all = node_seq(a);

	for (size_t i = 0; i < count; i++) {
		const struct node *root = tree_of(a, items[i]);
		const struct node *statements = node_get(root, "Statement");

		if (!node_is(node_get(root, "Version"), "2012-10-17"))
			return NULL;
		if (node_is_map(statements))
			add_statement(a, all, statements);
		node_each(statements, statement)
			add_statement(a, all, statement);
	}
	return document_of(a, all);
}

static struct prepared *prepare(struct arena *a, const struct node *root, bool is_rcp)
{
	return policy_prepare(a, policy_of(a, root, is_rcp ? POLICY_RCP : POLICY_SCP));
}

// Without the statements that another one says too.
static struct node *shortened(struct arena *a, const struct node *root, bool is_rcp)
{
	const struct policy *p = policy_of(a, root, is_rcp ? POLICY_RCP : POLICY_SCP);
	size_t *by = policy_covered(a, policy_prepare(a, p));
	struct node *kept = node_seq(a);

	for (size_t i = 0; i < p->count; i++)
		if (by[i] == SIZE_MAX)
			node_append(kept, node_copy(a, p->statements[i].node));
	return document_of(a, kept);
}

static bool is_same(struct arena *a, const struct prepared *x, const struct prepared *y)
{
	return policy_denies_all(x, y, a).all == TRUTH_YES &&
	       policy_denies_all(y, x, a).all == TRUTH_YES &&
	       policy_allows_all(x, y, a).all == TRUTH_YES &&
	       policy_allows_all(y, x, a).all == TRUTH_YES;
}

static bool merge(struct org *org, struct policy_merge *m)
{
	bool is_rcp = m->items[0]->is_rcp;
	struct node *whole = joined(org->arena, m->items, m->count), *less;

	if (!whole)
		return false;
	less = shortened(org->arena, whole, is_rcp);
	m->text = write_json_minified(org->arena, less);
	m->is_proven = is_same(org->arena, prepare(org->arena, less, is_rcp),
	                       prepare(org->arena, whole, is_rcp));
	if (!m->is_proven)
		m->text = write_json_minified(org->arena, whole);
	return utf8_count(m->text) <= (size_t)limit(is_rcp ? "rcp-characters" : "scp-characters");
}

static bool has_same_targets(const struct org_policy *p, const struct org_policy *q)
{
	node_each(p->targets, target)
		if (!is_at(q, node_str(target)))
			return false;
	return p->targets->len == q->targets->len &&
	       p->replaces_full_access == q->replaces_full_access;
}

// Takes one more in, where that fits.
static bool take_in(struct org *org, struct policy_merge *m, const struct org_policy *p)
{
	struct policy_merge more = *m;

	if (!has_same_targets(m->items[0], p))
		return false;
	more.items[more.count++] = p;
	if (!merge(org, &more))
		return false;
	*m = more;
	return true;
}

size_t policy_merges(const struct org_policies *all, const struct policy_slots *slots,
                     struct policy_merge **merges)
{
	struct arena *a = all->org->arena;
	size_t count = 0, kept = 0, most = 2 * slots->most;

	*merges = arena_array(a, struct policy_merge, slots->count);
	for (size_t i = 0; i < slots->count && i < most; i++) {
		size_t at = 0;

		while (at < count && !take_in(all->org, &(*merges)[at], slots->items[i]))
			at++;
		if (at < count)
			continue;
		(*merges)[count] = (struct policy_merge){
			.items = arena_array(a, const struct org_policy *, slots->count + 1),
			.count = 1};
		(*merges)[count++].items[0] = slots->items[i];
	}
	for (size_t i = 0; i < count; i++)
		if ((*merges)[i].count > 1)
			(*merges)[kept++] = (*merges)[i];
	return kept;
}

const char *policy_merge_say(const struct org_policies *all, const struct policy_slots *slots)
{
	struct arena *a = all->org->arena;
	struct policy_merge *merges;
	const char *names = "";

	if (policy_merges(all, slots, &merges) == 0)
		return NULL;
	for (size_t i = 0; i < merges[0].count; i++)
		names = arena_printf(a, "%s%s%.*s", names,
		                     i == 0                      ? ""
		                     : i + 1 == merges[0].count ? " and "
		                                                 : ", ",
		                     STR(merges[0].items[i]->name));
	return arena_printf(a, "%s could be one of %zu characters%s", names,
	                    utf8_count(merges[0].text),
	                    merges[0].is_proven ? ", which surely does the same" : "");
}
