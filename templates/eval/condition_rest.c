// What is left of a condition when the decided parts are taken out.
#include "templates/eval/formula.h"

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
	const struct formula *f = formula_equal(e, a, b);
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

	conditions_prepare(e);
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
