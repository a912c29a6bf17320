// What one statement of a guardrail does to a request.
#ifndef LINT_POLICY_GUARDRAIL_H
#define LINT_POLICY_GUARDRAIL_H

#include "lint/lint.h"
#include "policies/engine/engine.h"

// Whether the statement, in a policy that is no RCP, surely denies what a principal of an
// account below asks for; in an RCP, what is asked of a resource of such an account.
bool guardrail_denies(struct lint *l, const struct statement *s, const struct request *r);

#endif
