// The command show: what orgc knows of a type, an action, a limit, a policy or a
// blueprint.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/show/show_facts.h"
#include "org/org_table.h"
#include "model/write/write.h"

static int show_schema(void)
{
	struct arena arena = {0};
	struct str text = write_json(&arena, org_schema(&arena));

	fwrite(text.at, 1, text.len, stdout);
	arena_free(&arena);
	return EXIT_CLEAN;
}

static void put_fenced(const char *language, const char *text)
{
	printf("```%s\n", language);
	put_example(text, "");
	printf("```\n\n");
}

static void put_rule(const struct rule *r)
{
	const char *language = r->bad[0] == '{' || r->bad[0] == '[' ? "json" : "yaml";

	printf("## %s %s\n\n%s: %s.\n\n%s\n\n", r->id, r->name, severity_name(r->severity),
	       r->summary, r->why);
	printf("Wrong, where `#!` marks the line:\n\n");
	put_fenced(language, r->bad);
	printf("Right:\n\n");
	put_fenced(language, r->good);
	if (r->fixed)
		printf("`orgc lint --fix` repairs it.\n\n");
	printf("Source: <%s>\n\n", r->source);
}

static int show_rules(void)
{
	struct arena arena = {0};
	const struct rule **rules = rules_by_id(&arena);

	printf("# Rules\n\n"
	       "What `orgc lint` and `orgc build` report. This page is made by `make docs` from\n"
	       "the rules themselves; `orgc explain ID` prints one of them.\n\n"
	       "| id | name | severity | what is wrong | fix |\n"
	       "| --- | --- | --- | --- | --- |\n");
	for (const struct rule **r = rules; *r; r++)
		printf("| %s | %s | %s | %s | %s |\n", (*r)->id, (*r)->name,
		       severity_name((*r)->severity), (*r)->summary, (*r)->fixed ? "yes" : "");
	printf("\n");
	for (const struct rule **r = rules; *r; r++)
		put_rule(*r);
	arena_free(&arena);
	return EXIT_CLEAN;
}

int show_command(int argc, char **argv)
{
	const char *what, *name;

	while (next_option("show", argc, argv) != -1)
		;
	if (optind >= argc)
		usage_error("show", "say what to show");
	what = argv[optind];
	name = optind + 1 < argc ? argv[optind + 1] : NULL;
	if (optind + 2 < argc)
		usage_error("show", "%s is too many", argv[optind + 2]);
	if (strcmp(what, "limit") == 0)
		return show_limit(name);
	if (strcmp(what, "runbook") == 0) {
		if (!name)
			usage_error("show", "say which file");
		return show_runbook(name);
	}
	if (strcmp(what, "scp-slots") == 0)
		return show_slots(name);
	if (strcmp(what, "config") == 0) {
		if (!name)
			usage_error("show", "say for which file");
		return show_config(name);
	}
	if (strcmp(what, "schema") == 0 && name && strcmp(name, "config") == 0)
		return show_config_schema();
	if (strcmp(what, "completion") == 0) {
		if (!name || !print_completion(name))
			usage_error("show", "say for which shell: bash, zsh or fish");
		return EXIT_CLEAN;
	}
	if (strcmp(what, "type") == 0 || strcmp(what, "action") == 0) {
		if (!name)
			usage_error("show", "say which %s", what);
		return what[0] == 't' ? show_type(name) : show_action(name);
	}
	if (name)
		usage_error("show", "%s is too many", name);
	if (strcmp(what, "schema") == 0)
		return show_schema();
	if (strcmp(what, "rules") == 0)
		return show_rules();
	if (strcmp(what, "man") == 0)
		return print_manual(), EXIT_CLEAN;
	if (strcmp(what, "commands") == 0)
		return print_commands(), EXIT_CLEAN;
	usage_error("show", "there is no \"%s\" to show", what);
}
