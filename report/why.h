// What `orgc why` prints.
#ifndef REPORT_WHY_H
#define REPORT_WHY_H

#include "preflight/why.h"
#include "report/page.h"

const char *verdict_word(enum verdict v); // "allowed", "denied", "depends"

void print_why(struct page *p, const struct guardrails *g, const struct why_question *q,
               const struct why *why);
// All of them, or with `other_than` the first that is told something else for sure.
void print_others(struct page *p, const struct why_others *others);
void print_counter_example(struct page *p, const struct why_others *others,
                           enum verdict other_than);

#endif
