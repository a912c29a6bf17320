// What `orgc preflight` prints.
#ifndef REPORT_PREFLIGHT_H
#define REPORT_PREFLIGHT_H

#include "preflight/preflight.h"
#include "report/page.h"

// A line for each deployment, then the causes: what stops stacks, and what may.
void print_preflight(struct page *p, const struct preflight *flight);

#endif
