// What CloudFormation has no resource for: commands, in order, each with a check and the way
// back; and profiles for the AWS CLI. Blueprints bring them along under `steps` and
// `profile` (docs/blueprints.md).
#ifndef GEN_STEPS_H
#define GEN_STEPS_H

#include "gen/part.h"
#include "model/files.h"

// Adds steps.md and steps.sh where there are steps, and profiles/aws-config where a role is
// there to be stepped into.
void add_steps(const struct parts *parts, struct file_set *out);

#endif
