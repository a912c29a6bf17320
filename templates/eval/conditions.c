// The conditions and Rules of a template as formulas, made on the first question.
#include "templates/eval/formula.h"

static struct formula *formula_of(struct eval *e, const struct node *n);

// Fn::Contains, of Rules: the value is one of those listed.
static struct formula *is_contained(struct eval *e, const struct node *list,
                                    const struct node *value)
{
	struct formula *f = formula_new(e, OP_OR, 0, 0), **tail = &f->first;

	if (!node_is_seq(list) || list->tag || list->len > EVAL_WAYS)
		return formula_opaque(e);
	node_each(list, item) {
		*tail = formula_equal(e, eval_ask(e, item), eval_ask(e, value));
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
		return number == NO_CONDITION ? formula_opaque(e)
		                              : formula_new(e, OP_CONDITION, number, 0);
	}
	if (!node_is_seq(argument) || !argument->first)
		return formula_opaque(e);
	second = argument->first->next;
	if (f == FN_CONTAINS && second && !second->next)
		return is_contained(e, argument->first, second);
	if (f == FN_EQUALS && second && !second->next)
		return formula_equal(e, eval_ask(e, argument->first), eval_ask(e, second));
	if (f == FN_NOT && !second)
		return formula_of_all(e, OP_NOT, argument);
	if (f == FN_AND || f == FN_OR)
		return formula_of_all(e, f == FN_AND ? OP_AND : OP_OR, argument);
	return formula_opaque(e);
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
			items[i].formula = formula_opaque(e);
}

uint32_t condition_add(struct eval *e, struct formula *formula)
{
	struct conditions *c = e->conditions;

	c->items = arena_grow(e->keep, c->items, c->count, &c->room, sizeof *c->items);
	c->items[c->count] = (struct condition){.formula = formula};
	return (uint32_t)c->count++;
}

bool formula_is_opaque(const struct conditions *c, const struct formula *f)
{
	if (f->operation == OP_IS && !c->variables[f->number].unknown)
		return true;
	for (f = f->first; f; f = f->next)
		if (formula_is_opaque(c, f))
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
		*tail = assert ? formula_of(e, assert) : formula_opaque(e);
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

		if (formula_is_opaque(c, f))
			c->has_other_rules = true;
		else
			c->axioms[c->axiom_count++] = condition_add(e, f);
	}
}

// On the first question. What a condition says does not depend on where it is asked.
struct conditions *conditions_prepare(struct eval *e)
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
		condition_add(e, NULL);
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
	conditions_prepare(e);
	return number_of(e, name);
}

uint32_t condition_equals(struct eval *e, const struct node *unknown,
                          const struct node *literal)
{
	uint32_t variable, index, *known;

	conditions_prepare(e);
	if (!text_is_unknown(unknown))
		return NO_CONDITION;
	switch (formula_find(e, unknown, literal, &variable, &index)) {
	case TRUTH_NO:
		return condition_add(e, formula_constant(e, false));
	case TRUTH_UNKNOWN:
		return NO_CONDITION;
	default:
		known = &e->conditions->variables[variable].conditions[index];
		if (*known == NO_CONDITION)
			*known = condition_add(e, formula_new(e, OP_IS, variable, index));
		return *known;
	}
}
