// In what order deploy.sh and CloudFormation deploy what a build holds: plain stacks that wait
// for no StackSet, stacksets.yaml, then the other plain stacks.
#ifndef GEN_COMPARE_DEPLOY_ORDER_H
#define GEN_COMPARE_DEPLOY_ORDER_H

#include "gen/compare/compare_parts.h"

enum before { BEFORE_NO, BEFORE_YES, BEFORE_MAYBE };

struct deploy_order;
struct deploy_order *deploy_order_new(struct arena *a, const struct view *v);

// Whether one deployment of the build is done before another begins. StackSets that do not
// wait for one another are deployed together.
enum before is_before(const struct deploy_order *o, const struct plan_deployment *one,
                      const struct plan_deployment *other);

// Whether StackSets that the build no longer has are gone before a deployment begins.
bool is_after_stacksets(const struct deploy_order *o, const struct plan_deployment *d);

#endif
