// Conditions as formulas over what deployment decides, and a search for a way in which
// what is assumed can be true.
#include <stdlib.h>
#include <string.h>

#include "model/text/regex.h"
#include "model/truth.h"
#include "templates/eval/eval_private.h"
#include "templates/kinds.h"

// Something unknown that is one of several values: one of those that it is compared with,
// or another. For what cannot be looked into it is just "true" or another.
struct variable {
	const struct node *unknown;    // the text; NULL where it is not one
	const struct node *other;      // that it is compared with, where that is unknown too
	const struct node **values;
	uint32_t *conditions;          // that it is this value; NO_CONDITION: not asked yet
	size_t count, room;
	bool has_no_others;            // AllowedValues lists them all
	uint32_t taken;                // during the search: one more than the index; 0: open
};

enum operation { OP_CONSTANT, OP_IS, OP_CONDITION, OP_AND, OP_OR, OP_NOT };

struct formula {
	enum operation operation;
	uint32_t number;         // OP_IS: variable; OP_CONDITION: condition; OP_CONSTANT: 0, 1
	uint32_t value;          // OP_IS: index
	struct formula *first;   // of the operands; NULL where there are none
	struct formula *next;
};

struct condition {
	struct formula *formula;
	uint32_t rank;        // higher than that of all it refers to
	bool is_decided;      // `decided` holds without assumptions
	enum truth decided;
	uint32_t mark;        // last search it took part in
	enum truth value;     // during the search
};

// A condition that matters for a question.
struct relevant {
	uint32_t rank, number;
};

struct conditions {
	struct condition *items; // those of the template, in its order, then unnamed ones
	size_t count, room;
	struct variable *variables;
	size_t variable_count, variable_room;
	uint32_t searches;
	struct relevant *cone; // each behind those that it refers to
	size_t cone_count, cone_room;
	size_t steps; // left of this search
	// What the template's Rules say of the parameters: conditions that hold in every stack.
	uint32_t *axioms;
	size_t axiom_count;
	bool has_other_rules; // some that cannot be put so
};

// --- formulas ---

static struct formula *formula_new(struct eval *e, enum operation operation,
                                   uint32_t number, uint32_t value)
{
	struct formula *f = arena_new(e->keep, struct formula);

	f->operation = operation;
	f->number = number;
	f->value = value;
	return f;
}

static struct formula *constant(struct eval *e, bool value)
{
	return formula_new(e, OP_CONSTANT, value, 0);
}

static uint32_t add_variable(struct eval *e, struct variable variable)
{
	struct conditions *c = e->conditions;

	c->variables = arena_grow(e->keep, c->variables, c->variable_count, &c->variable_room,
	                          sizeof variable);
	c->variables[c->variable_count] = variable;
	return (uint32_t)c->variable_count++;
}

static uint32_t add_value(struct eval *e, struct variable *v, const struct node *value)
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
static struct formula *opaque(struct eval *e)
{
	uint32_t number = add_variable(e, (struct variable){0});
	struct variable *v = &e->conditions->variables[number];

	return formula_new(e, OP_IS, number, add_value(e, v, NULL));
}

