// The command build: compiles org.yaml, lints the output, and writes the files.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/tell.h"
#include "model/die.h"
#include "model/text/escape.h"

struct settings {
	const char *org, *folder;
	enum severity fail_on;
	bool check, anywhere;
	struct telling telling;
};

// Where the names of files go: a report on standard output stands alone.
static FILE *list(const struct settings *s)
{
	return outputs_are_for_people(&s->telling.outputs) ? stdout : stderr;
}

// --- what comes out ---

static int compare(const struct settings *s, const struct file_set *files)
{
	static const char *const words[] = {
		[FILE_MISSING] = "is missing",
		[FILE_DIFFERENT] = "is not what this org description gives",
		[FILE_EXTRA] = "does not belong there",
	};
	struct file_difference *differences;
	size_t count;
	const char *folder = escaped(files->arena, OUTPUT_TERMINAL, str_of(s->folder));
	const char *wrong = files_compare(files, s->folder, &differences, &count);

	if (wrong)
		die("%s", escaped(files->arena, OUTPUT_TERMINAL, str_of(wrong)));
	for (size_t i = 0; i < count; i++)
		fprintf(list(s), "%s/%s %s\n", folder, differences[i].path,
		        words[differences[i].change]);
	fflush(stderr);
	fflush(stdout);
	if (count)
		fprintf(stderr, "orgc build --check: run orgc build %s -o %s\n", s->org, s->folder);
	return count ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int write_out(const struct settings *s, const struct file_set *files)
{
	const char *folder = escaped(files->arena, OUTPUT_TERMINAL, str_of(s->folder));
	const char *wrong;

	if (s->check)
		return compare(s, files);
	wrong = files_write(files, s->folder);
	if (wrong)
		die("%s", escaped(files->arena, OUTPUT_TERMINAL, str_of(wrong)));
	for (size_t i = 0; i < files->count; i++)
		fprintf(list(s), "%s/%s\n", folder, files->items[i].path);
	return EXIT_CLEAN;
}

// Every template and policy that orgc makes passes its own lint, or says where not.
static void judge(struct arena *a, const struct compiled *c, struct lint_result *home,
                  struct telling *t)
{
	struct lint_result *made = judge_made(a, c, home);
	struct lint_result **all = arena_array(a, struct lint_result *, c->made.count + 1);

	all[0] = home;
	for (size_t i = 0; i < c->made.count; i++)
		all[i + 1] = &made[i];
	telling_finish(a, t, all, c->made.count + 1, c->org);
}

static int build(struct arena *a, struct settings *s)
{
	struct lint_result result = {.diags.arena = a};
	struct compiled c;
	const size_t *counts = s->telling.tally.counts;
	int status = EXIT_CLEAN;
	bool told;

	compile_path(a, s->org, s->anywhere, &result.diags, &c);
	judge(a, &c, &result, &s->telling);
	told = telling_report(a, &s->telling, s->org, &result.findings, NULL, NULL);
	if (!c.is_whole || counts[SEV_ERROR])
		fprintf(stderr, "orgc build: nothing is written while there are errors\n");
	else
		status = write_out(s, &c.files);
	for (int level = s->fail_on; level <= SEV_ERROR && status == EXIT_CLEAN; level++)
		if (counts[level])
			status = EXIT_FINDINGS;
	if (!c.is_whole && status == EXIT_CLEAN)
		status = EXIT_FINDINGS;
	return told ? status : EXIT_BROKEN;
}

int build_command(int argc, char **argv)
{
	struct settings settings = {.org = "org.yaml", .folder = "build", .fail_on = SEV_ERROR,
	                            .telling.command = "build"};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("build", argc, argv)) != -1) {
		if (option == 'o')
			settings.folder = optarg;
		else if (option == 'c')
			settings.check = true;
		else if (option == 'a')
			settings.anywhere = true;
		else if (option == 'f')
			outputs_add(&settings.telling.outputs, "build", optarg);
		else if (option == 'F')
			settings.fail_on = severity_argument("build", optarg);
	}
	if (optind < argc)
		settings.org = argv[optind++];
	if (optind < argc)
		usage_error("build", "one org description at a time: %s is too many", argv[optind]);
	status = build(&arena, &settings);
	arena_free(&arena);
	return status;
}
