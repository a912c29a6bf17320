// Policies of the organization that are not of IAM's language: tag policies, backup policies
// and the like. Their content is a tree below one key of the type, whose values stand under
// operators that say what becomes of them further down: @@assign, @@append, @@remove.
#ifndef GEN_POLICIES_OTHER_TYPES_H
#define GEN_POLICIES_OTHER_TYPES_H

#include "aws/aws.h"
#include "gen/policies/policies.h"

// Whether a type of org.yaml is one of these.
bool policy_is_other(const struct fact *type);
// The row of the type that org.yaml gives a policy; NULL where it is none.
const struct fact *policy_type(struct str name);

void policy_check_other(struct org *org, const struct org_policy *p);
// How many of each type are attached to one root, OU or account.
void policies_check_other_slots(const struct org_policies *all);

#endif
