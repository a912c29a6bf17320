// The command explain: prints what a rule is about.
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "aws/facts.h"
#include "cli/explain/message.h"

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

static void put_summary(const struct rule *r, const char *language)
{
	struct str ja = fact_value(fact_get(fact_file("rules-ja"), r->id));

	if (strcmp(language, "ja") == 0 && ja.len > 0)
		printf("%.*s。\n", STR(ja));
	else
		printf("%s.\n", r->summary);
}

static void put_rule(const struct rule *r, const char *language)
{
	printf("%s %s (%s)\n\n", r->id, r->name, severity_name(r->severity));
	put_summary(r, language);
	printf("\n%s\n\n", r->why);
	printf("Wrong, where #! marks the line:\n\n");
	put_example(r->bad, "    ");
	printf("\nRight:\n\n");
	put_example(r->good, "    ");
	if (r->fixed)
		printf("\norgc lint --fix repairs it.\n");
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

static bool is_text(const char *name)
{
	return strcmp(name, "-") == 0 || access(name, F_OK) == 0;
}

static const char *language_argument(const char *text)
{
	if (strcmp(text, "en") != 0 && strcmp(text, "ja") != 0)
		usage_error("explain", "there is no language \"%s\": en or ja", text);
	return text;
}

static int explain(struct arena *a, const struct rule *const *rules, const char *name,
                   const struct explaining *how)
{
	const struct rule *rule = rule_named(rules, name);

	if (!rule)
		return is_text(name) ? explain_message(a, name, how) : unknown(rules, name);
	put_rule(rule, how->language);
	return EXIT_CLEAN;
}

int explain_command(int argc, char **argv)
{
	struct arena arena = {0};
	const struct rule **rules = rules_by_id(&arena);
	struct explaining how = {.language = "en"};
	int option, status = EXIT_CLEAN;

	while ((option = next_option("explain", argc, argv)) != -1)
		if (option == 'l')
			how.language = language_argument(optarg);
		else if (option == 'o')
			how.org = optarg;
		else if (option == 'a')
			how.anywhere = true;
	if (optind >= argc)
		usage_error("explain", "name a rule, or a file with what AWS printed");
	for (int i = optind; i < argc && status == EXIT_CLEAN; i++) {
		if (i > optind)
			printf("\n");
		status = explain(&arena, rules, argv[i], &how);
	}
	arena_free(&arena);
	return status;
}
