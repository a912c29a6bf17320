// One file, from its bytes to its findings: what `lint` does with each input and `build`
// with each output.
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "lint/lint.h"

struct check {
	struct arena arena;        // all of it
	const char *path;
	bool named;                // by the user, by itself
	enum policy_kind kind;     // of a policy on its own, where the user said it
	bool in_stack_set;         // templates are what a StackSet deploys, says the user
	struct lint_worker *worker; // NULL: nothing is kept from one file to the next
	int reason;                // why it could not be loaded (model/source.h); 0 if it was
	bool skipped;              // no document that orgc knows
	struct source *source;     // NULL where it was not loaded
	const struct doc *doc;     // NULL where it was not loaded, or was packed
	struct lint_result result; // findings, unsorted until lint_finish
};

// Loads and judges the file at c->path. For files that no one named, only what surely is
// a template, a policy or an org description is judged: a folder holds other YAML too.
void check_file(struct check *c);
// The same for text that is already in memory.
void check_text(struct check *c, struct str text);

// Moves what is asked of it later, the findings with the lines that they are about, to
// another arena, so that its own can be used for the next. False where more is needed, and
// nothing is moved.
bool check_pack(struct check *c, struct arena *to);

// Drops what a reader said about AWS only: an org description never goes there.
void drop_aws_findings(struct diags *d);

#endif
