// What the rules about templates ask of single nodes.
#ifndef LINT_TEMPLATE_LOOK_H
#define LINT_TEMPLATE_LOOK_H

#include "lint/lint.h"

// null, ~ or nothing at all, which CloudFormation refuses wherever it stands: a rule of its
// own says so, and no other.
bool look_is_null(const struct node *n);

// A scalar that is no function.
bool look_is_literal(const struct node *n);

#endif
