// Policies that take the effect from one another: a Deny that another policy says already.
#ifndef GEN_POLICIES_SHADOW_H
#define GEN_POLICIES_SHADOW_H

#include "gen/policies/policies.h"

// Reports each Deny that is denied wherever it holds by another policy, too, and each
// exemption that another policy does not make.
void policies_check_shadows(const struct org_policies *all);

#endif
