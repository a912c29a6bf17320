// What the rules about templates ask of single nodes.
#ifndef LINT_TEMPLATE_LOOK_H
#define LINT_TEMPLATE_LOOK_H

#include "lint/lint.h"

// A scalar that is no function.
bool look_is_literal(const struct node *n);
// The resource that a Ref or Fn::GetAtt names, under each condition the same; NULL where it
// is none. `n` may be NULL.
const struct entry *look_resource(const struct lint *l, const struct node *n);

#endif
