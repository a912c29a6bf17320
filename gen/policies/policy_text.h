// What a policy of org.yaml says: its file or preset, with values of org.yaml filled in and
// with its exemptions.
#ifndef GEN_POLICIES_POLICY_TEXT_H
#define GEN_POLICIES_POLICY_TEXT_H

#include "gen/policies/policies.h"

// The file or preset that a policy names, and the preset that `named` names; NULL where a
// finding says why.
const struct doc *policy_read(struct org *org, const struct loader *loader,
                              const struct node *key);
const struct doc *policy_preset(struct org *org, const struct node *named);

// The whole of it, as a new tree whose nodes stand where they came from: in `doc`, or in
// org.yaml. `roles` are those of `exempt:`; NULL where there are none.
const struct doc *policy_fill(struct org *org, const struct org_policy *p,
                              const struct doc *doc, const struct node *roles);

#endif
