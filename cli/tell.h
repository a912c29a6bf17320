// The findings about one org description, in the formats that were asked for: what `build`,
// `plan` and `preflight` tell of it. Ignores and levels count as they do for `lint`.
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include "cli/lint/decide.h"
#include "cli/outputs.h"

// Zero it; `command` and `outputs` come from the command line.
struct telling {
	const char *command;
	struct outputs outputs;
	bool own_says_it; // the command's own formats say what the findings do
	struct deciding deciding;
	struct tally tally; // of what was told
};

// Makes what was found of the organization what is told of it: the findings of results[0].
void telling_finish(struct arena *a, struct telling *t, struct lint_result *const *results,
                    size_t count, const struct org *org);

// Tells the findings of the org description at `path`. Text goes to standard error: standard
// output is for what the command makes, or for another format. `own` is what the command has
// for some formats in the place of findings; NULL: nothing, now. Gives false, with a line,
// where a file could not be written.
bool telling_report(struct arena *a, struct telling *t, const char *path,
                    const struct diags *findings, const struct own_format *own,
                    void *context);

#endif
