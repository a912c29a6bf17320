// A Deny that another policy on the same path says already, and an exemption that another
// Deny takes back.
#include "gen/policies/shadow.h"

#include "model/read/read.h"
#include "org/org_rules.h"
#include "policies/engine/cover.h"

enum { PAIRS_MAX = 20000 }; // of a statement and a policy: more are not compared

struct read_policy {
	const struct policy *policy;
	struct prepared *prepared;
	bool *is_told; // of each statement
};

// --- where policies hold ---

static uint32_t ou_of_id(const struct org *org, struct str id)
{
	if (str_eq(id, node_str(node_path(org->root, "organization/root"))))
		return OU_ROOT;
	for (uint32_t i = 0; i < org->ou_count; i++)
		if (str_eq(org->ous[i].id, id))
			return i;
	return NAME_NONE;
}

static bool is_at_ou(const struct org *org, const struct org_policy *p, uint32_t ou)
{
	node_each(p->targets, target)
		if (ou_of_id(org, node_str(target)) == ou)
			return true;
	return false;
}

// Whether a policy holds at a root, OU or account: it is attached there or above.
static bool holds_at(const struct org *org, const struct org_policy *p, struct str id)
{
	uint32_t ou = ou_of_id(org, id);

	node_each(p->targets, target)
		if (str_eq(node_str(target), id))
			return true;
	for (size_t i = 0; ou == NAME_NONE && i < org->account_count; i++)
		if (str_eq(org->accounts[i].id, id))
			ou = org->accounts[i].ou;
	if (ou == NAME_NONE)
		return false;
	while (!is_at_ou(org, p, ou) && ou != OU_ROOT)
		ou = org->ous[ou].parent;
	return is_at_ou(org, p, ou);
}

static bool holds_wherever(const struct org *org, const struct org_policy *wide,
                           const struct org_policy *narrow)
{
	node_each(narrow->targets, target)
		if (!holds_at(org, wide, node_str(target)))
			return false;
	return narrow->targets->len > 0;
}

// --- what they say ---

static struct read_policy read_policy(struct arena *a, const struct org_policy *p)
{
	struct diags unused = {.arena = a};
	const struct node *root =
		doc_read(a, source_new(a, p->path, p->text), SYNTAX_JSON, NULL, &unused)->root;
	const struct policy *policy = policy_of(a, root, p->is_rcp ? POLICY_RCP : POLICY_SCP);

	return (struct read_policy){policy, policy_prepare(a, policy),
	                            arena_array(a, bool, policy->count)};
}

static bool denies(struct arena *a, const struct read_policy *wide, const struct policy *like,
                   const struct statement *s)
{
	struct policy *alone = arena_new(a, struct policy);

	*alone = *like;
	alone->statements = arena_new(a, struct statement);
	*alone->statements = *s;
	alone->count = 1;
	return policy_denies_all(wide->prepared, policy_prepare(a, alone), a).all == TRUTH_YES;
}

// A condition that spares some callers: a negated operator on who calls.
static bool is_exemption(const struct condition_entry *c)
{
	return str_find(c->operator, 0, "Not") >= 0 &&
	       str_eq_nocase(str_slice(c->name, 0, sizeof "aws:Principal" - 1), S("aws:Principal"));
}

// The statement without its exemptions; false where it has none.
static bool without_exemptions(struct arena *a, const struct statement *s,
                               struct statement *bare)
{
	size_t kept = 0;

	*bare = *s;
	bare->conditions = arena_array(a, struct condition_entry, s->condition_count);
	for (size_t i = 0; i < s->condition_count; i++)
		if (!is_exemption(&s->conditions[i]))
			bare->conditions[kept++] = s->conditions[i];
	bare->condition_count = kept;
	return kept < s->condition_count;
}

static void report(const struct org *org, const struct org_policy *p, size_t index,
                   const struct org_policy *by, bool is_taken_back)
{
	struct arena *a = org->arena;
	struct diag *d;

	d = diag_node(org->diags, &org_policy_shadowed, org->doc, p->key,
	              is_taken_back
	                      ? "%s denies those too whom statement %zu of %s exempts"
	                      : "%s denies all that statement %zu of %s denies",
	              by->path, index + 1, p->path);
	d->hint = is_taken_back ? arena_printf(a, "exempt them in %s as well", by->path)
	                        : "take the statement out, or write what was meant";
}

static void compare(const struct org *org, const struct org_policy *p,
                    const struct read_policy *of_p, const struct org_policy *q,
                    const struct read_policy *of_q, struct arena *scratch)
{
	for (size_t i = 0; i < of_p->policy->count; i++) {
		const struct statement *s = &of_p->policy->statements[i];
		struct statement bare;

		if (of_p->is_told[i] || !statement_is(s, "Deny") ||
		    !denies(scratch, of_q, of_p->policy, s))
			continue;
		// Of two that say the same the first one is left alone.
		if (p < q && holds_wherever(org, p, q) && q->is_rcp == p->is_rcp &&
		    policy_denies_all(of_p->prepared, of_q->prepared, scratch).all == TRUTH_YES)
			continue;
		of_p->is_told[i] = true;
		report(org, p, i, q,
		       without_exemptions(scratch, s, &bare) &&
		               denies(scratch, of_q, of_p->policy, &bare));
	}
}

void policies_check_shadows(const struct org_policies *all)
{
	struct arena scratch = {0};
	struct read_policy *read = arena_array(&scratch, struct read_policy, all->count);
	size_t statements = 0;

	for (size_t i = 0; i < all->count; i++) {
		read[i] = read_policy(&scratch, &all->items[i]);
		statements += read[i].policy->count;
	}
	for (size_t i = 0; statements * all->count <= PAIRS_MAX && i < all->count; i++)
		for (size_t j = 0; j < all->count; j++)
			if (i != j && all->items[i].is_rcp == all->items[j].is_rcp &&
			    holds_wherever(all->org, &all->items[j], &all->items[i]))
				compare(all->org, &all->items[i], &read[i], &all->items[j], &read[j],
				        &scratch);
	arena_free(&scratch);
}
