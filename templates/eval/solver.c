// Whether a condition holds under what is assumed: a search for values of the variables
// that make all of it true.
#include <stdlib.h>

#include "model/truth.h"
#include "templates/eval/formula.h"

static enum truth truth_of_formula(struct conditions *c, const struct formula *f)
{
	enum truth truth = truth_of(f->operation != OP_OR);
	const struct formula_variable *v;

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
static struct formula_variable *open_variable(struct conditions *c, const struct formula *f)
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
	struct formula_variable *v;

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

	e->is_cut |= given == 0;
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
		if (formula_is_opaque(c, c->items[c->cone[i].number].formula))
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
	const struct formula_variable *v = &c->variables[asked->number];
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
