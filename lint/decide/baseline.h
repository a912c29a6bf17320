// Findings that were there when orgc was taken up: a file accepts them, and new ones are
// reported. It is JSON, sorted, one finding a line, so that a review sees what goes and
// comes.
#ifndef LINT_DECIDE_BASELINE_H
#define LINT_DECIDE_BASELINE_H

#include "lint/decide/fingerprint.h"
#include "model/text/names.h"

extern const struct rule *const baseline_rules[]; // NULL-ended

struct baseline {
	struct source *source;
	struct names prints; // to the index of their entry
	bool *used;          // by entry
	size_t count;
};

// Reads one; false, and `diags` says why, where it is none.
bool baseline_read(struct arena *a, struct source *source, struct baseline *b,
                   struct diags *diags);

// Whether it accepts a finding; marks it.
bool baseline_takes(struct baseline *b, const struct fingerprint *print);

// How many of its findings are gone.
size_t baseline_unused(const struct baseline *b);

// What such a file is for these findings.
struct str baseline_write(struct arena *a, const struct fingerprint_base *base,
                          const struct diag *const *diags, size_t count);

#endif
