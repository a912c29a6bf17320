// Profiles of the AWS CLI for roles that people step into. Blueprints name the role under
// `profile` (docs/blueprints.md).
#ifndef GEN_PROFILES_H
#define GEN_PROFILES_H

#include "gen/deployment.h"
#include "model/files.h"

// Adds profiles/aws-config where a role is there to be stepped into.
void add_profiles(const struct deployments *deployments, struct file_set *out);

#endif
