#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>

// Examples of files that cannot be read hold bytes that no terminal should see.
void put_example(const char *text, const char *indent)
{
	for (const char *at = text; *at; at++) {
		if ((at == text || at[-1] == '\n') && *at != '\n')
			fputs(indent, stdout);
		if ((unsigned char)*at < 0x20 && *at != '\n' && *at != '\t')
			printf("\\x%02x", (unsigned char)*at);
		else
			putchar(*at);
	}
}

static void put_rule(const struct rule *r)
{
	printf("%s %s (%s)\n\n%s.\n\n%s\n\n", r->id, r->name, severity_name(r->severity),
	       r->summary, r->why);
	printf("Wrong, where #! marks the line:\n\n");
	put_example(r->bad, "    ");
	printf("\nRight:\n\n");
	put_example(r->good, "    ");
	if (r->fixed)
		printf("\norgc lint --fix mends it.\n");
	printf("\nSource: %s\n", r->source);
}

static int unknown(const struct rule *const *rules, const char *name)
{
	int best = 4;
	const struct rule *nearest = NULL;

	for (; *rules; rules++) {
		int by_id = str_distance(str_of(name), str_of((*rules)->id), 1);
		int by_name = str_distance(str_of(name), str_of((*rules)->name), 3);
		int distance = by_id <= 1 ? by_id : by_name;
		if (distance < best && (by_id <= 1 || by_name <= 3)) {
			best = distance;
			nearest = *rules;
		}
	}
	fprintf(stderr, "orgc explain: there is no rule %s", name);
	if (nearest)
		fprintf(stderr, "; did you mean %s %s?", nearest->id, nearest->name);
	fprintf(stderr, "\norgc show rules lists them.\n");
	return EXIT_BROKEN;
}

int explain_command(int argc, char **argv)
{
	static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {0}};
	struct arena arena = {0};
	const struct rule **rules = all_rules(&arena);
	int status = EXIT_CLEAN;

	while (next_option("explain", argc, argv, ":h", options) != -1)
		;
	if (optind >= argc)
		usage_error("explain", "name a rule");
	for (int i = optind; i < argc && status == EXIT_CLEAN; i++) {
		const struct rule *rule = rule_named(rules, argv[i]);
		if (i > optind)
			printf("\n");
		if (rule)
			put_rule(rule);
		else
			status = unknown(rules, argv[i]);
	}
	arena_free(&arena);
	return status;
}
