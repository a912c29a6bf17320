// Whether the statements of one policy cover those of another one.
#include "policies/engine/cover.h"
#include "policies/engine/covering.h"

// Pairs of statements and of letters that are looked at in one call: some ten milliseconds.
enum { STEPS = 1 << 22 };

// --- lists ---

// Action or NotAction, Resource or NotResource.
struct listed {
	const struct items *items;
	bool is_not;
};

static bool listed_covers(struct covering *c, struct listed wide, struct listed narrow,
                          enum matching how)
{
	if (!wide.is_not && items_take_everything(wide.items))
		return true;
	if (wide.is_not && narrow.is_not)
		return items_take_all(c, narrow.items, wide.items, how);
	if (wide.is_not)
		return items_are_apart(c, wide.items, narrow.items);
	return !narrow.is_not && items_take_all(c, wide.items, narrow.items, how);
}

static bool actions_cover(struct covering *c, const struct clause *wide,
                          const struct clause *narrow)
{
	struct listed w = {&wide->actions, wide->not_actions};
	struct listed n = {&narrow->actions, narrow->not_actions};

	return listed_covers(c, w, n, COMPARE_GLOB);
}

static bool resources_cover(struct covering *c, const struct clause *wide,
                            const struct clause *narrow)
{
	struct listed w = {&wide->resources, wide->not_resources};
	struct listed n = {&narrow->resources, narrow->not_resources};

	if (wide->any_resource)
		return true;
	if (narrow->any_resource && narrow->resources.count == 0)
		return !w.is_not && items_take_everything(w.items);
	return listed_covers(c, w, n, COMPARE_RESOURCE);
}

// --- principals ---

static bool named_same(const struct named *a, const struct named *b)
{
	return a->is_sure && b->is_sure && str_eq(a->type, b->type) &&
	       str_eq(a->text.text, b->text.text) &&
	       (!a->text.has_hole || node_same(a->node, b->node));
}

static bool is_whole_account(const struct named *n)
{
	return n->principal.form == PRINCIPAL_ACCOUNT || n->principal.form == PRINCIPAL_ROOT;
}

static struct str account_of(const struct named *n)
{
	return n->principal.has_arn ? n->principal.arn.account : n->text.text;
}

static bool is_in_some_account(const struct named *n)
{
	switch (n->principal.form) {
	case PRINCIPAL_USER:
	case PRINCIPAL_ROLE:
	case PRINCIPAL_SESSION:
	case PRINCIPAL_FEDERATED_USER:
		return true;
	default:
		return is_whole_account(n);
	}
}

// An Allow for an account needs the account's own policies besides, one for a role or user
// of the same account does not: only a Deny for the account covers one for them.
static bool named_covers(const struct named *wide, const struct named *narrow, bool denies)
{
	if (wide->is_sure && wide->principal.form == PRINCIPAL_ANYONE)
		return true;
	if (named_same(wide, narrow))
		return true;
	if (!wide->is_sure || !narrow->is_sure || wide->text.has_hole ||
	    narrow->text.has_hole || wide->principal.has_wildcard ||
	    narrow->principal.has_wildcard || !is_whole_account(wide))
		return false;
	return (denies ? is_in_some_account(narrow) : is_whole_account(narrow)) &&
	       str_eq(account_of(wide), account_of(narrow));
}

static bool some_named_covers(struct covering *c, const struct clause *wide,
                              const struct named *narrow)
{
	for (size_t i = 0; i < wide->named_count && spend(c, 1); i++)
		if (named_covers(&wide->named[i], narrow, wide->denies))
			return true;
	return false;
}

static bool names_same(struct covering *c, const struct clause *clause,
                       const struct named *named)
{
	for (size_t i = 0; i < clause->named_count && spend(c, 1); i++)
		if (named_same(&clause->named[i], named))
			return true;
	return false;
}

static bool principals_cover(struct covering *c, const struct clause *wide,
                             const struct clause *narrow)
{
	if (!wide->asks_principal || !narrow->asks_principal)
		return wide->asks_principal == narrow->asks_principal;
	if (wide->not_principal) {
		for (size_t i = 0; i < wide->named_count; i++)
			if (!names_same(c, narrow, &wide->named[i]))
				return false;
		return narrow->not_principal;
	}
	if (narrow->not_principal) {
		for (size_t i = 0; i < wide->named_count; i++)
			if (wide->named[i].is_sure &&
			    wide->named[i].principal.form == PRINCIPAL_ANYONE)
				return true;
		return false;
	}
	for (size_t i = 0; i < narrow->named_count; i++)
		if (!some_named_covers(c, wide, &narrow->named[i]))
			return false;
	return true;
}

