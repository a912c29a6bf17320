// What the rules about templates ask of single nodes.
#ifndef LINT_TEMPLATE_LOOK_H
#define LINT_TEMPLATE_LOOK_H

#include "lint/lint.h"

// A scalar that is no function.
bool look_is_literal(const struct node *n);

#endif
