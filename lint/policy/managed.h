// The managed policies that a resource attaches.
#ifndef LINT_POLICY_MANAGED_H
#define LINT_POLICY_MANAGED_H

#include "lint/policy/statement.h"

// What stands in the properties for them: ARNs, of AWS's own policies and others.
size_t managed_policies_of(struct lint *l, const struct entry *resource,
                           struct lint_value **values);
// "arn:…:iam::aws:policy/service-role/X" -> "service-role/X"; empty for any other text, or
// where a part of the name is not known.
struct str managed_policy_name(struct str arn);

#endif
