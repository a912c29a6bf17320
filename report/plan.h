// What `orgc plan` prints: a plan, or what changes from one to another.
#ifndef REPORT_PLAN_H
#define REPORT_PLAN_H

#include "report/page.h"
#include "gen/compare/compare.h"

// "SCP", "tag policy".
const char *policy_type_words(struct page *p, const struct plan_policy *policy);

// In blocks: a deployment each, in order.
void print_plan(struct page *p, const struct plan *plan);
// A line, or a row of a table, for each stack instance.
void print_instances(struct page *p, const struct plan *plan);

// What is added, changed and removed, of two builds called so.
void print_comparison(struct page *p, const struct build_change *c, const char *old,
                      const char *now);
struct node *comparison_json(struct arena *a, const struct build_change *c);

#endif
