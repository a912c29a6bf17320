// Whether one condition holds wherever another one does, and whether two never hold
// together.
#include "policies/address.h"
#include "policies/engine/cover.h"
#include "policies/engine/covering.h"

// Of one call of conditions_exclude.
enum { STEPS_OF_PAIR = 1 << 14 };

// --- covering ---

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

// Whether v `narrow` b makes v `wide` a, where b is before (-1), at or after a.
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
	if (!item_is_single(w) || !item_is_single(n) || w->first.parts || n->first.parts ||
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
		if (!item_is_single(item) || !operator_takes(OPERATOR_NULL, item->first.text))
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

bool test_covers(struct covering *c, const struct test *wide, const struct test *narrow)
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

// --- contradictions ---

// Whether v `a` x and v `b` y have no v in common, where x is before (-1), at or after y.
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

	if (!item_is_single(x) || !item_is_single(y) || x->first.parts || y->first.parts)
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
