// The command plan: compares two builds.
#include "report/plan.h"

#include <getopt.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/files/git.h"
#include "cli/moved.h"
#include "gen/plan/plan_read.h"
#include "cli/tell.h"
#include "model/die.h"
#include "model/confines.h"
#include "model/text/escape.h"
#include "model/read/read.h"
#include "templates/function.h"

struct settings {
	bool instances, anywhere;
	struct moves moves;
	struct telling telling;
};

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

// False where org.yaml has errors. What is over and done with may have its warnings.
static bool make_build(struct arena *a, const char *path, bool anywhere, bool is_old,
                       struct build *b, struct diags *diags)
{
	struct compiled c;

	compile_path(a, path, anywhere, diags, &c);
	if (is_old && c.is_whole)
		diags->count = 0;
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

// The org description at `path`, as a revision of git has it.
static bool make_former(struct arena *a, struct revision *r, const char *path,
                        struct build *b, struct diags *diags)
{
	struct loader loader = revision_loader(r);
	struct compiled c;
	int reason = compile_file(a, path, &loader, diags, &c);

	if (reason)
		die("%s of revision %s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    escaped(a, OUTPUT_TERMINAL, str_of(r->name)), source_load_reason(reason));
	revision_name_sources(a, r, diags);
	if (c.is_whole)
		diags->count = 0;
	b->files = c.files;
	b->plan = c.made.plan;
	return c.is_whole;
}

static bool is_there(const char *path)
{
	return strcmp(path, "-") == 0 || access(path, F_OK) == 0;
}

// What is no file may be a revision.
static bool is_revision(struct arena *a, const char *name, struct revision *r)
{
	return !is_there(name) && revision_find(a, name, r);
}

static bool get_build(struct arena *a, const char *path, bool anywhere, bool is_old,
                      struct build *b, struct diags *diags)
{
	struct confines confines = anywhere ? (struct confines){0} : confines_of(a, path);

	b->files.arena = a;
	if (strcmp(path, "org.yaml") != 0 && !is_there(path))
		die("%s: there is no such file, and git knows no such revision",
		    escaped(a, OUTPUT_TERMINAL, str_of(path)));
	if (!is_folder(path))
		return make_build(a, path, anywhere, is_old, b, diags);
	read_build(a, &confines, path, b);
	return true;
}

// --- what is printed ---

// One plan, or two builds that are compared.
struct printed {
	const struct settings *settings;
	const char *const *paths;
	struct build old, now;
	const struct build_change *change; // NULL: one plan
};

static void write_page(const struct printed *p, struct arena *a, FILE *out, bool markdown)
{
	struct page page = page_new(a, out, markdown);

	if (p->change)
		print_comparison(&page, p->change, p->paths[0], p->paths[1]);
	else if (p->settings->instances)
		print_instances(&page, p->now.plan);
	else
		print_plan(&page, p->now.plan);
	page_end(&page);
}

static void write_text(void *context, struct arena *a, FILE *out)
{
	write_page(context, a, out, false);
}

static void write_markdown(void *context, struct arena *a, FILE *out)
{
	write_page(context, a, out, true);
}

static void write_plan_json(void *context, struct arena *a, FILE *out)
{
	const struct printed *p = context;
	struct str text = p->change ? write_json(a, comparison_json(a, p->change))
	                            : *file_of(&p->now.files, "plan.json");

	fwrite(text.at, 1, text.len, out);
}

static const struct own_format own_formats[] = {
	{"text", write_text}, {"markdown", write_markdown}, {"json", write_plan_json}, {0},
};

// `p` is NULL where there is nothing to print but what is wrong.
static bool tell(struct arena *a, struct settings *s, const char *path,
                 struct lint_result *result, struct printed *p)
{
	struct lint_result *results[] = {result};