// The value of a variable that a literal is, which may be a new one. TRUTH_NO: it is none
// of them and cannot be; unknown: a reader decides whether it is one of them.
static enum truth find_value(struct eval *e, uint32_t variable, const struct node *literal,
                             uint32_t *index)
{
	struct variable *v = &e->conditions->variables[variable];

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
		const struct variable *v = &c->variables[i];
		if (v->unknown && !v->other == !other && text_same(v->unknown, unknown) &&
		    (!other || text_same(v->other, other)))
			return (uint32_t)i;
	}
	number = add_variable(e, (struct variable){.unknown = kept(e, unknown),
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
static enum truth find_literal(struct eval *e, const struct node *unknown,
                               const struct node *literal, uint32_t *variable,
                               uint32_t *index)
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

	switch (find_literal(e, unknown, literal, &variable, &index)) {
	case TRUTH_NO:
		return constant(e, false);
	case TRUTH_YES:
		return formula_new(e, OP_IS, variable, index);
	default:
		return opaque(e);
	}
}

static bool is_unknown_text(const struct node *value)
{
	return value->kind == NODE_TEXT || (value->kind == NODE_HOLE && !value->hole->is_list);
}

static struct formula *are_equal(struct eval *e, const struct node *a,
                                 const struct node *b)
{
	a = text_in_runs(e, a);
	b = text_in_runs(e, b);
	if (node_is_scalar(a) && node_is_scalar(b)) {
		enum truth equal = literal_equal(a, b);
		return equal == TRUTH_UNKNOWN ? opaque(e) : constant(e, equal == TRUTH_YES);
	}
	if (is_unknown_text(a) && node_is_scalar(b))
		return is_literal(e, a, b);
	if (is_unknown_text(b) && node_is_scalar(a))
		return is_literal(e, b, a);
	if (!is_unknown_text(a) || !is_unknown_text(b))
		return opaque(e);
	if (text_same(a, b))
		return constant(e, true);
	return formula_new(e, OP_IS, variable_of(e, a, b), 0);
}

// --- the conditions of the template ---

static struct formula *formula_of(struct eval *e, const struct node *n);

// Fn::Contains, of Rules: the value is one of those listed.
static struct formula *is_contained(struct eval *e, const struct node *list,
                                    const struct node *value)
{
	struct formula *f = formula_new(e, OP_OR, 0, 0), **tail = &f->first;

	if (!node_is_seq(list) || list->tag || list->len > EVAL_WAYS)
		return opaque(e);
	node_each(list, item) {
		*tail = are_equal(e, eval_ask(e, item), eval_ask(e, value));
		tail = &(*tail)->next;
	}
	return f;
}

static struct formula *formula_of_all(struct eval *e, enum operation operation,
                                      const struct node *seq)
{
	struct formula *f = formula_new(e, operation, 0, 0), **tail = &f->first;

	node_each(seq, item) {
		*tail = formula_of(e, item);
		tail = &(*tail)->next;
	}
	return f;
}

static uint32_t number_of(const struct eval *e, struct str name)
{
	const struct entries *named = &e->t->conditions;
	const struct entry *found = entries_find(named, name);

	return found ? (uint32_t)(found - named->items) : NO_CONDITION;
}

static struct formula *formula_of(struct eval *e, const struct node *n)
{
	const struct node *argument, *second;
	enum function f = function_of(n, &argument);
	uint32_t number;

	if (f == FN_CONDITION && node_is_scalar(argument)) {
		number = number_of(e, node_str(argument));
		return number == NO_CONDITION ? opaque(e)
		                              : formula_new(e, OP_CONDITION, number, 0);
	}
	if (!node_is_seq(argument) || !argument->first)
		return opaque(e);
	second = argument->first->next;
	if (f == FN_CONTAINS && second && !second->next)
		return is_contained(e, argument->first, second);
	if (f == FN_EQUALS && second && !second->next)
		return are_equal(e, eval_ask(e, argument->first), eval_ask(e, second));
	if (f == FN_NOT && !second)
		return formula_of_all(e, OP_NOT, argument);
	if (f == FN_AND || f == FN_OR)
		return formula_of_all(e, f == FN_AND ? OP_AND : OP_OR, argument);
	return opaque(e);
}

// `of` refers to the condition in whose list the edge is.
struct edge {
	uint32_t of;
	struct edge *next;
};

struct ranking {
	struct edge **users;  // of each condition
	uint32_t *unranked;   // how many conditions each still refers to
	uint32_t *ready;      // those that refer to ranked ones only
	size_t ready_count;
};

static void add_edges(struct eval *e, struct ranking *r, uint32_t of,
                      const struct formula *f)
{
	if (f->operation == OP_CONDITION) {
		struct edge *edge = arena_new(e->keep, struct edge);
		*edge = (struct edge){of, r->users[f->number]};
		r->users[f->number] = edge;
		r->unranked[of]++;
	}
	for (f = f->first; f; f = f->next)
		add_edges(e, r, of, f);
}

// What refers to itself, or to such a one, is as good as unknown.
static void rank(struct eval *e)
{
	struct condition *items = e->conditions->items;
	uint32_t count = (uint32_t)e->t->conditions.count;
	struct ranking r = {
		.users = arena_array(e->keep, struct edge *, count),
		.unranked = arena_array(e->keep, uint32_t, count),
		.ready = arena_array(e->keep, uint32_t, count),
	};

	for (uint32_t i = 0; i < count; i++)
		add_edges(e, &r, i, items[i].formula);
	for (uint32_t i = 0; i < count; i++)
		if (r.unranked[i] == 0)
			r.ready[r.ready_count++] = i;
	for (uint32_t next = 0; next < r.ready_count; next++) {
		items[r.ready[next]].rank = next;
		for (struct edge *edge = r.users[r.ready[next]]; edge; edge = edge->next)
			if (--r.unranked[edge->of] == 0)
				r.ready[r.ready_count++] = edge->of;
	}
	for (uint32_t i = 0; i < count; i++)
		if (r.unranked[i] > 0)
			items[i].formula = opaque(e);
}

static uint32_t add_condition(struct eval *e, struct formula *formula)
{
	struct conditions *c = e->conditions;

	c->items = arena_grow(e->keep, c->items, c->count, &c->room, sizeof *c->items);
	c->items[c->count] = (struct condition){.formula = formula};
	return (uint32_t)c->count++;
}

static bool is_opaque(const struct conditions *c, const struct formula *f)
{
	if (f->operation == OP_IS && !c->variables[f->number].unknown)
		return true;
	for (f = f->first; f; f = f->next)
		if (is_opaque(c, f))
			return true;
	return false;
}

// RuleCondition does not hold, or every assertion does.
static struct formula *formula_of_rule(struct eval *e, const struct node *rule)
{
	struct formula *all = formula_new(e, OP_AND, 0, 0), **tail = &all->first, *f, *given;
	const struct node *when = node_get(rule, "RuleCondition");

	node_each(node_get(rule, "Assertions"), assertion) {
		const struct node *assert = node_get(assertion, "Assert");
		*tail = assert ? formula_of(e, assert) : opaque(e);
		tail = &(*tail)->next;
	}
	if (!when)
		return all;
	given = formula_new(e, OP_NOT, 0, 0);
	given->first = formula_of(e, when);
	given->next = all;
	f = formula_new(e, OP_OR, 0, 0);
	f->first = given;
	return f;
}

enum { MOST_RULES = 20 };

// Those that the solver understands. Of bound parameters gen judges itself.
static void add_axioms(struct eval *e)
{
	struct conditions *c = e->conditions;
	size_t count = e->t->rules ? e->t->rules->len : 0;

	c->has_other_rules = count > 0 && (e->bindings || count > MOST_RULES);
	if (count == 0 || c->has_other_rules)
		return;
	c->axioms = arena_array(e->keep, uint32_t, count);
	node_each_pair(e->t->rules, key) {
		struct formula *f = formula_of_rule(e, key->next);

		if (is_opaque(c, f))
			c->has_other_rules = true;
		else
			c->axioms[c->axiom_count++] = add_condition(e, f);
	}
}

// On the first question. What a condition says does not depend on where it is asked.
static struct conditions *prepared(struct eval *e)
{
	const struct entries *named = &e->t->conditions;
	bool exact = e->exact, in_conditions = e->in_conditions;
	struct arena *arena = e->arena;
	struct assumptions path = e->assumed;

	if (e->conditions)
		return e->conditions;
	e->arena = e->keep;
	e->conditions = arena_new(e->keep, struct conditions);
	e->exact = e->in_conditions = true;
	e->assumed = (struct assumptions){0};
	for (size_t i = 0; i < named->count; i++)
		add_condition(e, NULL);
	for (size_t i = 0; i < named->count; i++)
		e->conditions->items[i].formula = formula_of(e, named->items[i].value);
	rank(e);
	add_axioms(e);
	e->arena = arena;
	e->exact = exact;
	e->in_conditions = in_conditions;
	e->assumed = path;
	return e->conditions;
}

uint32_t condition_named(struct eval *e, struct str name)
{
	prepared(e);
	return number_of(e, name);
}

uint32_t condition_equals(struct eval *e, const struct node *unknown,
                          const struct node *literal)
{
	uint32_t variable, index, *known;

	prepared(e);
	if (!is_unknown_text(unknown))
		return NO_CONDITION;
	switch (find_literal(e, unknown, literal, &variable, &index)) {
	case TRUTH_NO:
		return add_condition(e, constant(e, false));
	case TRUTH_UNKNOWN:
		return NO_CONDITION;
	default:
		known = &e->conditions->variables[variable].conditions[index];
		if (*known == NO_CONDITION)
			*known = add_condition(e, formula_new(e, OP_IS, variable, index));
		return *known;
	}
}

// --- search ---

static enum truth truth_of_formula(struct conditions *c, const struct formula *f)
{
	enum truth truth = truth_of(f->operation != OP_OR);
	const struct variable *v;

	if (c->steps)
		c->steps--;
	switch (f->operation) {
	case OP_CONSTANT:
		return truth_of(f->number);
	case OP_CONDITION:
		return c->items[f->number].value;
	case OP_IS:
		v = &c->variables[f->number];
		return v->taken ? truth_of(v->taken == f->value + 1) : TRUTH_UNKNOWN;
	case OP_NOT:
		return truth_not(truth_of_formula(c, f->first));
	default:
		for (const struct formula *part = f->first; part; part = part->next) {
			enum truth next = truth_of_formula(c, part);
			truth = f->operation == OP_AND ? truth_and(truth, next)
			                               : truth_or(truth, next);
		}
		return truth;
	}
}

static void add_to_cone(struct eval *e, uint32_t number)
{
	struct conditions *c = e->conditions;
	struct condition *condition = &c->items[number];

	if (condition->mark == c->searches)
		return;
	condition->mark = c->searches;
	c->cone = arena_grow(e->keep, c->cone, c->cone_count, &c->cone_room, sizeof *c->cone);
	c->cone[c->cone_count++] = (struct relevant){condition->rank, number};
}

static void add_operands(struct eval *e, const struct formula *f)
{
	if (f->operation == OP_CONDITION)
		add_to_cone(e, f->number);
	for (f = f->first; f; f = f->next)
		add_operands(e, f);
}

static int by_rank(const void *left, const void *right)
{
	const struct relevant *a = left, *b = right;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

// False where it is too large.
static bool find_cone(struct eval *e)
{
	struct conditions *c = e->conditions;

	c->searches++;
	c->cone_count = 0;
	for (size_t i = 0; i < e->assumed.count; i++)
		add_to_cone(e, e->assumed.items[i].condition);
	for (size_t i = 0; i < c->cone_count && i < SOLVER_CONDITIONS; i++)
		add_operands(e, c->items[c->cone[i].number].formula);
	qsort(c->cone, c->cone_count, sizeof *c->cone, by_rank);
	return c->cone_count < SOLVER_CONDITIONS;
}

// A variable that stands in the way of a formula that is open.
static struct variable *open_variable(struct conditions *c, const struct formula *f)
{
	while (f->operation != OP_IS) {
		const struct formula *part = f->first;
		if (f->operation == OP_CONDITION) {
			f = c->items[f->number].formula;
			continue;
		}
		while (truth_of_formula(c, part) != TRUTH_UNKNOWN)
			part = part->next;
		f = part;
	}
	return &c->variables[f->number];
}

// Whether some way to take the variables makes all true that is assumed.
static enum truth search(struct eval *e)
{
	struct conditions *c = e->conditions;
	const struct formula *open = NULL;
	enum truth result = TRUTH_NO;
	struct variable *v;

	for (size_t i = 0; i < c->cone_count; i++) {
		struct condition *condition = &c->items[c->cone[i].number];
		condition->value = truth_of_formula(c, condition->formula);
	}
	if (c->steps == 0)
		return TRUTH_UNKNOWN;
	for (size_t i = 0; i < e->assumed.count; i++) {
		const struct condition *assumed = &c->items[e->assumed.items[i].condition];
		if (assumed->value == TRUTH_UNKNOWN)
			open = open ? open : assumed->formula;
		else if (assumed->value != truth_of(e->assumed.items[i].holds))
			return TRUTH_NO;
	}
	if (!open)
		return TRUTH_YES;
	v = open_variable(c, open);
	for (uint32_t way = 1; way <= v->count + !v->has_no_others; way++) {
		enum truth found;
		v->taken = way;
		found = search(e);
		if (found != TRUTH_NO)
			result = found;
		if (found == TRUTH_YES || c->steps == 0)
			break;
	}
	v->taken = 0;
	return result;
}

static enum truth find_way(struct eval *e, uint32_t condition, bool holds)
{
	struct conditions *c = e->conditions;
	size_t given = e->work_all < SOLVER_STEPS ? e->work_all : SOLVER_STEPS;
	enum truth found = TRUTH_UNKNOWN;

	c->steps = given;
	for (size_t i = 0; i < c->axiom_count; i++)
		condition_assume(e, c->axioms[i], true);
	condition_assume(e, condition, holds);
	if (given && find_cone(e))
		found = search(e);
	for (size_t i = 0; i <= c->axiom_count; i++)
		condition_forget(e);
	given -= c->steps;
	given += c->cone_count;
	e->work_all -= given < e->work_all ? given : e->work_all;
	return found;
}

static bool is_possible(struct eval *e, uint32_t condition, bool holds)
{
	return find_way(e, condition, holds) != TRUTH_NO;
}

enum truth condition_possible(struct eval *e, uint32_t condition, bool holds)
{
	struct conditions *c = e->conditions;
	enum truth found = find_way(e, condition, holds);

	if (found != TRUTH_YES)
		return found;
	if (c->has_other_rules)
		return TRUTH_UNKNOWN;
	for (size_t i = 0; i < c->cone_count; i++)
		if (is_opaque(c, c->items[c->cone[i].number].formula))
			return TRUTH_UNKNOWN;
	return TRUTH_YES;
}

static enum truth decide(struct eval *e, uint32_t condition)
{
	if (!is_possible(e, condition, true))
		return TRUTH_NO;
	return is_possible(e, condition, false) ? TRUTH_UNKNOWN : TRUTH_YES;
}

// The same where all is about single values, as in a look-up by a key that can be any of
// many: without a search.
static bool decide_value(const struct eval *e, const struct formula *asked,
                         enum truth *truth)
{
	const struct conditions *c = e->conditions;
	const struct variable *v = &c->variables[asked->number];
	size_t excluded = 0;

	*truth = TRUTH_UNKNOWN;
	for (size_t i = 0; i < e->assumed.count; i++) {
		const struct assumption *given = &e->assumed.items[i];
		const struct formula *f = c->items[given->condition].formula;
		if (asked->operation != OP_IS || f->operation != OP_IS)
			return false;
		if (f->number != asked->number)
			continue;
		if (given->holds || f->value == asked->value)
			*truth = truth_of(given->holds && f->value == asked->value);
		excluded += !given->holds && f->value != asked->value;
	}
	// The last that is left; nothing is excluded twice, since it is decided then.
	if (*truth == TRUTH_UNKNOWN && v->has_no_others && excluded + 1 == v->count)
		*truth = TRUTH_YES;
	return true;
}

enum truth condition_truth(struct eval *e, uint32_t condition)
{
	enum truth truth;
	struct condition *c = &e->conditions->items[condition];
	struct assumptions path = e->assumed;

	if (!c->is_decided) {
		e->assumed = (struct assumptions){0};
		c->decided = decide(e, condition);
		c->is_decided = true;
		e->assumed = path;
	}
	if (c->decided != TRUTH_UNKNOWN || path.count == 0)
		return c->decided;
	for (size_t i = 0; i < path.count; i++)
		if (path.items[i].condition == condition)
			return truth_of(path.items[i].holds);
	return decide_value(e, c->formula, &truth) ? truth : decide(e, condition);
}

void condition_assume(struct eval *e, uint32_t condition, bool holds)
{
	struct assumptions *p = &e->assumed;

	p->items = arena_grow(e->keep, p->items, p->count, &p->room, sizeof *p->items);
	p->items[p->count++] = (struct assumption){condition, holds};
}

void condition_forget(struct eval *e)
{
	e->assumed.count--;
}

// --- what is left of a condition ---

static const struct node *call_of(struct eval *e, const struct node *n, enum function f,
                                  struct node *arguments)
{
	struct node *call = eval_make(e, NODE_MAP, n);
	struct node_list list = node_list_of(call);
	struct str name = str_of(function_name(f));

	node_list_pair(&list, node_scalar(e->arena, name, STYLE_PLAIN), arguments);
	return call;
}

static const struct node *rest_of_equals(struct eval *e, const struct node *n,
                                         const struct node *argument, enum truth *truth)
{
	const struct node *a = eval_ask(e, argument->first);
	const struct node *b = eval_ask(e, argument->first->next);
	const struct formula *f = are_equal(e, a, b);
	struct node *both;

	if (f->operation == OP_CONSTANT) {
		*truth = truth_of(f->number);
		return NULL;
	}
	both = eval_make(e, NODE_SEQ, argument);
	node_append(both, node_copy(e->arena, a));
	node_append(both, node_copy(e->arena, b));
	return call_of(e, n, FN_EQUALS, both);
}

static const struct node *rest_of_not(struct eval *e, const struct node *n,
                                      const struct node *argument, enum truth *truth)
{
	const struct node *rest = condition_rest(e, argument->first, truth), *inner;
	struct node *one;

	if (!rest) {
		*truth = truth_not(*truth);
		return NULL;
	}
	if (function_of(rest, &inner) == FN_NOT)
		return inner->first;
	one = eval_make(e, NODE_SEQ, argument);
	node_append(one, node_copy(e->arena, rest));
	return call_of(e, n, FN_NOT, one);
}

// Members that change nothing go; a single one needs no function.
static const struct node *rest_of_members(struct eval *e, const struct node *n,
                                          enum function f, const struct node *argument,
                                          enum truth *truth)
{
	enum truth decides = truth_of(f == FN_OR);
	struct node *members = eval_make(e, NODE_SEQ, argument);
	struct node_list list = node_list_of(members);

	node_each(argument, item) {
		const struct node *rest = condition_rest(e, item, truth);
		if (rest)
			node_list_add(&list, node_copy(e->arena, rest));
		else if (*truth == decides)
			return NULL;
	}
	*truth = truth_not(decides);
	if (members->len < 2)
		return members->first;
	return call_of(e, n, f, members);
}

const struct node *condition_rest(struct eval *e, const struct node *body,
                                  enum truth *truth)
{
	const struct node *argument, *second;
	enum function f = function_of(body, &argument);
	uint32_t number;

	prepared(e);
	*truth = TRUTH_UNKNOWN;
	if (f == FN_CONDITION && node_is_scalar(argument)) {
		number = condition_named(e, node_str(argument));
		if (number != NO_CONDITION)
			*truth = condition_truth(e, number);
		return *truth == TRUTH_UNKNOWN ? body : NULL;
	}
	if (!node_is_seq(argument) || !argument->first)
		return eval_ask(e, body);
	second = argument->first->next;
	if (f == FN_EQUALS && second && !second->next)
		return rest_of_equals(e, body, argument, truth);
	if (f == FN_NOT && !second)
		return rest_of_not(e, body, argument, truth);
	if (f == FN_AND || f == FN_OR)
		return rest_of_members(e, body, f, argument, truth);
	return eval_ask(e, body);
}
