// One file of a run, from its bytes to what is wrong with it.
#ifndef CLI_LINT_CHECK_H
#define CLI_LINT_CHECK_H

#include "cli/compile.h"

// A finding that was fixed, where it stood then.
struct fixed {
	const struct rule *rule;
	uint32_t line;
};

struct check {
	struct arena arena;        // all of it
	struct lint_worker *worker; // NULL: nothing is kept from one file to the next
	const char *path;          // "-" for standard input
	const char *name;          // what findings call it; NULL: by its path
	bool named;                // by the user, by itself
	bool is_context;           // what is wrong with it is told only where others are meant
	bool anywhere;             // what it names may stand outside of the repository
	// What is known of it beside what it says: by the user, or from an org.yaml of the run.
	enum policy_kind kind;     // of a policy on its own
	bool in_stack_set;         // templates are what a StackSet deploys
	bool is_filled_in;         // a policy in which a build fills in values first: what is
	                           // wrong with it is what is wrong with that
	struct str before;         // the text of the file, where fixes changed `source`
	bool is_fixed;
	struct fixed *fixes;       // what was fixed so far
	size_t fix_count, fix_room;
	int reason;                // why it could not be loaded (model/source.h); 0 if it was
	bool skipped;              // no document that orgc knows
	bool is_org;               // an org description, which check_org judges
	struct source *source;     // NULL where it was not loaded; packed: without its text
	                           // where there are no findings
	const struct doc *doc;     // NULL where it was not loaded, or was packed
	struct lint_result result; // for lint_finish, as `made` is
	// Of an org description: what its build would give AWS.
	bool is_compiled;
	struct compiled compiled;
	struct lint_result *made;
};

// Loads and judges the file at c->path. For files that no one named, only what surely is
// a template, a policy or an org description is judged: a folder holds other YAML too.
void check_file(struct check *c);
// Judges a text in the place of the file's. The check may have been used before.
void check_text(struct check *c, struct str text);
// Moves what is asked of it later, the findings with the lines that they are about, to
// another arena, so that its own can be used for the next. False where more is needed, and
// nothing is moved.
bool check_pack(struct check *c, struct arena *to);
// Judges an org description, whose files `loader` reads. It may have been judged before.
void check_org(struct check *c, const struct loader *loader);

#endif
