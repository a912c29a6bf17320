// The plan of an older build, from its plan.json. Nothing else reads JSON of orgc's making.
#ifndef GEN_PLAN_PLAN_READ_H
#define GEN_PLAN_PLAN_READ_H

#include "gen/plan/plan.h"

// `root` is the tree of plan.json, which may hold anything: what is missing or of another
// kind is empty. Never NULL.
struct plan *plan_read(struct arena *a, const struct node *root);

#endif
