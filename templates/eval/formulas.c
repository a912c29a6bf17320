// What a condition says of unknown values, as a formula: each unknown text is a variable
// that is one of the literals it is compared with, or another.
#include "model/text/regex.h"
#include "templates/eval/formula.h"
#include "templates/kinds.h"

struct formula *formula_new(struct eval *e, enum operation operation, uint32_t number,
                            uint32_t value)
{
	struct formula *f = arena_new(e->keep, struct formula);

	f->operation = operation;
	f->number = number;
	f->value = value;
	return f;
}

struct formula *formula_constant(struct eval *e, bool value)
{
	return formula_new(e, OP_CONSTANT, value, 0);
}

static uint32_t add_variable(struct eval *e, struct formula_variable variable)
{
	struct conditions *c = e->conditions;

	c->variables = arena_grow(e->keep, c->variables, c->variable_count, &c->variable_room,
	                          sizeof variable);
	c->variables[c->variable_count] = variable;
	return (uint32_t)c->variable_count++;
}

static uint32_t add_value(struct eval *e, struct formula_variable *v,
                          const struct node *value)
{
	size_t room = v->room;

	v->values = arena_grow(e->keep, v->values, v->count, &v->room, sizeof *v->values);
	v->conditions = arena_grow(e->keep, v->conditions, v->count, &room,
	                           sizeof *v->conditions);
	v->values[v->count] = value;
	v->conditions[v->count] = NO_CONDITION;
	return (uint32_t)v->count++;
}

static struct node *copy_to_keep(struct eval *e, const struct node *n)
{
	struct node *copy = node_copy(e->keep, n), **tail = &copy->first;

	if (n->kind == NODE_HOLE) {
		struct hole *hole = arena_new(e->keep, struct hole);
		*hole = *n->hole;
		hole->expr = copy_to_keep(e, hole->expr);
		hole->name = arena_copy(e->keep, hole->name);
		copy->hole = hole;
	} else if (n->kind == NODE_SCALAR) {
		copy->text = arena_copy(e->keep, node_str(n)).at;
	} else {
		for (const struct node *child = n->first; child; child = child->next) {
			*tail = copy_to_keep(e, child);
			tail = &(*tail)->next;
		}
	}
	return copy;
}

// A text that a condition is about, where it stays as long as the conditions do.
static const struct node *kept(struct eval *e, const struct node *text)
{
	return !text || e->arena == e->keep ? text : copy_to_keep(e, text);
}

// Something of which nothing is known but that it is true or not.
struct formula *formula_opaque(struct eval *e)
{
	uint32_t number = add_variable(e, (struct formula_variable){0});
	struct formula_variable *v = &e->conditions->variables[number];

	return formula_new(e, OP_IS, number, add_value(e, v, NULL));
}

// The value of a variable that a literal is, which may be a new one. TRUTH_NO: it is none
// of them and cannot be; unknown: a reader decides whether it is one of them.
static enum truth find_value(struct eval *e, uint32_t variable,
                             const struct node *literal, uint32_t *index)
{
	struct formula_variable *v = &e->conditions->variables[variable];

	for (*index = 0; *index < v->count; ++*index) {
		enum truth equal = literal_equal(v->values[*index], literal);
		if (equal != TRUTH_NO)
			return equal;
	}
	if (v->has_no_others)
		return TRUTH_NO;
	if (v->count >= SOLVER_VALUES)
		return TRUTH_UNKNOWN;
	add_value(e, v, kept(e, literal));
	return TRUTH_YES;
}

static void add_allowed(struct eval *e, uint32_t variable, const struct hole *hole)
{
	const struct node *allowed = hole->allowed;
	uint32_t index;
	bool is_sure = true;

	if (!allowed || hole->is_list || !allowed->len || allowed->len > EVAL_WAYS)
		return;
	node_each(allowed, value)
		is_sure &= node_is_scalar(value) && !value->tag &&
		           find_value(e, variable, value, &index) == TRUTH_YES;
	e->conditions->variables[variable].has_no_others = is_sure;
}

