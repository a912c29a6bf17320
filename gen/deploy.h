// deploy.sh: the deployment of a build with the AWS CLI, stack by stack, in the order of
// the plan. gen/scripts/deploy.sh is the part that is the same for every organization;
// before it stands a table with one entry a stack and Region.
#ifndef GEN_DEPLOY_H
#define GEN_DEPLOY_H

#include "gen/deployment.h"
#include "gen/steps.h"
#include "model/files.h"

// Adds deploy.sh where there is something to deploy.
void add_deploy_script(const struct deployments *deployments, const struct steps *steps,
                       struct file_set *out);

#endif
