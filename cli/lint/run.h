// All files of one run of `lint`: judged on every core, told what an org.yaml among them
// says of the others, and fixed until nothing is left to fix.
#ifndef CLI_LINT_RUN_H
#define CLI_LINT_RUN_H

#include "cli/lint/check.h"
#include "lint/decide/decisions.h"

enum { WORKERS_MAX = 16 }; // besides the one that starts them

struct run {
	struct arena *arena;
	struct check *checks; // path and what the user said are set
	size_t count;
	struct lint_decisions *decisions; // NULL: nothing was decided
	bool packs; // nothing looks at the files again
	struct arena kept[WORKERS_MAX + 1]; // what stays of packed files
};

void run_checks(struct run *r);
void run_free(struct run *r);
// Fills the findings of every check; may be called again after a change.
void run_finish(struct run *r);
void run_limit(struct run *r); // keeps those findings that are shown
// Every result of it, in the arena of the run.
struct lint_result **run_results(struct run *r, size_t *count);
// Applies fixes to the texts in memory, those that are likely only with `guess`. What it
// changed has `is_fixed`.
void run_fix(struct run *r, bool guess);

#endif