// --- conditions ---

static bool tests_cover(struct covering *c, const struct clause *wide,
                        const struct clause *narrow)
{
	for (size_t i = 0; i < wide->test_count; i++) {
		bool follows = false;
		for (size_t j = 0; j < narrow->test_count && !follows; j++)
			follows = test_covers(c, &wide->tests[i], &narrow->tests[j]);
		if (!follows)
			return false;
	}
	return true;
}

// --- statements ---

static bool clause_covers(struct covering *c, const struct clause *wide,
                          const struct clause *narrow)
{
	if (!spend(c, 1) || wide->denies != narrow->denies || wide->is_blank ||
	    narrow->is_blank || wide->doubt || narrow->doubt)
		return false;
	if (!(wide->services & narrow->services) && narrow->actions.count > 0)
		return false;
	return actions_cover(c, wide, narrow) && resources_cover(c, wide, narrow) &&
	       principals_cover(c, wide, narrow) && tests_cover(c, wide, narrow);
}

// The first clause of `narrow` for an effect that no clause of `wide` covers. Statements of
// two versions of a policy mostly stand in the same order, so the search goes on from
// where the last one was found.
static const struct clause *find_left(struct covering *c, const struct prepared *wide,
                                      const struct prepared *narrow, bool denies)
{
	size_t at = 0;

	for (size_t i = 0; i < narrow->count; i++) {
		const struct clause *clause = &narrow->clauses[i];
		size_t tried = 0;
		if (clause->denies != denies)
			continue;
		while (tried < wide->count &&
		       !clause_covers(c, &wide->clauses[(at + tried) % wide->count], clause))
			tried++;
		if (tried == wide->count)
			return clause;
		at = (at + tried + 1) % wide->count;
	}
	return NULL;
}

static struct cover cover_of(const struct clause *left)
{
	if (!left)
		return (struct cover){TRUTH_YES, NULL};
	return (struct cover){TRUTH_UNKNOWN, left->statement};
}

static bool same_kind(const struct prepared *a, const struct prepared *b)
{
	return a->policy->kind == b->policy->kind;
}

struct cover policy_allows_all(const struct prepared *wide, const struct prepared *narrow,
                               struct arena *scratch)
{
	struct covering c = {scratch, STEPS};
	const struct clause *left;

	if (!same_kind(wide, narrow))
		return (struct cover){TRUTH_UNKNOWN, NULL};
	left = find_left(&c, wide, narrow, false);
	return cover_of(left ? left : find_left(&c, narrow, wide, true));
}

struct cover policy_denies_all(const struct prepared *wide, const struct prepared *narrow,
                               struct arena *scratch)
{
	struct covering c = {scratch, STEPS};

	if (!same_kind(wide, narrow))
		return (struct cover){TRUTH_UNKNOWN, NULL};
	return cover_of(find_left(&c, wide, narrow, true));
}

// One that is covered itself does not count, so that of those which cover one another
// one stays.
static size_t find_covering(struct covering *c, const struct prepared *p,
                            const struct clause *narrow, const size_t *by)
{
	for (size_t i = 0; i < p->count && spend(c, 1); i++) {
		const struct clause *wide = &p->clauses[i];
		if (wide->statement && wide->statement != narrow->statement &&
		    by[wide->index] == SIZE_MAX && clause_covers(c, wide, narrow))
			return wide->index;
	}
	return SIZE_MAX;
}

size_t *policy_covered(struct arena *a, const struct prepared *p)
{
	struct covering c = {a, STEPS};
	size_t *by = arena_array(a, size_t, p->policy->count);

	for (size_t i = 0; i < p->policy->count; i++)
		by[i] = SIZE_MAX;
	for (size_t i = p->count; i-- > 0;)
		if (p->clauses[i].statement && !p->clauses[i].doubt)
			by[p->clauses[i].index] = find_covering(&c, p, &p->clauses[i], by);
	return by;
}
