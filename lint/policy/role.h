// What a role, user or group of a template may do.
#ifndef LINT_POLICY_ROLE_H
#define LINT_POLICY_ROLE_H

#include "lint/lint.h"

// What makes l->resource (may be NULL) worth taking over, for messages: the name of a broad
// managed policy, or an inline policy that allows everything. NULL: nothing known.
const char *role_power(struct lint *l);
// Whether one of its inline policies allows passing every role.
bool role_passes_roles(struct lint *l);

#endif
