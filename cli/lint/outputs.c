// Reports on standard output and in files.
#define _POSIX_C_SOURCE 200809L
#include "cli/lint/outputs.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "model/die.h"
#include "model/files.h"

__attribute__((noreturn))
static void no_such_format(const char *command, struct str name)
{
	char names[200] = "";

	for (const struct format *f = formats; f->name; f++) {
		strcat(names, f->name);
		strcat(names, f[1].name ? ", " : "");
	}
	usage_error(command, "there is no format \"%.*s\": %s", STR(name), names);
}

void outputs_add(struct outputs *o, const char *command, const char *argument)
{
	const char *colon = strchr(argument, ':');
	size_t len = colon ? (size_t)(colon - argument) : strlen(argument);
	const struct format *format = format_named((struct str){argument, len});

	if (!format)
		no_such_format(command, (struct str){argument, len});
	if (colon && !colon[1])
		usage_error(command, "--format %s names no file after the colon", argument);
	if (o->count == OUTPUTS_MAX)
		usage_error(command, "%d formats at most", OUTPUTS_MAX);
	for (size_t i = 0; i < o->count; i++)
		if (!o->items[i].path && !colon)
			usage_error(command, "only one format can go to standard output: write the "
			                     "others to files, as in --format sarif:orgc.sarif");
	o->items[o->count].format = format;
	o->items[o->count++].path = colon ? colon + 1 : NULL;
}

bool outputs_are_for_people(const struct outputs *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (!o->items[i].path)
			return o->items[i].format == formats;
	return true;
}

// --- files ---

static const char *write_report(struct arena *a, const struct format *format,
                                const char *path, const struct report *r)
{
	const char *wrong;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	if (!out)
		die("out of memory");
	format->write(a, out, r);
	if (fclose(out) != 0)
		die("out of memory");
	wrong = file_write(a, path, (struct str){bytes, len});
	free(bytes);
	return wrong;
}

const char *outputs_write(struct arena *a, const struct outputs *o, const struct report *r,
                          FILE *standard)
{
	const char *wrong = NULL;

	if (o->count == 0)
		formats[0].write(a, standard, r);
	for (size_t i = 0; i < o->count && !wrong; i++) {
		if (o->items[i].path)
			wrong = write_report(a, o->items[i].format, o->items[i].path, r);
		else
			o->items[i].format->write(a, standard, r);
	}
	return wrong;
}
