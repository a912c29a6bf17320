// The conditions of aws:branch and aws:loop, taken apart for rules.
#ifndef LINT_RUNBOOK_CONDITION_H
#define LINT_RUNBOOK_CONDITION_H

#include "lint/runbook/runbook.h"

// One map that is a condition: Variable and an operator, or a list of conditions.
struct runbook_condition {
	const struct node *node;
	const struct node *variable;     // value of Variable; NULL where there is none
	const struct node *list_key;     // And or Or; NULL
	const struct node *not_key;      // Not; NULL
	const struct node *operator_key; // the last operator that is known; NULL
	const struct fact *operator;     // its row
	size_t operators;                // known ones
	const struct node *unknown_key;  // a key that is none of all these; NULL
};

// Calls `judge` with every condition of a branch or loop that is known as a whole.
void runbook_each_condition(struct lint *l, const struct ssm_step *s,
                            void (*judge)(struct lint *l, const struct runbook_condition *c));

#endif
