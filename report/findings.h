// Findings as people and programs read them.
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include <stdio.h>

#include "model/diag.h"

// What a run looked at, for the line at the end.
struct tally {
	size_t files, skipped;
	size_t counts[SEV_ERROR + 1]; // by severity
	size_t dropped;               // findings past the limit of a file
};
void tally_add(struct tally *t, const struct diags *d);

// Whether `out` is a terminal that takes colours.
bool report_in_colour(FILE *out);

// path:line:col: error: message [ID name], the line with a caret, help and fix. In colour
// where `out` is a terminal and NO_COLOR is not set.
void report_text(struct arena *a, FILE *out, const struct diags *d);
void report_text_in(struct arena *a, FILE *out, const struct diags *d, bool colour);
void report_tally(FILE *out, const struct tally *t);

// One JSON document for all files of a run.
void report_json(struct arena *a, FILE *out, const struct diags *const *files, size_t count,
                 const struct tally *t);

#endif
