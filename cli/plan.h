// What `orgc plan` prints, from the tree of a plan.json.
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/page.h"

// In blocks: a deployment each, in order.
void print_plan(struct page *p, const struct node *plan);
// A line, or a row of a table, for each stack instance.
void print_instances(struct page *p, const struct node *plan);

#endif
