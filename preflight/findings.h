// What a preflight finds wrong, as findings of the family PRE.
#ifndef PREFLIGHT_FINDINGS_H
#define PREFLIGHT_FINDINGS_H

#include "preflight/preflight.h"

extern const struct rule *const preflight_rules[]; // NULL-ended

// One for each cause that surely stops stacks, at its statement in the policy's file.
void preflight_find(const struct preflight *p, const struct made_list *made,
                    struct diags *diags);

// What to do about a cause, as a hint says it.
const char *preflight_fix(struct arena *a, const struct preflight_cause *c);

#endif
