#include "cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/die.h"

#define FAIL_ON "      --fail-on SEVERITY  "
#define ALLOW_OUTSIDE \
	"      --allow-outside     follow paths and links that lead out of the repository\n"

const struct command commands[] = {
	{"build", "compile an org description into templates and a plan",
	 "build [-o DIR] [--check] [--fail-on SEVERITY] [ORG.yaml]",
	 "  -o, --output DIR        the folder to write (build)\n"
	 "      --check             write nothing; exit 1 where the folder is not up to date\n"
	 FAIL_ON "the findings that stop it: error (the default), warning, info\n"
	 ALLOW_OUTSIDE
	 "\n"
	 "Without a name it reads org.yaml. The folder is written whole or not at all.\n",
	 build_command},
	{"plan", "show every stack, its place, order and cause; of two, what changes",
	 "plan [--format FORMAT] [--instances] [ORG.yaml|BUILD]\n"
	 "       orgc plan [--format FORMAT] OLD NEW",
	 "      --format FORMAT     text (the default), markdown or json\n"
	 "      --instances         a line for each stack instance\n"
	 ALLOW_OUTSIDE
	 "\n"
	 "Without a name it reads org.yaml. OLD and NEW are org descriptions, or folders that\n"
	 "orgc build has written. Exit status of a comparison: 0 nothing changes, 1 something\n"
	 "does, 2 one of the two has errors or cannot be read.\n",
	 plan_command},
	{"lint", "find what AWS would refuse or silently ignore",
	 "lint [--fix | --fix-unsafe | --diff] [--fail-on SEVERITY] [--format FORMAT] [--kind KIND] "
	 "[--stackset] [--show-skipped] FILE|DIR|GLOB|- …",
	 "      --fix               mend the files where there is one safe way\n"
	 "      --fix-unsafe        make likely mends, too, that are not surely right\n"
	 "      --diff              print what --fix would change, and change nothing\n"
	 "      --format FORMAT     text (the default) or json\n"
	 "      --kind KIND         what policies on their own are: identity, trust, resource,\n"
	 "                          scp or rcp; else their elements tell, and names of files\n"
	 "                          and folders like scps or service-control-policies\n"
	 "      --stackset          templates are what StackSets deploy, to many accounts\n"
	 "      --show-skipped      list what the search of folders leaves out\n"
	 FAIL_ON "the findings that give exit status 1: error, warning (the\n"
	 "                          default) or info\n"
	 ALLOW_OUTSIDE
	 "\n"
	 "Takes CloudFormation templates, policies (also as the AWS CLI prints them), SSM\n"
	 "documents and org descriptions, in YAML and JSON. A folder is searched for such files;\n"
	 "a file that is named must be one. - is standard input.\n",
	 lint_command},
	{"explain", "say what a finding means, or what AWS printed", "explain [--lang LANGUAGE] ID|NAME|FILE|- …",
	 "      --lang LANGUAGE     of messages: en (the default) or ja\n"
	 "\n"
	 "The id and the name of its rule stand behind each finding:\n"
	 "[IAM009 principal-arn-wildcard]. A FILE, or - for standard input, holds what AWS\n"
	 "printed: any number of messages, with other text around them.\n",
	 explain_command},
	{"import", "write an org description from what the AWS CLI prints",
	 "import [-o ORG.yaml] [--diff] FILE|DIR|- … | import --script",
	 "  -o, --output ORG.yaml   the file to write, or to bring up to date (org.yaml)\n"
	 "      --diff              print what would change, and change nothing\n"
	 "      --script            print a shell script that asks the AWS CLI\n"
	 ALLOW_OUTSIDE,
	 import_command},
	{"init", "write an org description to be filled in", "init [-o ORG.yaml]",
	 "  -o, --output ORG.yaml   the file to write, which must not be there yet (org.yaml)\n",
	 init_command},
	{"show", "print what orgc knows",
	 "show schema | rules | type NAME | action NAME | limit [NAME] | runbook FILE",
	 "  schema                  the JSON Schema of org.yaml\n"
	 "  rules                   the reference of all rules, in Markdown\n"
	 "  type NAME               a resource type: AWS::IAM::Role\n"
	 "  action NAME             an IAM action: ssm:StartAutomationExecution\n"
	 "  limit [NAME]            the quotas of AWS that orgc counts with\n"
	 "  runbook FILE            steps, outputs, step graph and least policy of a runbook\n",
	 show_command},
	{"version", "print the version; with -v, every source of facts and its date",
	 "version [-v]",
	 "  -v, --verbose           the sources of facts, too\n",
	 version_command},
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
	       "Exit status: 0 clean, 1 findings or a difference, 2 usage or unreadable input.\n");
}

static void print_command_help(const struct command *c)
{
	printf("Usage: orgc %s\n\n%c%s.\n\n%s", c->usage, c->summary[0] - 'a' + 'A',
	       c->summary + 1, c->help);
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

enum report_format report_format_argument(const char *command, const char *text)
{
	if (strcmp(text, "text") == 0)
		return REPORT_TEXT;
	if (strcmp(text, "json") == 0)
		return REPORT_JSON;
	usage_error(command, "there is no format \"%s\": text or json", text);
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

int main(int argc, char **argv)
{
	static char errors[1 << 16];
	const struct command *command;
	int status;

	// A finding is a few pieces, and a write for each is what it would take longest for.
	// Not from malloc: that there is no memory is said here, too.
	setvbuf(stderr, errors, _IOFBF, sizeof errors);
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