	telling_finish(a, &s->telling, results, 1, NULL);
	return telling_report(a, &s->telling, path, &result->findings, p ? own_formats : NULL, p);
}

static int print(struct arena *a, const char *path, struct settings *s)
{
	struct lint_result result = {.diags.arena = a};
	struct printed p = {.settings = s};
	bool is_built = get_build(a, path, s->anywhere, false, &p.now, &result.diags);
	bool is_told = tell(a, s, path, &result, is_built ? &p : NULL);

	if (!is_built)
		fprintf(stderr, "orgc plan: there is no plan while there are errors\n");
	return !is_told ? EXIT_BROKEN : is_built ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int compare(struct arena *a, const char *const *paths, struct settings *s)
{
	struct lint_result result = {.diags.arena = a};
	struct printed p = {.settings = s, .paths = paths};
	struct build_change change;
	struct revision revision;
	bool are_built, is_told;

	p.old.files.arena = a;
	are_built = is_revision(a, paths[0], &revision)
	                    ? make_former(a, &revision, paths[1], &p.old, &result.diags)
	                    : get_build(a, paths[0], s->anywhere, true, &p.old, &result.diags);
	are_built &= get_build(a, paths[1], s->anywhere, false, &p.now, &result.diags);
	if (are_built) {
		change = compare_builds(a, &p.old, &p.now);
		p.change = &change;
	}
	is_told = tell(a, s, paths[1], &result, are_built ? &p : NULL);
	// A difference is 1, so what cannot be compared is not.
	if (!are_built)
		fprintf(stderr, "orgc plan: there is nothing to compare while there are errors\n");
	if (!are_built || !is_told)
		return EXIT_BROKEN;
	return change.differs ? EXIT_FINDINGS : EXIT_CLEAN;
}

// What it would be with accounts in other OUs.
static int compare_moved(struct arena *a, const char *path, struct settings *s)
{
	const char *paths[] = {path, arena_printf(a, "%s with %s", path,
	                                          moves_words(a, &s->moves))};
	struct lint_result result = {.diags.arena = a};
	struct printed p = {.settings = s, .paths = paths};
	struct build_change change;
	struct compiled c;
	bool are_built, is_told;

	p.old.files.arena = a;
	are_built = get_build(a, path, s->anywhere, true, &p.old, &result.diags);
	compile_moved(a, path, &s->moves, s->anywhere, &result.diags, &c);
	p.now = (struct build){.files = c.files, .plan = c.made.plan};
	are_built &= c.is_whole;
	if (are_built) {
		change = compare_builds(a, &p.old, &p.now);
		p.change = &change;
	}
	is_told = tell(a, s, path, &result, are_built ? &p : NULL);
	if (!are_built || !is_told)
		return EXIT_BROKEN;
	return change.differs ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int plan(struct arena *a, int count, char **paths, struct settings *s)
{
	const char *both[] = {count ? paths[0] : "org.yaml", count > 1 ? paths[1] : "org.yaml"};
	struct revision revision;

	if (count > 2)
		usage_error("plan", "one org description, or two to compare: %s is too many",
		            paths[2]);
	if (s->moves.count > 0 && (count > 1 || is_folder(both[0])))
		usage_error("plan", "--move goes with one org description");
	if (s->moves.count > 0)
		return compare_moved(a, both[0], s);
	if (count < 2 && !is_revision(a, both[0], &revision))
		return print(a, both[0], s);
	if (s->instances)
		usage_error("plan", "--instances goes with one org description");
	if (strcmp(both[0], "-") == 0 && strcmp(both[1], "-") == 0)
		usage_error("plan", "standard input can be one of the two");
	return compare(a, both, s);
}

static void check_settings(const struct settings *s)
{
	const struct outputs *o = &s->telling.outputs;

	for (size_t i = 0; s->instances && i < o->count; i++)
		if (strcmp(o->items[i].format->name, "json") == 0)
			usage_error("plan", "--instances goes with text and markdown: JSON has them all");
}

int plan_command(int argc, char **argv)
{
	struct settings settings = {.telling.command = "plan"};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("plan", argc, argv)) != -1) {
		if (option == 'f')
			outputs_add(&settings.telling.outputs, "plan", optarg);
		else if (option == 'i')
			settings.instances = true;
		else if (option == 'm')
			moves_add(&arena, &settings.moves, "plan", optarg);
		else if (option == 'a')
			settings.anywhere = true;
	}
	check_settings(&settings);
	status = plan(&arena, argc - optind, argv + optind, &settings);
	arena_free(&arena);
	return status;
}
