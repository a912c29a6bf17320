#include "cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/die.h"

const struct command commands[] = {
	{"build", "compile an org description into templates and a plan",
	 "build [-o DIR] [--check] [--fail-on SEVERITY] [ORG.yaml]", build_command},
	{"plan", "show every stack, its accounts, regions, order and cause",
	 "plan [--format text|markdown|json] [--instances] [ORG.yaml|BUILD]", plan_command},
	{"lint", "find what AWS would refuse or silently ignore",
	 "lint [--fix | --diff] [--fail-on SEVERITY] [--format FORMAT] FILE|DIR|GLOB|- …",
	 lint_command},
	{"explain", "say what a finding means and how to mend it", "explain ID|NAME",
	 explain_command},
	{"import", "write an org description from what the AWS CLI prints",
	 "import [-o ORG.yaml] [--diff] FILE|DIR|- … | import --script", import_command},
	{"init", "write an org description to be filled in", "init [-o ORG.yaml]", init_command},
	{"show", "print what orgc knows",
	 "show schema | rules | type NAME | action NAME | limit [NAME]", show_command},
	{"version", "print the version; with -v, every source of facts and its date",
	 "version [-v]", version_command},
	{0},
};

static const struct command *find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static void print_help(void)
{
	printf("Usage: orgc COMMAND …\n\n"
	       "Compiles one description of an AWS organization into CloudFormation templates\n"
	       "for StackSets, and finds mistakes in templates and policies before AWS does.\n\n");
	for (const struct command *c = commands; c->name; c++)
		printf("  %-9s %s\n", c->name, c->summary);
	printf("\norgc COMMAND --help says more.\n"
	       "Exit status: 0 clean, 1 findings, 2 usage or unreadable input.\n");
}

static void print_command_help(const struct command *c)
{
	printf("Usage: orgc %s\n\n%s.\n", c->usage, c->summary);
}

void usage_error(const char *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "orgc %s: ", command);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nUsage: orgc %s\n", find(command)->usage);
	exit(EXIT_BROKEN);
}

int next_option(const char *command, int argc, char **argv, const char *short_options,
                const struct option *options)
{
	int at = optind, option;

	opterr = 0;
	option = getopt_long(argc, argv, short_options, options, NULL);
	if (option == 'h') {
		print_command_help(find(command));
		close_output();
		exit(EXIT_CLEAN);
	}
	if (option == ':')
		usage_error(command, "%s needs a value", argv[optind - 1]);
	if (option == '?')
		usage_error(command, "there is no option %s", argv[at < argc ? at : argc - 1]);
	return option;
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

int main(int argc, char **argv)
{
	const struct command *command;
	int status;

	if (argc < 2) {
		fprintf(stderr, "orgc: say what to do: orgc --help lists the commands\n");
		return EXIT_BROKEN;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    (strcmp(argv[1], "help") == 0 && argc == 2)) {
		print_help();
		close_output();
		return EXIT_CLEAN;
	}
	command = find(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
	if (!command)
		return no_such_command(argv[1]);
	status = command->run(argc - 1, argv + 1);
	close_output();
	return status;
}
