// `orgc preflight`: which stacks of the plan the SCPs and RCPs of org.yaml stop.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "preflight/findings.h"
#include "report/findings.h"
#include "report/preflight.h"

struct settings {
	const char *org, *verb;
	bool markdown, anywhere;
};

static int preflight(struct arena *a, const struct settings *s)
{
	struct diags diags = {.arena = a};
	struct compiled c;
	struct page page = page_new(a, stdout, s->markdown);
	const struct preflight *flight;

	compile_path(a, s->org, s->anywhere, &diags, &c);
	if (!c.is_whole) {
		diags_sort(&diags);
		report_text(a, stderr, &diags);
		fprintf(stderr, "orgc preflight: there is no plan while there are errors\n");
		return EXIT_FINDINGS;
	}
	flight = preflight_of(a, &c.made, s->verb);
	print_preflight(&page, flight);
	page_end(&page);
	for (size_t i = 0; i < flight->expected.count; i++)
		if (flight->expected.items[i].outcome == EXPECT_BROKEN)
			return EXIT_FINDINGS;
	return flight->blocked > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}

static const char *verb_argument(const char *text)
{
	static const char *const verbs[] = {"create", "update", "delete"};

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(text, verbs[i]) == 0)
			return text;
	usage_error("preflight", "\"%s\" is none of create, update and delete", text);
}

static bool format_argument(const char *text)
{
	if (strcmp(text, "text") != 0 && strcmp(text, "markdown") != 0)
		usage_error("preflight", "there is no format \"%s\": text or markdown", text);
	return strcmp(text, "markdown") == 0;
}

int preflight_command(int argc, char **argv)
{
	struct settings settings = {.org = "org.yaml", .verb = "create"};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("preflight", argc, argv)) != -1) {
		if (option == 'v')
			settings.verb = verb_argument(optarg);
		else if (option == 'f')
			settings.markdown = format_argument(optarg);
		else if (option == 'a')
			settings.anywhere = true;
	}
	if (optind < argc)
		settings.org = argv[optind++];
	if (optind < argc)
		usage_error("preflight", "one org description at a time: %s is too many",
		            argv[optind]);
	status = preflight(&arena, &settings);
	arena_free(&arena);
	return status;
}
