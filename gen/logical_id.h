// Names of resources in the templates that a build makes.
#ifndef GEN_LOGICAL_ID_H
#define GEN_LOGICAL_ID_H

#include "model/arena.h"

// "automation-execution-role" -> "AutomationExecutionRole": letters and digits, as logical
// ids must be.
const char *logical_id(struct arena *a, struct str name);

#endif
