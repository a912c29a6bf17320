// From an org.yaml to the files of its build, and to what is wrong with those: what `build`,
// `lint`, `plan` and others do with it. Nothing is written.
#ifndef CLI_COMPILE_H
#define CLI_COMPILE_H

#include "gen/build.h"
#include "lint/lint.h"

struct compiled {
	struct org *org;       // NULL: it could not be read at all
	struct file_set files; // empty where an error stands in the way
	struct made_list made;
	bool is_whole;         // there are no errors, and so there are files
};

// Of a document that was read, and whose findings are in `diags`. `loader` reads the files
// that it names.
void compile_doc(struct arena *a, const struct doc *doc, const struct loader *loader,
                 struct diags *diags, struct compiled *c);
// Reads it first; "-" is standard input. Gives what source_load gives.
int compile_file(struct arena *a, const char *path, const struct loader *loader,
                 struct diags *diags, struct compiled *c);

// The same of a file of the disk, for a command that has nothing to do where it cannot be
// read: then the program ends.
void compile_path(struct arena *a, const char *path, bool anywhere, struct diags *diags,
                  struct compiled *c);

// Judges what a build would give AWS, and what its policies would do to its stacks. Findings go to `home`, the result of the org
// description, where their origin is. Gives one result for each item of c->made, for
// lint_finish to be called with, after `home`.
struct lint_result *judge_made(struct arena *a, const struct compiled *c,
                               struct lint_result *home);

#endif
