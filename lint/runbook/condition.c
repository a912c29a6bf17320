// Walks the conditions of branches and loops.
#include "lint/runbook/condition.h"

enum { CONDITIONS_DEEP = 16 };

typedef void judge_function(struct lint *l, const struct runbook_condition *c);

static bool read_condition(const struct node *n, struct runbook_condition *c)
{
	*c = (struct runbook_condition){.node = n};
	if (!node_is_map(n) || ssm_is_open(n))
		return false;
	node_each_pair(n, key) {
		const struct fact *row = fact_find(runbook_facts("operators"), node_str(key));

		if (ssm_is_open(key->next) && key->next->kind == NODE_CHOICE)
			return false;
		if (node_is(key, "Variable"))
			c->variable = key->next;
		else if (node_is(key, "And") || node_is(key, "Or"))
			c->list_key = key;
		else if (node_is(key, "Not"))
			c->not_key = key;
		else if (!row && !node_is(key, "NextStep"))
			c->unknown_key = key;
		if (!row)
			continue;
		c->operator_key = key;
		c->operator = row;
		c->operators++;
	}
	return true;
}

static void walk(struct lint *l, const struct node *n, judge_function *judge, int depth)
{
	struct runbook_condition c;

	if (depth > CONDITIONS_DEEP || !read_condition(n, &c))
		return;
	judge(l, &c);
	if (c.not_key)
		walk(l, c.not_key->next, judge, depth + 1);
	if (c.list_key)
		node_each(c.list_key->next, item)
			walk(l, item, judge, depth + 1);
}

void runbook_each_condition(struct lint *l, const struct ssm_step *s, judge_function *judge)
{
	const struct node *loop = ssm_step_is(s, "aws:loop") ? ssm_input(s, "LoopCondition") : NULL;

	if (loop)
		walk(l, loop, judge, 0);
	if (ssm_step_is(s, "aws:branch"))
		node_each(ssm_input(s, "Choices"), choice)
			walk(l, choice, judge, 0);
}
