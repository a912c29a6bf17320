#include "policies/engine/cover.h"

#include <string.h>

#include "model/text/utf8.h"
#include "policies/address.h"
#include "policies/engine/prepared.h"

// Pairs of statements and of letters that are looked at in one call: some ten milliseconds
// for policies, and far less for two conditions.
enum { STEPS = 1 << 22, STEPS_OF_PAIR = 1 << 14 };

struct covering {
	struct arena *scratch;
	size_t steps; // left
};

static bool spend(struct covering *c, size_t steps)
{
	bool enough = steps <= c->steps;

	c->steps -= enough ? steps : c->steps;
	return enough;
}

// --- texts ---

// Policy variables are written as bytes that no text holds, the same byte for the same
// variable, so that texts with variables compare like others.
enum { SYMBOL_FIRST = 0xf5, SYMBOLS = 9 };

struct symbols {
	const struct pattern_part *named[SYMBOLS];
	size_t count;
};

static bool is_symbol(char c)
{
	return (unsigned char)c >= SYMBOL_FIRST && (unsigned char)c < SYMBOL_FIRST + SYMBOLS;
}

static bool has_symbol(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_symbol(text.at[i]))
			return true;
	return false;
}

static bool variable_is(const struct pattern_part *a, const struct pattern_part *b)
{
	return str_eq_nocase(a->key, b->key) && a->has_fallback == b->has_fallback &&
	       str_eq(a->fallback, b->fallback);
}

// The byte of a variable; 0 where there are too many, or a part of it is not known.
static char symbol_of(struct symbols *s, const struct pattern_part *part)
{
	size_t i = 0;

	if (!text_is_known(part->key) || !text_is_known(part->fallback))
		return 0;
	while (i < s->count && !variable_is(s->named[i], part))
		i++;
	if (i == SYMBOLS)
		return 0;
	if (i == s->count)
		s->named[s->count++] = part;
	return (char)(SYMBOL_FIRST + i);
}

static bool write_symbols(struct covering *c, struct symbols *s, const struct pattern *p,
                          struct str *text)
{
	char *at;
	size_t len = 0;

	*text = p->text;
	if (!p->parts)
		return true;
	at = arena_alloc(c->scratch, p->text.len + p->part_count);
	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		char symbol = 0;
		if (part->key.len > 0 && !(symbol = symbol_of(s, part)))
			return false;
		if (part->text.len > 0)
			memcpy(at + len, part->text.at, part->text.len);
		len += part->text.len;
		if (symbol)
			at[len++] = symbol;
	}
	*text = (struct str){at, len};
	return true;
}

// Whether it stands for just one character, so that '?' takes it.
static bool is_character(char c)
{
	return c != PATTERN_ANY && c != HOLE_BYTE && !is_symbol(c) && !utf8_continues(c);
}

// Whether `wide` takes every text that `narrow` takes. What can stand for several letters
// in `narrow` is taken as one letter that only '*', or a variable only the same, can take.
static bool takes_all(struct covering *c, struct str wide, struct str narrow)
{
	size_t w = 0, n = 0, star = SIZE_MAX, retry = 0;

	while (n < narrow.len) {
		if (!spend(c, 1))
			return false;
		if (w < wide.len && wide.at[w] == PATTERN_ANY) {
			star = w++;
			retry = n;
		} else if (w < wide.len && wide.at[w] == PATTERN_ONE &&
		           is_character(narrow.at[n])) {
			w++;
			for (n++; n < narrow.len && utf8_continues(narrow.at[n]);)
				n++;
		} else if (w < wide.len && wide.at[w] == narrow.at[n]) {
			w++;
			n++;
		} else if (star != SIZE_MAX) {
			w = star + 1;
			n = ++retry;
		} else {
			return false;
		}
	}
	while (w < wide.len && wide.at[w] == PATTERN_ANY)
		w++;
	return w == wide.len;
}

// A variable in one of the first five fields could hold a colon and move those behind it:
// that does no harm only where both have it at the same place.
static bool arn_takes_all(struct covering *c, struct str wide, struct str narrow)
{
	struct str w[ARN_FIELDS], n[ARN_FIELDS];

	if (!arn_fields(wide, w) || !arn_fields(narrow, n))
		return false;
	for (int i = 0; i < ARN_FIELDS; i++) {
		if (i < ARN_FIELDS - 1 && has_symbol(n[i]) && !str_eq(w[i], n[i]))
			return false;
		if (!takes_all(c, w[i], n[i]))
			return false;
	}
	return true;
}

