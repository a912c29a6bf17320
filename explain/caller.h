// What follows from the ARNs of a message: whose account, which role, and how to exempt it.
#ifndef EXPLAIN_CALLER_H
#define EXPLAIN_CALLER_H

#include "explain/explain.h"

// Adds the slots that told_value promises, where the message tells enough.
void caller_derive(struct arena *a, struct told *t);

#endif
