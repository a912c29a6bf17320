// stacksets.yaml: an AWS::CloudFormation::StackSet for each.
#ifndef GEN_STACKSETS_H
#define GEN_STACKSETS_H

#include "gen/deployment.h"

// The account that stacksets.yaml is deployed in.
uint32_t rollout_account(const struct org *org);

// stacksets.yaml, or NULL where there is no StackSet.
struct doc *stacksets_doc(const struct deployments *deployments);

// Its parameter for the URL of a template that is too large to stand in it.
const char *stackset_url_parameter(struct arena *a, const struct unit *u);

#endif
