// The command build: compiles org.yaml, lints the output, and writes the files.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/check.h"
#include "cli/cli.h"
#include "cli/compile.h"
#include "preflight/findings.h"
#include "report/findings.h"
#include "model/die.h"
#include "model/text/escape.h"

struct settings {
	const char *org, *folder;
	enum severity fail_on;
	bool check, anywhere;
};

// --- what comes out ---

// The child of `n` around an offset of its file, and its place among its siblings.
static const struct node *child_at(const struct node *n, uint32_t offset, size_t *index)
{
	*index = 0;
	if (n->kind != NODE_MAP && n->kind != NODE_SEQ)
		return NULL;
	for (const struct node *child = n->first; child; child = child->next, ++*index)
		if (child->start <= offset && offset < child->end)
			return child;
	return NULL;
}

static const struct node *child_number(const struct node *n, size_t index)
{
	const struct node *child = n->kind == NODE_MAP || n->kind == NODE_SEQ ? n->first : NULL;

	while (child && index--)
		child = child->next;
	return child;
}

// A finding in a file that orgc wrote also says where that part of it came from: the two
// trees are the same, node by node.
static void add_origin(struct diag *d, const struct doc *written, const struct doc *made)
{
	const struct node *at = written->root, *from = made->root, *child;
	size_t index;

	while (at && from && (child = child_at(at, d->start, &index))) {
		at = child;
		from = child_number(from, index);
	}
	if (!from || from->start == from->end || d->related)
		return;
	diag_relate_node(made->arena, d, made, from, "it comes from here");
}

static void add_origins(struct check *checks, size_t count, const struct made_list *made)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < made->count; j++) {
			struct diags *d = &checks[i].result.diags;
			if (strcmp(checks[i].path, made->items[j].path) != 0)
				continue;
			for (size_t k = 0; k < d->count; k++)
				add_origin(&d->items[k], checks[i].doc, made->items[j].doc);
		}
}

static bool is_for_aws(struct str path)
{
	return str_ends(path, ".yaml") || str_starts(path, "policies/");
}

// Every template and policy that orgc makes passes its own lint, or says where not.
static void lint_files(struct arena *a, const struct file_set *files, struct check *checks)
{
	struct lint_result **results = arena_array(a, struct lint_result *, files->count);
	struct lint_worker worker = {0};
	struct arena spare = {0};
	size_t count = 0;

	for (size_t i = 0; i < files->count; i++) {
		checks[i].path = files->items[i].path;
		if (!is_for_aws(str_of(checks[i].path)))
			continue;
		checks[i].worker = &worker;
		checks[i].arena = spare;
		check_text(&checks[i], files->items[i].bytes);
		results[count++] = &checks[i].result;
		spare = (struct arena){0};
		// Where findings come from is asked of the whole.
		if (checks[i].result.diags.count > 0 || !check_pack(&checks[i], a))
			continue;
		spare = checks[i].arena;
		checks[i].arena = (struct arena){0};
		arena_reset(&spare);
	}
	lint_finish(results, count, NULL);
	arena_free(&worker.arena);
	arena_free(&spare);
}

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
		printf("%s/%s %s\n", folder, differences[i].path,
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
		printf("%s/%s\n", folder, files->items[i].path);
	return EXIT_CLEAN;
}

static int build(struct arena *a, const struct settings *s)
{
	struct diags diags = {.arena = a};
	struct file_set files = {.arena = a};
	struct made_list made = {0};
	bool compiled = compile_org(a, s->org, s->anywhere, &diags, &files, &made);
	struct check *checks = arena_array(a, struct check, files.count);
	struct tally tally = {0};
	int status = EXIT_CLEAN;

	if (compiled)
		preflight_find(preflight_of(a, &made, "create"), &made, &diags);
	lint_files(a, &files, checks);
	add_origins(checks, files.count, &made);
	diags_sort(&diags);
	report_text(a, stderr, &diags);
	tally_add(&tally, &diags);
	for (size_t i = 0; i < files.count; i++) {
		report_text(&checks[i].arena, stderr, &checks[i].result.diags);
		tally_add(&tally, &checks[i].result.diags);
	}
	if (!compiled || tally.counts[SEV_ERROR])
		fprintf(stderr, "orgc build: nothing is written while there are errors\n");
	else
		status = write_out(s, &files);
	for (int level = s->fail_on; level <= SEV_ERROR && status == EXIT_CLEAN; level++)
		if (tally.counts[level])
			status = EXIT_FINDINGS;
	for (size_t i = 0; i < files.count; i++)
		arena_free(&checks[i].arena);
	return status;
}

int build_command(int argc, char **argv)
{
	struct settings settings = {.org = "org.yaml", .folder = "build", .fail_on = SEV_ERROR};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("build", argc, argv)) != -1) {
		if (option == 'o')
			settings.folder = optarg;
		else if (option == 'c')
			settings.check = true;
		else if (option == 'a')
			settings.anywhere = true;
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