static bool pattern_takes_all(struct covering *c, const struct pattern *wide,
                              const struct pattern *narrow, enum matching how)
{
	struct symbols symbols = {.count = 0};
	struct str w, n;

	if (wide->has_hole || !spend(c, 1) || !write_symbols(c, &symbols, wide, &w) ||
	    !write_symbols(c, &symbols, narrow, &n))
		return false;
	if (str_eq(w, n))
		return true;
	switch (how) {
	case COMPARE_NOCASE:
		return str_eq_nocase(w, n);
	case COMPARE_GLOB:
		return takes_all(c, w, n);
	case COMPARE_RESOURCE:
		return wildcards_take_all(w) && takes_all(c, w, n);
	case COMPARE_ARN:
		return arn_takes_all(c, w, n);
	default:
		return false;
	}
}

// --- items ---

static bool is_single(const struct item *item)
{
	return item->is_sure && item->other_count == 0;
}

// Whether both are surely the same text with the same unknown parts.
static bool item_same(const struct item *a, const struct item *b)
{
	const struct pattern *p = &a->first, *q = &b->first;

	if (!is_single(a) || !is_single(b) || !p->has_hole || !q->has_hole || p->parts ||
	    q->parts || !str_eq(p->text, q->text))
		return false;
	return a->node->kind != NODE_CHOICE && node_same(a->node, b->node);
}

static bool item_takes_all(struct covering *c, const struct item *wide,
                           const struct item *narrow, enum matching how)
{
	if (item_same(wide, narrow))
		return true;
	if (!is_single(wide) || !narrow->is_sure ||
	    !pattern_takes_all(c, &wide->first, &narrow->first, how))
		return false;
	for (size_t i = 0; i < narrow->other_count; i++)
		if (!pattern_takes_all(c, &wide->first, &narrow->others[i], how))
			return false;
	return true;
}

static bool items_take_all(struct covering *c, const struct items *wide,
                           const struct items *narrow, enum matching how)
{
	for (size_t i = 0; i < narrow->count; i++) {
		bool taken = false;
		for (size_t j = 0; j < wide->count && !taken; j++)
			taken = item_takes_all(c, &wide->all[j], &narrow->all[i], how);
		if (!taken)
			return false;
	}
	return true;
}

static bool takes_everything(const struct items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		const struct pattern *p = &items->all[i].first;
		if (is_single(&items->all[i]) && !p->parts && p->plain == 0 && p->is_prefix)
			return true;
	}
	return false;
}

static bool is_one_text(const struct pattern *p)
{
	return p->plain == p->text.len && !p->parts && !p->has_hole;
}

static bool pattern_is_apart(struct covering *c, const struct pattern *p,
                             const struct pattern *q)
{
	if (p->parts || q->parts || !spend(c, 1))
		return false;
	if (is_one_text(p) && is_one_text(q))
		return !str_eq(p->text, q->text);
	if (!spend(c, (p->text.len + 1) * (q->text.len + 1)))
		return false;
	if (!p->has_hole && is_one_text(q))
		return !takes_all(c, p->text, q->text) && c->steps > 0;
	if (!q->has_hole && is_one_text(p))
		return !takes_all(c, q->text, p->text) && c->steps > 0;
	return !patterns_may_meet(p->text, q->text, c->scratch);
}

static bool item_is_apart(struct covering *c, const struct item *a, const struct item *b)
{
	return is_single(a) && is_single(b) && pattern_is_apart(c, &a->first, &b->first);
}

static bool items_are_apart(struct covering *c, const struct items *a,
                            const struct items *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (!item_is_apart(c, &a->all[i], &b->all[j]))
				return false;
	return true;
}

// Action or NotAction, Resource or NotResource.
struct listed {
	const struct items *items;
	bool is_not;
};

static bool listed_covers(struct covering *c, struct listed wide, struct listed narrow,
                          enum matching how)
{
	if (!wide.is_not && takes_everything(wide.items))
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
		return !w.is_not && takes_everything(w.items);
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

// A value under an operator with which texts are compared, held against one of another.
static bool text_comparison(const struct operator *wide, const struct operator *narrow,
                            enum matching *how)
{
	bool is_text = narrow->family == OPERATOR_STRING;

