// What people have decided about findings: ignores in the files, levels, a baseline.
#ifndef LINT_DECIDE_DECISIONS_H
#define LINT_DECIDE_DECISIONS_H

#include "lint/decide/baseline.h"
#include "lint/decide/config.h"
#include "lint/decide/ignore.h"
#include "lint/lint.h"

struct lint_decisions {
	const struct rule *const *rules; // all that there are; NULL-ended
	unsigned today;                  // 20261128, for ignores that end
	// The configuration of a file by the name of its source, and what it calls that file;
	// NULL where it has none.
	const struct config *(*config)(void *context, const char *name, struct str *path);
	void *context;
	struct baseline *baseline; // NULL: none
	struct fingerprint_base base;
	// What the stages count, for the end of the report.
	size_t ignored, accepted;
};

// The findings of several results, in turn; in the arena.
const struct diag **lint_findings(struct arena *a, struct lint_result *const *results,
                                  size_t count, size_t *total);

// Runs them over the findings of a run, which were collected and taken back where the run
// settles them; sorts each result on the way. Scratch comes from `a`.
void lint_decide(struct arena *a, struct lint_result *const *results, size_t count,
                 struct lint_decisions *d);

#endif
