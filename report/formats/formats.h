// The formats of findings: one table, one file for each format.
//
// A format is written for one reader, who is named beside it in the table. No text of a file
// gets into one but by model/text/escape.h or as a value of a JSON tree.
#ifndef REPORT_FORMATS_FORMATS_H
#define REPORT_FORMATS_FORMATS_H

#include "lint/decide/fingerprint.h"
#include "report/findings.h"

// What was found in one input.
struct report_file {
	const char *path;          // as the user gave it, with '/'
	const struct diags *diags; // sorted; never NULL
};

struct report {
	const struct report_file *files; // sorted by path; those without findings, too
	size_t count;
	const struct tally *tally;
	const struct rule *const *rules; // all that could have spoken, in no order; NULL-ended
	struct fingerprint_base base;
	bool colour; // of text
};

struct format {
	const char *name;    // "sarif"
	const char *summary; // who reads it, for --help: "SARIF 2.1.0, for code scanning"
	void (*write)(struct arena *a, FILE *out, const struct report *r);
};

extern const struct format formats[]; // text is the first; ends with no name
extern const char *const format_names[]; // NULL-ended

// NULL where there is no such format.
const struct format *format_named(struct str name);

// --- what the formats share ---

// One finding of a report with what every format asks of it. The place of a finding about
// the run as a whole is the first line of the file that it came up in.
struct finding {
	const struct diag *diag;
	const char *path;
	struct place start, end;
	const char *fingerprint; // stays as it is where lines move (lint/decide/fingerprint.h)
};

struct findings {
	struct finding *items;
	size_t count;
};
// All of them, in the order of the report; in the arena.
struct findings report_findings(struct arena *a, const struct report *r);
// The worst first; equally bad ones by path and place.
void findings_worst_first(struct findings *f);

void report_jsonl(struct arena *a, FILE *out, const struct report *r);
void report_sarif(struct arena *a, FILE *out, const struct report *r);
void report_junit(struct arena *a, FILE *out, const struct report *r);
void report_checkstyle(struct arena *a, FILE *out, const struct report *r);
void report_github(struct arena *a, FILE *out, const struct report *r);
void report_gitlab(struct arena *a, FILE *out, const struct report *r);
void report_markdown(struct arena *a, FILE *out, const struct report *r);

#endif
