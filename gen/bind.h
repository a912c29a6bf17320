// From what org.yaml says to the parameters of a template.
#ifndef GEN_BIND_H
#define GEN_BIND_H

#include "gen/unit.h"

// Every value that is known for the template's parameters, as eval_new takes them. Findings
// say which are missing, unknown, or not what the parameter takes.
struct node *unit_bind(const struct org *org, const struct unit *u,
                       const struct template *t);

// Parameters whose value CloudFormation looks up in the Parameter Store: what org.yaml says
// is the name to look up, so it becomes their Default in the folded template.
void unit_bind_lookups(const struct org *org, const struct unit *u, struct doc *folded);

#endif
