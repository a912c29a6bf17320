// What CloudFormation and IAM ask of a template that orgc has folded.
#ifndef GEN_UNITS_UNIT_CHECKS_H
#define GEN_UNITS_UNIT_CHECKS_H

#include "gen/units/unit.h"

// Says what would be refused, and sets needs_iam and needs_named_iam.
void unit_check(const struct org *org, struct unit *u);

#endif
