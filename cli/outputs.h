// The reports that one run writes: --format FORMAT[:FILE], several times for several.
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "report/formats/formats.h"

enum { OUTPUTS_MAX = 16 };

struct outputs {
	struct {
		const struct format *format;
		const char *path; // NULL: standard output
	} items[OUTPUTS_MAX];
	size_t count; // 0: text on standard output
};

// Takes an argument of --format; a usage error of the command where it is none.
void outputs_add(struct outputs *o, const char *command, const char *argument);

// What a command prints besides findings, in the place of the findings in such a format.
struct own_format {
	const char *name; // of the format: "markdown"
	void (*write)(void *context, struct arena *a, FILE *out);
};

// The format that standard output gets; NULL: none.
const struct format *outputs_standard(const struct outputs *o);
// Whether people read standard output: then a line at the end sums the run up.
bool outputs_are_for_people(const struct outputs *o);

// Writes them all; `standard` is what stands for standard output. Gives the line that says
// which file could not be written, or NULL. `own` ends with no name; NULL: there are none.
const char *outputs_write(struct arena *a, const struct outputs *o, const struct report *r,
                          FILE *standard, const struct own_format *own, void *context);
const struct own_format *own_format_named(const struct own_format *own,
                                          const struct format *format); // NULL: none

#endif
