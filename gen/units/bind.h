// From what org.yaml says to the parameters of a template.
#ifndef GEN_UNITS_BIND_H
#define GEN_UNITS_BIND_H

#include "gen/units/unit.h"

// Findings say which values are missing, unknown, or not what the parameter takes.
void unit_check_values(const struct org *org, const struct unit *u,
                       const struct template *t);

// Every value that is known for the template's parameters, as eval_new takes them. `own` are
// those of accounts that have values of their own; NULL for all others.
struct node *unit_bind(const struct org *org, const struct unit *u,
                       const struct template *t, const struct node *own);

// Parameters whose value CloudFormation looks up in the Parameter Store: what org.yaml says
// becomes their Default in the folded template.
void unit_bind_defaults(const struct org *org, const struct unit *u, struct doc *folded,
                        const struct node *own);

// A value as CloudFormation is given it: a list has commas between its items.
struct str parameter_text(struct arena *a, const struct node *value);

#endif
