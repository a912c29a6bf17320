// Documents that a step runs: of AWS, as far as their parameters are known.
#ifndef LINT_RUNBOOK_CALLED_H
#define LINT_RUNBOOK_CALLED_H

#include "lint/runbook/runbook.h"

struct runbook_called {
	const struct fact *document;
	const struct fact *parameters; // its rows
	const struct node *given;      // a MAP from parameters to values; NULL where none are
};

// False where the step runs none that is known, or deployment decides what it is given.
bool runbook_called(const struct ssm_step *s, struct runbook_called *c);

#endif