	switch (wide->family) {
	case OPERATOR_STRING:
		*how = COMPARE_EXACT;
		return is_text;
	case OPERATOR_STRING_NOCASE:
		*how = COMPARE_NOCASE;
		return is_text || narrow->family == OPERATOR_STRING_NOCASE;
	case OPERATOR_LIKE:
		*how = COMPARE_GLOB;
		return is_text || narrow->family == OPERATOR_LIKE ||
		       narrow->family == OPERATOR_ARN;
	case OPERATOR_ARN:
		*how = COMPARE_ARN;
		return is_text || narrow->family == OPERATOR_ARN;
	default:
		*how = COMPARE_EXACT;
		return narrow->family == wide->family;
	}
}

// Whether v `narrow` b makes v `wide` a, where b is before (-1), at or behind a.
static bool relation_covers(enum relation wide, enum relation narrow, int order)
{
	bool narrow_less = narrow == RELATION_LESS || narrow == RELATION_LESS_EQUAL;
	bool narrow_greater = narrow == RELATION_GREATER || narrow == RELATION_GREATER_EQUAL;

	switch (wide) {
	case RELATION_LESS:
		return !narrow_greater && (order < 0 || (order == 0 && narrow == wide));
	case RELATION_LESS_EQUAL:
		return !narrow_greater && order <= 0;
	case RELATION_GREATER:
		return !narrow_less && (order > 0 || (order == 0 && narrow == wide));
	case RELATION_GREATER_EQUAL:
		return !narrow_less && order >= 0;
	default:
		return narrow == RELATION_EQUAL && order == 0;
	}
}

static bool range_takes_all(struct str wide, struct str narrow)
{
	struct address w, n;

	return address_parse(wide, &w) && address_parse(narrow, &n) &&
	       address_within(&w, &n);
}

static bool value_takes_all(struct covering *c, const struct operator *wide,
                            const struct item *w, const struct operator *narrow,
                            const struct item *n)
{
	enum matching how;
	int order;

	if (!text_comparison(wide, narrow, &how))
		return false;
	if (wide->relation == narrow->relation && item_takes_all(c, w, n, how))
		return true;
	if (!is_single(w) || !is_single(n) || w->first.parts || n->first.parts ||
	    !spend(c, 1))
		return false;
	if (wide->family == OPERATOR_IP)
		return range_takes_all(w->first.text, n->first.text);
	return operator_order(wide->family, n->first.text, w->first.text, &order) &&
	       relation_covers(wide->relation, narrow->relation, order);
}

static bool values_take_all(struct covering *c, const struct test *wide,
                            const struct test *narrow)
{
	for (size_t i = 0; i < narrow->values.count; i++) {
		bool taken = false;
		for (size_t j = 0; j < wide->values.count && !taken; j++)
			taken = value_takes_all(c, &wide->op, &wide->values.all[j],
			                        &narrow->op, &narrow->values.all[i]);
		if (!taken)
			return false;
	}
	return true;
}

// In which states of its key a test can hold.
struct states {
	bool absent, present;
};

// Of Null; false where a value is not known.
static bool null_states(const struct test *t, struct states *states)
{
	*states = (struct states){false, false};
	for (size_t i = 0; i < t->values.count; i++) {
		const struct item *item = &t->values.all[i];
		if (!is_single(item) || !operator_takes(OPERATOR_NULL, item->first.text))
			return false;
		if (str_eq_nocase(item->first.text, S("true")))
			states->absent = true;
		else
			states->present = true;
	}
	return true;
}

static bool states_of(const struct test *t, struct states *states)
{
	if (t->op.family == OPERATOR_NULL)
		return null_states(t, states);
	*states = (struct states){test_holds_without_key(t) == TRUTH_YES, true};
	return true;
}

// Whether `wide` holds wherever `narrow` does.
static bool test_covers(struct covering *c, const struct test *wide,
                        const struct test *narrow)
{
	struct states w, n;

	if (!spend(c, 1) || !wide->is_known || !narrow->is_known || narrow->sometimes ||
	    wide->hash != narrow->hash || !str_eq_nocase(wide->key, narrow->key) ||
	    !text_is_known(wide->key))
		return false;
	if (!states_of(wide, &w) || !states_of(narrow, &n) || (n.absent && !w.absent))
		return false;
	if (!n.present)
		return true;
	if (wide->op.family == OPERATOR_NULL)
		return w.present;
	if (narrow->op.family == OPERATOR_NULL || wide->op.set != narrow->op.set ||
	    wide->op.negated != narrow->op.negated)
		return false;
	return wide->op.negated ? values_take_all(c, narrow, wide)
	                        : values_take_all(c, wide, narrow);
}

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

// --- contradictions ---

// Whether v `a` x and v `b` y have no v in common, where x is before (-1), at or behind y.
static bool relations_are_apart(enum relation a, enum relation b, int order)
{
	bool a_up = a == RELATION_GREATER || a == RELATION_GREATER_EQUAL;
	bool b_up = b == RELATION_GREATER || b == RELATION_GREATER_EQUAL;
	bool with_x = a == RELATION_EQUAL || a == RELATION_LESS_EQUAL ||
	              a == RELATION_GREATER_EQUAL;
	bool with_y = b == RELATION_EQUAL || b == RELATION_LESS_EQUAL ||
	              b == RELATION_GREATER_EQUAL;

	if (order == 0)
		return !(with_x && with_y) &&
		       (a == RELATION_EQUAL || b == RELATION_EQUAL || a_up != b_up);
	if (order < 0)
		return !a_up && (b_up || b == RELATION_EQUAL);
	return !b_up && (a_up || a == RELATION_EQUAL);
}

static bool ranges_are_apart(struct str a, struct str b)
{
	struct address x, y;

	return address_parse(a, &x) && address_parse(b, &y) && !address_within(&x, &y) &&
	       !address_within(&y, &x);
}

// Whether one value of a positive operator has no text in common with one of another.
static bool value_is_apart(struct covering *c, const struct operator *a,
                           const struct item *x, const struct operator *b,
                           const struct item *y)
{
	struct str s = x->first.text, t = y->first.text;
	int order;

	if (!is_single(x) || !is_single(y) || x->first.parts || y->first.parts)
		return false;
	if (a->family == OPERATOR_IP && b->family == OPERATOR_IP)
		return ranges_are_apart(s, t);
	if (a->family == b->family && operator_order(a->family, s, t, &order))
		return relations_are_apart(a->relation, b->relation, order);
	if (a->family > OPERATOR_ARN || b->family > OPERATOR_ARN)
		return false;
	if (a->family == OPERATOR_STRING_NOCASE || b->family == OPERATOR_STRING_NOCASE)
		return a->family <= OPERATOR_STRING_NOCASE &&
		       b->family <= OPERATOR_STRING_NOCASE && text_is_known(s) &&
		       text_is_known(t) && !str_eq_nocase(s, t);
	return pattern_is_apart(c, &x->first, &y->first);
}

static bool values_are_apart(struct covering *c, const struct test *a, const struct test *b)
{
	for (size_t i = 0; i < a->values.count; i++)
		for (size_t j = 0; j < b->values.count; j++)
			if (!spend(c, 1) ||
			    !value_is_apart(c, &a->op, &a->values.all[i], &b->op,
			                    &b->values.all[j]))
				return false;
	return true;
}

// Whether no value of the key fits both, of which one at most is negated.
static bool no_value_fits(struct covering *c, const struct test *a, const struct test *b)
{
	// Lists of which one value fits the one and another the other are none.
	if (a->op.set != b->op.set || a->op.set == SET_ANY)
		return false;
	if (b->op.negated)
		return values_take_all(c, b, a);
	if (a->op.negated)
		return values_take_all(c, a, b);
	return values_are_apart(c, a, b);
}

bool conditions_exclude(struct arena *scratch, const struct test *a, const struct test *b)
{
	struct covering c = {scratch, STEPS_OF_PAIR};
	struct states x, y;

	if (!a->is_known || !b->is_known || a->sometimes || b->sometimes ||
	    !str_eq_nocase(a->key, b->key) || !text_is_known(a->key) ||
	    !states_of(a, &x) || !states_of(b, &y) || (x.absent && y.absent))
		return false;
	if (!x.present || !y.present)
		return true;
	if (a->op.family == OPERATOR_NULL || b->op.family == OPERATOR_NULL)
		return false;
	return no_value_fits(&c, a, b);
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
