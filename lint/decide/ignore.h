// Findings that people have decided to live with, in the file that they are about:
//
//   Principal: {AWS: '*'}   # orgc: ignore TRU001 the bucket is public
//   # orgc: ignore TRU001,CFN until 2027-06-30 moves with the old account
//   # orgc: ignore-block iam-wildcard the whole statement
//
// by id, name or family of a rule; for its own line, for the next one where the comment has
// a line of its own, for all that is indented below that one (ignore-block), or for the
// whole file where it stands above all content. Templates in JSON say it under Metadata, of
// the template or of a resource: {"orgc": {"ignore": ["TRU001 the bucket is public"]}}.
#ifndef LINT_DECIDE_IGNORE_H
#define LINT_DECIDE_IGNORE_H

#include "model/diag.h"

extern const struct rule *const ignore_rules[]; // NULL-ended

// One name of one of those sayings.
struct ignore {
	struct str name;            // "TRU001", "CFN", "iam-wildcard"
	uint32_t start, end;        // bytes of the name
	uint32_t line_start, line_end; // bytes that have to go with the last name
	uint32_t first, last;       // lines for which it holds
	unsigned until;             // 20270630: the last day; 0: for ever
	bool has_reason;
	bool used;
};

struct ignores {
	struct source *source;
	struct ignore *items;
	size_t count, room;
	unsigned today; // 20261128
};

// What a file says; `doc` may be NULL. Nothing is printed.
struct ignores ignores_read(struct arena *a, struct source *source, const struct doc *doc,
                            unsigned today);

// Whether a finding in this file is to be left out; marks by what.
bool ignores_take(struct arena *a, struct ignores *g, const struct diag *d);

// Says of what is unused, expired, or names no rule; and, where `reasons` are required, of
// what has none. `rules` are all that there are; NULL-ended.
void ignores_check(struct ignores *g, const struct rule *const *rules, bool reasons,
                   struct diags *diags);

// The text of a file with ignores of `count` findings in it, whose source it is, sorted by
// place: comments in YAML, Metadata in templates of JSON. taken[i] says whether finding i is ignored then; the
// rest is for .orgc.yaml. All else of the document means what it meant, and the lines end as
// they did. `reason` is one line.
struct str ignores_add(struct arena *a, struct source *source,
                       const struct diag *const *diags, size_t count, struct str reason,
                       bool *taken);
// Whether a rule is about ignores: no ignore hides its findings.
bool is_ignore_rule(const struct rule *rule);
// The last day that a reason begins with, "until 2027-06-30", which is taken off it; or 0.
unsigned ignore_until(struct str *reason);
// Whether an ignore can say `reason`: text of one line in UTF-8.
bool ignore_reason_fits(struct str reason);

// Whether `name` is the id, the name or the family of a rule.
bool rule_is_called(const struct rule *rule, struct str name);

// "2027-06-30" as 20270630; 0 where it is no date.
unsigned date_number(struct str s);
// Today as 20261128, in UTC; SOURCE_DATE_EPOCH decides where it is set, so that a run can be
// repeated.
unsigned today_number(void);

#endif
