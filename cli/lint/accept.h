// What people have decided to live with is written down: in a baseline, or as ignores.
#ifndef CLI_LINT_ACCEPT_H
#define CLI_LINT_ACCEPT_H

#include "cli/lint/decide.h"
#include "cli/lint/run.h"

// Each says on stderr what it wrote, and gives an exit status.

// A file that accepts every finding of the run.
int accept_in_baseline(struct run *r, const struct deciding *d, const char *path);

// An ignore for every finding: in the file that it is in, or, where that cannot hold one, in
// the .orgc.yaml that holds for it. With `diff` only the diff is printed, on stdout.
int accept_by_ignores(struct run *r, struct deciding *d, const char *reason, bool diff);

#endif
