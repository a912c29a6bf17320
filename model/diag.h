// Wrong input becomes diagnostics: collected, sorted, printed at the end by the command that ran
// the job. Nothing here prints or exits.
#ifndef MODEL_DIAG_H
#define MODEL_DIAG_H

#include "model/node.h"

enum severity { SEV_INFO, SEV_WARNING, SEV_ERROR };
const char *severity_name(enum severity s); // "info", "warning", "error"

// What a diagnostic is an instance of. Every one that orgc prints has such a row, so
// that `orgc explain ID`, the reference page and the tests cover all of them.
struct rule {
	const char *id;    // stable for ever, never reused: "IAM001"
	const char *name;  // the pattern, reads well after "ignore": "statement-without-action"
	enum severity severity;
	const char *summary; // what is wrong: one line, no full stop
	const char *why;     // what happens in AWS, and what to do instead; lines, no tabs
	const char *source;  // the page that says so
	const char *bad;     // smallest document that trips it; each line that a finding must
	                     // point at ends in "#!" (JSON too: it is stripped before)
	const char *good;    // the same document, repaired
	const char *const *silent; // documents that are near to `bad` and are right: the rule
	                     // must not speak of them. NULL-ended; NULL where there are none
	bool aws_only;       // sound for anyone but AWS, to which org.yaml never goes
	const char *fixed;   // what the fix makes of `bad`; NULL where there is no fix
};

void rules_sort(const struct rule **rules, size_t count); // by id

// Replace bytes [start, end) of a source by `text`.
struct edit {
	uint32_t start, end;
	struct str text;
};

// A fix, all of it or nothing.
struct fix {
	const char *title; // "add Action: sts:AssumeRole"
	const struct edit *edits;
	size_t count;
};

// Another place that explains a finding: where a quote was opened, where a value comes from.
struct related {
	struct source *source;
	uint32_t start, end;
	const char *text; // "opened here"
	struct related *next; // in the order in which they were added; NULL at the end
};

struct diag {
	const struct rule *rule;
	enum severity severity; // the rule's, or lowered where the case asks for it
	struct source *source;  // NULL: about the run, not a file
	uint32_t start, end;    // bytes of `source`
	const char *message;    // one sentence, no full stop
	const char *hint;       // how to fix it; NULL where the message says it
	struct related *related; // other places that explain it; NULL where none does
	const struct fix *fix; // NULL where there is none
	bool fix_is_guess;     // likely, not surely what is meant: only --fix-unsafe makes it
};

struct diags {
	struct arena *arena; // owns texts and array
	struct diag *items;
	size_t count, room;
	size_t dropped;     // past LIMIT_COLLECTED or, behind diags_limit, LIMIT_FINDINGS
	struct diag unkept; // the last of those, for its maker to fill in
};

// Adds one and gives it back so that hint, related and fix can be set; the pointer holds
// until the next is added. Past LIMIT_COLLECTED it gives `unkept`, which is thrown away, or
// one that takes the place of the last, which is less severe.
__attribute__((format(printf, 6, 7)))
struct diag *diag_at(struct diags *d, const struct rule *rule, struct source *source,
                     uint32_t start, uint32_t end, const char *format, ...);
__attribute__((format(printf, 5, 6)))
struct diag *diag_node(struct diags *d, const struct rule *rule, const struct doc *doc,
                       const struct node *n, const char *format, ...);

// Adds a place to a finding, after those that it has.
void diag_relate(struct arena *a, struct diag *d, struct source *source, uint32_t start,
                 uint32_t end, const char *text);
void diag_relate_node(struct arena *a, struct diag *d, const struct doc *doc,
                      const struct node *n, const char *text);

// Sorts by file, place and rule, and drops those that say the same of the same place.
void diags_sort(struct diags *d);
// Keeps LIMIT_FINDINGS of them, the most severe ones, in their order, and counts the rest.
// The last stage of all that findings pass: what is taken back must not count.
void diags_limit(struct diags *d);
size_t diags_count(const struct diags *d, enum severity at_least);
// Moves them, with their texts, to another arena. All must be about the same source, which
// is `source` from then on.
void diags_move(struct diags *d, struct arena *to, struct source *source);

#endif
