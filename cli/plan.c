// The command plan: compares two builds.
#include "report/plan.h"

#include <getopt.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "gen/plan/plan_read.h"
#include "report/findings.h"
#include "model/die.h"
#include "model/confines.h"
#include "model/read/read.h"
#include "templates/function.h"

enum plan_format { PLAN_TEXT, PLAN_MARKDOWN, PLAN_JSON };

struct settings {
	enum plan_format format;
	bool instances, anywhere;
};

static enum plan_format format_argument(const char *text)
{
	static const char *const names[] = {"text", "markdown", "json"};

	for (int i = PLAN_TEXT; i <= PLAN_JSON; i++)
		if (strcmp(text, names[i]) == 0)
			return (enum plan_format)i;
	usage_error("plan", "there is no format \"%s\": text, markdown or json", text);
}

// --- what is planned ---

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static struct str load(struct arena *a, const struct confines *confines, const char *path)
{
	struct str text;
	int reason = FILE_IS_OUTSIDE;

	if (confines_take(confines, a, path))
		reason = source_load(a, path, &text);

	if (reason)
		die("%s: %s", path, source_load_reason(reason));
	return text;
}

// Of a plan.json; dies where it is none.
static const struct node *plan_tree(struct arena *a, const char *name, struct str text)
{
	struct diags diags = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, name, text), SYNTAX_JSON, NULL, &diags);

	if (diags.count > 0 || !node_is(node_get(doc->root, "made-by"), "orgc"))
		die("%s: is no plan.json of orgc", name);
	return doc->root;
}

static struct str *file_of(const struct file_set *files, const char *path)
{
	size_t i = 0;

	while (strcmp(files->items[i].path, path) != 0)
		i++;
	return &files->items[i].bytes;
}

// False where org.yaml has errors, which are then on stderr. What is over and done with may
// have its warnings.
static bool make_build(struct arena *a, const char *path, bool anywhere, bool is_old,
                       struct build *b)
{
	struct diags diags = {.arena = a};
	struct compiled c;

	compile_path(a, path, anywhere, &diags, &c);
	diags_sort(&diags);
	diags_limit(&diags);
	if (!is_old || !c.is_whole)
		report_text(a, stderr, &diags);
	b->files = c.files;
	b->plan = c.made.plan;
	return c.is_whole;
}

// A file that plan.json names. One whose path leads out of the folder is not a build's.
static void read_named(struct arena *a, const struct confines *confines, const char *folder,
                       struct str path, struct build *b)
{
	const char *name = arena_cstring(a, path);

	if (file_set_add(&b->files, name, S("")))
		*file_of(&b->files, name) =
			load(a, confines, arena_printf(a, "%s/%s", folder, name));
}

static void read_build(struct arena *a, const struct confines *confines, const char *folder,
                       struct build *b)
{
	const char *path = arena_printf(a, "%s/plan.json", folder);
	struct str text = load(a, confines, path);
	bool has_stackset = false;

	b->plan = plan_read(a, plan_tree(a, path, text));
	file_set_add(&b->files, "plan.json", text);
	for (size_t i = 0; i < b->plan->deployment_count; i++) {
		read_named(a, confines, folder, b->plan->deployments[i].file, b);
		has_stackset |= b->plan->deployments[i].is_stackset;
	}
	for (size_t i = 0; i < b->plan->policy_count; i++)
		read_named(a, confines, folder, b->plan->policies[i].file, b);
	if (has_stackset)
		read_named(a, confines, folder, S("stacksets.yaml"), b);
}

static bool get_build(struct arena *a, const char *path, bool anywhere, bool is_old,
                      struct build *b)
{
	struct confines confines = anywhere ? (struct confines){0} : confines_of(a, path);

	b->files.arena = a;
	if (!is_folder(path))
		return make_build(a, path, anywhere, is_old, b);
	read_build(a, &confines, path, b);
	return true;
}

// --- one plan ---

static int print(struct arena *a, const char *path, const struct settings *s)
{
	struct build b = {0};
	struct page page = page_new(a, stdout, s->format == PLAN_MARKDOWN);
	struct str text;

	if (!get_build(a, path, s->anywhere, false, &b)) {
		fprintf(stderr, "orgc plan: there is no plan while there are errors\n");
		return EXIT_FINDINGS;
	}
	text = *file_of(&b.files, "plan.json");
	if (s->format == PLAN_JSON)
		fwrite(text.at, 1, text.len, stdout);
	else if (s->instances)
		print_instances(&page, b.plan);
	else
		print_plan(&page, b.plan);
	page_end(&page);
	return EXIT_CLEAN;
}

// --- two ---

static int compare(struct arena *a, const char *const *paths, const struct settings *s)
{
	struct build old = {0}, now = {0};
	struct page page = page_new(a, stdout, s->format == PLAN_MARKDOWN);
	bool old_built = get_build(a, paths[0], s->anywhere, true, &old);
	bool now_built = get_build(a, paths[1], s->anywhere, false, &now);
	struct build_change c;
	struct str text;

	// A difference is 1, so what cannot be compared is not.
	if (!old_built || !now_built) {
		fprintf(stderr, "orgc plan: there is nothing to compare while there are errors\n");
		return EXIT_BROKEN;
	}
	c = compare_builds(a, &old, &now);
	if (s->format == PLAN_JSON) {
		text = write_json(a, comparison_json(a, &c));
		fwrite(text.at, 1, text.len, stdout);
	} else {
		print_comparison(&page, &c, paths[0], paths[1]);
	}
	page_end(&page);
	return c.differs ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int plan(struct arena *a, int count, char **paths, const struct settings *s)
{
	const char *const both[] = {paths[0], count > 1 ? paths[1] : NULL};

	if (count > 2)
		usage_error("plan", "one org description, or two to compare: %s is too many",
		            paths[2]);
	if (count == 2 && s->instances)
		usage_error("plan", "--instances goes with one org description");
	if (count == 2 && strcmp(both[0], "-") == 0 && strcmp(both[1], "-") == 0)
		usage_error("plan", "standard input can be one of the two");
	return count == 2 ? compare(a, both, s) : print(a, count ? both[0] : "org.yaml", s);
}

int plan_command(int argc, char **argv)
{
	struct settings settings = {0};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("plan", argc, argv)) != -1) {
		if (option == 'f')
			settings.format = format_argument(optarg);
		else if (option == 'i')
			settings.instances = true;
		else if (option == 'a')
			settings.anywhere = true;
	}
	if (settings.instances && settings.format == PLAN_JSON)
		usage_error("plan", "--instances goes with text and markdown: JSON has them all");
	status = plan(&arena, argc - optind, argv + optind, &settings);
	arena_free(&arena);
	return status;
}
