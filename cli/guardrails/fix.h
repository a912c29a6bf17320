// Writes what would let deployments through.
#ifndef CLI_GUARDRAILS_FIX_H
#define CLI_GUARDRAILS_FIX_H

#include "preflight/fixes.h"

// Changes the files, or prints the difference; says what is given away. False where a file
// could not be written.
bool fix_write(struct arena *a, const struct preflight_edits *edits, bool only_show);

#endif