static uint32_t variable_of(struct eval *e, const struct node *unknown,
                            const struct node *other)
{
	struct conditions *c = e->conditions;
	uint32_t number;

	for (size_t i = 0; i < c->variable_count && i < SOLVER_VARIABLES; i++) {
		const struct formula_variable *v = &c->variables[i];
		if (v->unknown && !v->other == !other && text_same(v->unknown, unknown) &&
		    (!other || text_same(v->other, other)))
			return (uint32_t)i;
	}
	number = add_variable(e, (struct formula_variable){.unknown = kept(e, unknown),
	                                                    .other = kept(e, other)});
	if (other)
		add_value(e, &c->variables[number], NULL);
	else if (unknown->kind == NODE_HOLE)
		add_allowed(e, number, unknown->hole);
	return number;
}

static size_t shortest(const struct eval *e, const struct node *text)
{
	size_t len = 0;

	if (text->kind == NODE_HOLE)
		return hole_shortest(e, text->hole);
	if (text->kind == NODE_SCALAR)
		return text->len;
	for (const struct node *n = text->first; n; n = n->next)
		len += shortest(e, n);
	return len;
}

static bool pattern_allows(struct eval *e, const struct hole *hole, struct str literal)
{
	enum { WORK = 1000 }; // of a match that is given up

	if (hole->is_list || hole->pattern.len == 0 || e->work_all < WORK)
		return true;
	e->work_all -= WORK;
	return pattern_match(hole->pattern, literal) != MATCH_NO;
}

// Whether what is known of a text leaves room for a literal.
static bool can_be(struct eval *e, const struct node *text, struct str literal)
{
	struct str known;
	const struct node *last;

	if (shortest(e, text) > literal.len)
		return false;
	if (text->kind == NODE_HOLE)
		return pattern_allows(e, text->hole, literal);
	known = node_str(text->first);
	if (!str_eq(known, str_slice(literal, 0, known.len)))
		return false;
	for (last = text->first; last->next; last = last->next)
		;
	known = node_str(last);
	return str_eq(known, str_slice(literal, literal.len - known.len, literal.len));
}

// That an unknown text is a literal: the value of a variable; or that it cannot be.
enum truth formula_find(struct eval *e, const struct node *unknown,
                        const struct node *literal, uint32_t *variable, uint32_t *index)
{
	struct str text;

	if (text_canonical(literal, &text) && !can_be(e, unknown, text))
		return TRUTH_NO;
	*variable = variable_of(e, unknown, NULL);
	return find_value(e, *variable, literal, index);
}

static struct formula *is_literal(struct eval *e, const struct node *unknown,
                                  const struct node *literal)
{
	uint32_t variable, index;

	switch (formula_find(e, unknown, literal, &variable, &index)) {
	case TRUTH_NO:
		return formula_constant(e, false);
	case TRUTH_YES:
		return formula_new(e, OP_IS, variable, index);
	default:
		return formula_opaque(e);
	}
}

bool text_is_unknown(const struct node *value)
{
	return value->kind == NODE_TEXT || (value->kind == NODE_HOLE && !value->hole->is_list);
}

struct formula *formula_equal(struct eval *e, const struct node *a, const struct node *b)
{
	a = text_in_runs(e, a);
	b = text_in_runs(e, b);
	if (node_is_scalar(a) && node_is_scalar(b)) {
		enum truth equal = literal_equal(a, b);
		return equal == TRUTH_UNKNOWN ? formula_opaque(e)
		                              : formula_constant(e, equal == TRUTH_YES);
	}
	if (text_is_unknown(a) && node_is_scalar(b))
		return is_literal(e, a, b);
	if (text_is_unknown(b) && node_is_scalar(a))
		return is_literal(e, b, a);
	if (!text_is_unknown(a) || !text_is_unknown(b))
		return formula_opaque(e);
	if (text_same(a, b))
		return formula_constant(e, true);
	return formula_new(e, OP_IS, variable_of(e, a, b), 0);
}
