// `orgc preflight`: which stacks of the plan the SCPs and RCPs of org.yaml stop.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/guardrails/fix.h"
#include "cli/moved.h"
#include "cli/tell.h"
#include "preflight/findings.h"
#include "report/preflight.h"

struct settings {
	const char *org, *verb;
	bool anywhere, fix, diff;
	struct moves moves;
	struct telling telling;
};

static void write_page(const struct preflight *flight, struct arena *a, FILE *out,
                       bool markdown)
{
	struct page page = page_new(a, out, markdown);

	print_preflight(&page, flight);
	page_end(&page);
}

static void write_text(void *flight, struct arena *a, FILE *out)
{
	write_page(flight, a, out, false);
}

static void write_markdown(void *flight, struct arena *a, FILE *out)
{
	write_page(flight, a, out, true);
}

static const struct own_format pages[] = {
	{"text", write_text}, {"markdown", write_markdown}, {0},
};

static bool tell(struct arena *a, struct settings *s, struct lint_result *result,
                 struct preflight *flight)
{
	struct lint_result *results[] = {result};

	s->telling.own_says_it = flight;
	telling_finish(a, &s->telling, results, 1, NULL);
	return telling_report(a, &s->telling, s->org, &result->findings, flight ? pages : NULL,
	                      flight);
}

static bool is_clean(const struct preflight *flight)
{
	for (size_t i = 0; i < flight->expected.count; i++)
		if (flight->expected.items[i].outcome == EXPECT_BROKEN)
			return false;
	return flight->blocked == 0;
}

// Whether all that there is to fix could be written.
static bool fix_files(struct arena *a, const struct settings *s)
{
	struct diags diags = {.arena = a};
	struct preflight_edits edits;
	struct compiled c;

	compile_path(a, s->org, s->anywhere, &diags, &c);
	if (!c.is_whole)
		return true;
	edits = preflight_edits_of(a, c.org, preflight_of(a, &c.made, s->verb));
	return fix_write(a, &edits, s->diff);
}

static int preflight(struct arena *a, struct settings *s)
{
	struct lint_result result = {.diags.arena = a};
	struct preflight *flight = NULL;
	struct compiled c;
	bool told;

	if ((s->fix || s->diff) && !fix_files(a, s))
		return EXIT_BROKEN;
	compile_moved(a, s->org, &s->moves, s->anywhere, &result.diags, &c);
	if (c.is_whole) {
		result.diags.count = 0;
		flight = preflight_of(a, &c.made, s->verb);
		preflight_find(flight, &c.made, &result.diags);
	}
	told = tell(a, s, &result, flight);
	if (!c.is_whole)
		fprintf(stderr, "orgc preflight: there is no plan while there are errors\n");
	if (!told)
		return EXIT_BROKEN;
	return flight && is_clean(flight) ? EXIT_CLEAN : EXIT_FINDINGS;
}

static const char *verb_argument(const char *text)
{
	static const char *const verbs[] = {"create", "update", "delete"};

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(text, verbs[i]) == 0)
			return text;
	usage_error("preflight", "\"%s\" is none of create, update and delete", text);
}

int preflight_command(int argc, char **argv)
{
	struct settings settings = {.org = "org.yaml", .verb = "create",
	                            .telling.command = "preflight"};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("preflight", argc, argv)) != -1) {
		if (option == 'v')
			settings.verb = verb_argument(optarg);
		else if (option == 'f')
			outputs_add(&settings.telling.outputs, "preflight", optarg);
		else if (option == 'a')
			settings.anywhere = true;
		else if (option == 'x')
			settings.fix = true;
		else if (option == 'd')
			settings.diff = true;
		else if (option == 'm')
			moves_add(&arena, &settings.moves, "preflight", optarg);
	}
	if (optind < argc)
		settings.org = argv[optind++];
	if (optind < argc)
		usage_error("preflight", "one org description at a time: %s is too many",
		            argv[optind]);
	if (settings.moves.count > 0 && (settings.fix || settings.diff))
		usage_error("preflight", "--fix and --diff change what is there, and --move does not");
	status = preflight(&arena, &settings);
	arena_free(&arena);
	return status;
}
