// Finds the command and runs it.
#include "cli/cli.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/die.h"

bool colour_argument(const char *command, const char *text, FILE *out)
{
	if (strcmp(text, "always") == 0)
		return true;
	if (strcmp(text, "never") != 0 && strcmp(text, "auto") != 0)
		usage_error(command, "\"%s\" is not always, never or auto", text);
	return text[0] == 'a' && report_in_colour(out);
}

enum severity severity_argument(const char *command, const char *text)
{
	for (enum severity s = SEV_INFO; s <= SEV_ERROR; s++)
		if (strcmp(text, severity_name(s)) == 0)
			return s;
	usage_error(command, "\"%s\" is no severity: error, warning or info", text);
}

void close_output(void)
{
	fflush(stderr);
	if (fflush(stdout) != 0 || ferror(stdout))
		die("cannot write to standard output:");
}

static int no_such_command(const char *name)
{
	const struct command *nearest = NULL;
	int best = 3;

	for (const struct command *c = commands; c->name; c++) {
		int distance = str_distance(str_of(name), str_of(c->name), 2);
		if (distance < best) {
			best = distance;
			nearest = c;
		}
	}
	fprintf(stderr, "orgc: there is no command %s", name);
	if (nearest)
		fprintf(stderr, "; did you mean %s?", nearest->name);
	fprintf(stderr, "\norgc --help lists the commands.\n");
	return EXIT_BROKEN;
}

// `orgc help`, and `orgc help COMMAND`.
static int help(const char *name)
{
	const struct command *command = name ? command_named(name) : NULL;

	if (name && !command)
		return no_such_command(name);
	print_help(command);
	close_output();
	return EXIT_CLEAN;
}

int main(int argc, char **argv)
{
	static char errors[1 << 16];
	const struct command *command;
	const char *name;
	int status;

	// A run is short: memory that is freed is used again, and comes in large pieces.
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_TOP_PAD, 1 << 20);
	// A finding is a few pieces, and a write for each is what it would take longest for.
	// Not from malloc: that there is no memory is said here, too.
	setvbuf(stderr, errors, _IOFBF, sizeof errors);
	if (argc < 2) {
		fprintf(stderr, "orgc: say what to do: orgc --help lists the commands\n");
		return EXIT_BROKEN;
	}
	name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
		return help(argc > 2 ? argv[2] : NULL);
	if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
		name = "version";
	command = command_named(name);
	if (!command)
		return no_such_command(name);
	status = command->run(argc - 1, argv + 1);
	close_output();
	return status;
}
