// Options of commands, and the help that says them.
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "report/formats/formats.h"

enum { OPTIONS_MAX = 40, HELP_COLUMN = 26 };

const struct command *command_named(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

// --- help ---

static void print_all(void)
{
	printf("Usage: orgc COMMAND …\n\n"
	       "Compiles one description of an AWS organization into CloudFormation templates\n"
	       "for StackSets, and finds mistakes in templates and policies before AWS does.\n\n");
	for (const struct command *c = commands; c->name; c++)
		printf("  %-9s %s\n", c->name, c->summary);
	printf("\norgc COMMAND --help says more.\n"
	       "Exit status: 0 clean, 1 findings or a difference, 2 usage or unreadable input.\n");
}

// Each form on a line of its own below the first.
static void print_usage(FILE *out, const struct command *c)
{
	const char *form = c->usage, *end;

	fputs("Usage: orgc ", out);
	for (; (end = strchr(form, '\n')); form = end + 1)
		fprintf(out, "%.*s\n       orgc ", (int)(end - form), form);
	fprintf(out, "%s\n", form);
}

static void print_option(const struct cli_option *o)
{
	const char *line = o->help, *end;
	int width;

	if (o->letter)
		width = printf("  -%c, --%s", o->letter, o->name);
	else
		width = printf("      --%s", o->name);
	if (o->argument)
		width += printf(" %s", o->argument);
	if (width + 2 > HELP_COLUMN) {
		printf("\n");
		width = 0;
	}
	for (; (end = strchr(line, '\n')); line = end + 1, width = 0)
		printf("%*s%.*s\n", HELP_COLUMN - width, "", (int)(end - line), line);
	printf("%*s%s\n", HELP_COLUMN - width, "", line);
}

bool takes_formats(const struct command *c)
{
	for (const struct cli_option *o = c->options; o->name; o++)
		if (o->words == format_names)
			return true;
	return false;
}

static void print_formats(void)
{
	printf("\nFormats of findings:\n");
	for (const struct format *f = formats; f->name; f++)
		printf("  %-11s %s\n", f->name, f->summary);
}

static void print_one(const struct command *c)
{
	print_usage(stdout, c);
	printf("\n%c%s.\n", c->summary[0] - 'a' + 'A', c->summary + 1);
	if (c->options->name)
		printf("\n");
	for (const struct cli_option *o = c->options; o->name; o++)
		print_option(o);
	if (*c->notes)
		printf("\n%s", c->notes);
	if (takes_formats(c))
		print_formats();
}

void print_help(const struct command *c)
{
	if (c)
		print_one(c);
	else
		print_all();
}

void usage_error(const char *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "orgc %s: ", command);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	print_usage(stderr, command_named(command));
	exit(EXIT_BROKEN);
}

// --- getopt ---

struct getopt_tables {
	struct option longs[OPTIONS_MAX + 2];
	char shorts[2 * OPTIONS_MAX + 4];
};

static void make_tables(const struct command *c, struct getopt_tables *t)
{
	size_t count = 0, len = 0;

	memset(t, 0, sizeof *t);
	t->shorts[len++] = ':';
	t->shorts[len++] = 'h';
	t->longs[count++] = (struct option){"help", no_argument, NULL, 'h'};
	for (const struct cli_option *o = c->options; o->name && count <= OPTIONS_MAX; o++) {
		t->longs[count++] = (struct option){
			o->name, o->argument ? required_argument : no_argument, NULL, o->code};
		if (o->letter)
			t->shorts[len++] = o->letter;
		if (o->letter && o->argument)
			t->shorts[len++] = ':';
	}
}

// What stands for a short option in the table: its code may be another letter.
static int code_of(const struct command *c, int found)
{
	for (const struct cli_option *o = c->options; o->name; o++)
		if (o->letter && o->letter == found)
			return o->code;
	return found;
}

int next_option(const char *command, int argc, char **argv)
{
	const struct command *c = command_named(command);
	struct getopt_tables tables;
	int at = optind, option;

	make_tables(c, &tables);
	opterr = 0;
	option = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
	if (option == 'h') {
		print_help(c);
		close_output();
		exit(EXIT_CLEAN);
	}
	if (option == ':')
		usage_error(command, "%s needs a value", argv[optind - 1]);
	if (option == '?')
		usage_error(command, "there is no option %s", argv[at < argc ? at : argc - 1]);
	return option < 0 ? option : code_of(c, option);
}
