// From what org.yaml says to the parameters of a template.
#ifndef GEN_UNITS_BIND_H
#define GEN_UNITS_BIND_H

#include "gen/units/unit.h"

// Every value that is known for the template's parameters, as eval_new takes them. Findings
// say which are missing, unknown, or not what the parameter takes.
struct node *unit_bind(const struct org *org, const struct unit *u,
                       const struct template *t);

// Parameters whose value CloudFormation looks up in the Parameter Store, or that single
// accounts have their own values of: what org.yaml says becomes their Default in the folded
// template.
void unit_bind_defaults(const struct org *org, const struct unit *u, struct doc *folded);

// A value as CloudFormation is given it: a list has commas between its items.
struct str parameter_text(struct arena *a, const struct node *value);

#endif
