// What a value is where IAM asks for something else.
#ifndef LINT_POLICY_SHAPE_H
#define LINT_POLICY_SHAPE_H

#include "model/node.h"

// A map that is surely data: no function of a template that is still to be filled in.
bool shape_is_map(const struct node *n);
// Whether there is a tag on it or in it: in a policy on its own, a function of a template
// that no one has evaluated.
bool shape_has_tag(const struct node *n);

#endif
