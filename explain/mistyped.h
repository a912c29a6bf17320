// Commands of the AWS CLI that stand on a line of their own and are misspelt.
#ifndef EXPLAIN_MISTYPED_H
#define EXPLAIN_MISTYPED_H

#include "explain/shape.h"

// Adds a match of the row mistyped-command for each: a service that is known, and an
// operation that it does not have, but nearly.
void mistyped_commands(struct arena *a, const struct bare_text *text, struct told_matches *all);

#endif
