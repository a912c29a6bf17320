// Which .orgc.yaml and which baseline hold for the files of a run.
#ifndef CLI_LINT_DECIDE_H
#define CLI_LINT_DECIDE_H

#include "lint/decide/decisions.h"

// Zero it, and set what comes first.
struct deciding {
	struct arena *arena;
	const struct rule *const *rules; // all_rules()
	const char *only; // this .orgc.yaml for all files; "none": none; NULL: the nearest
	bool anywhere;    // it may extend one outside of the repository

	struct names folders; // plain paths, to items
	struct deciding_folder {
		const struct config *config; // NULL: none holds there
		const char *top;  // the folder that the .orgc.yaml is in
		const char *path; // of the .orgc.yaml, as people see it
	} *items;
	size_t count, room;
	struct diags diags; // what is wrong with configurations
	struct baseline baseline;
	struct lint_decisions decisions; // for lint_finish_with
};

void deciding_start(struct deciding *d);

// What holds for a file; *path is what its patterns are held against. NULL: nothing does.
const struct config *deciding_config(struct deciding *d, const char *name, struct str *path);
// Where the .orgc.yaml is that holds for a file, or would be: an absolute path. *path is as
// above.
const char *deciding_home(struct deciding *d, const char *name, struct str *path);
// As a person who stands where orgc runs would call an absolute path.
const char *deciding_shown(struct deciding *d, const char *plain);
const char *deciding_path(struct deciding *d, const char *name); // of that .orgc.yaml; or NULL

// The file that the configuration of where orgc runs names under a key, or NULL.
const char *deciding_file(struct deciding *d, const char *key);

// Takes the baseline at `path`, or the one that the configuration of where orgc runs names.
// Gives what is wrong with reading it, or NULL; what is wrong in it is in `diags`.
const char *deciding_baseline(struct deciding *d, const char *path);

#endif
