// Reports on standard output and in files.
#define _POSIX_C_SOURCE 200809L
#include "cli/outputs.h"

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

const struct format *outputs_standard(const struct outputs *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (!o->items[i].path)
			return o->items[i].format;
	return o->count ? NULL : formats;
}

bool outputs_are_for_people(const struct outputs *o)
{
	const struct format *standard = outputs_standard(o);

	return !standard || standard == formats;
}

// --- files ---

const struct own_format *own_format_named(const struct own_format *own,
                                          const struct format *format)
{
	for (; own && own->name; own++)
		if (strcmp(own->name, format->name) == 0)
			return own;
	return NULL;
}

// What goes into each output.
struct content {
	struct arena *arena;
	const struct report *report;
	const struct own_format *own;
	void *context;
};

static void write_to(const struct content *c, const struct format *format, FILE *out)
{
	const struct own_format *own = own_format_named(c->own, format);

	if (own)
		own->write(c->context, c->arena, out);
	else
		format->write(c->arena, out, c->report);
}

static const char *write_file(const struct content *c, const struct format *format,
                              const char *path)
{
	const char *wrong;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	if (!out)
		die("out of memory");
	write_to(c, format, out);
	if (fclose(out) != 0)
		die("out of memory");
	wrong = file_write(c->arena, path, (struct str){bytes, len});
	free(bytes);
	return wrong;
}

const char *outputs_write(struct arena *a, const struct outputs *o, const struct report *r,
                          FILE *standard, const struct own_format *own, void *context)
{
	const struct content c = {a, r, own, context};
	const char *wrong = NULL;

	if (o->count == 0)
		write_to(&c, formats, standard);
	for (size_t i = 0; i < o->count && !wrong; i++) {
		if (o->items[i].path)
			wrong = write_file(&c, o->items[i].format, o->items[i].path);
		else
			write_to(&c, o->items[i].format, standard);
	}
	return wrong;
}
