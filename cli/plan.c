#include "cli/plan.h"

#include <getopt.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/report.h"
#include "model/die.h"
#include "model/read.h"
#include "templates/function.h"

enum plan_format { PLAN_TEXT, PLAN_MARKDOWN, PLAN_JSON };

struct settings {
	enum plan_format format;
	bool instances;
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

static struct str load(struct arena *a, const char *path)
{
	struct str text;
	int reason = source_load(a, path, &text);

	if (reason)
		die("%s: %s", path, source_load_reason(reason));
	return text;
}

// The tree of a plan.json; dies where it is none.
static const struct node *plan_of(struct arena *a, const char *name, struct str text)
{
	struct diags diags = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, name, text), SYNTAX_JSON, NULL, &diags);

	if (diags.count > 0 || !node_is(node_get(doc->root, "made-by"), "orgc"))
		die("%s: is no plan.json of orgc", name);
	return doc->root;
}
// A build: made now of an org.yaml, or made before and standing in a folder.
struct build {
	struct file_set files;
	const struct node *plan; // the tree of its plan.json
};

static struct str file_of(const struct file_set *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, path) == 0)
			return files->items[i].bytes;
	return S("");
}

// False where org.yaml has errors, which are then on stderr, as warnings are.
static bool make_build(struct arena *a, const char *path, struct build *b)
{
	struct diags diags = {.arena = a};
	bool compiled = compile_org(a, path, &diags, &b->files, NULL);

	diags_sort(&diags);
	report_text(a, stderr, &diags);
	if (compiled)
		b->plan = plan_of(a, "plan.json", file_of(&b->files, "plan.json"));
	return compiled;
}

static void read_build(struct arena *a, const char *folder, struct build *b)
{
	const char *path = arena_printf(a, "%s/plan.json", folder);
	struct str text = load(a, path);

	b->plan = plan_of(a, path, text);
	file_set_add(&b->files, "plan.json", text);
}

static bool get_build(struct arena *a, const char *path, struct build *b)
{
	b->files.arena = a;
	if (!is_folder(path))
		return make_build(a, path, b);
	read_build(a, path, b);
	return true;
}

// --- one plan ---

static int print(struct arena *a, const char *path, const struct settings *s)
{
	struct build b = {0};
	struct page page = page_new(a, stdout, s->format == PLAN_MARKDOWN);
	struct str text;

	if (!get_build(a, path, &b)) {
		fprintf(stderr, "orgc plan: there is no plan while there are errors\n");
		return EXIT_FINDINGS;
	}
	text = file_of(&b.files, "plan.json");
	if (s->format == PLAN_JSON)
		fwrite(text.at, 1, text.len, stdout);
	else if (s->instances)
		print_instances(&page, b.plan);
	else
		print_plan(&page, b.plan);
	page_end(&page);
	return EXIT_CLEAN;
}

int plan_command(int argc, char **argv)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"format", required_argument, NULL, 'f'},
		{"instances", no_argument, NULL, 'i'},
		{0},
	};
	struct settings settings = {0};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("plan", argc, argv, ":h", options)) != -1) {
		if (option == 'f')
			settings.format = format_argument(optarg);
		else if (option == 'i')
			settings.instances = true;
	}
	if (settings.instances && settings.format == PLAN_JSON)
		usage_error("plan", "--instances goes with text and markdown: JSON has them all");
	if (argc - optind > 1)
		usage_error("plan", "one org description at a time: %s is too many",
		            argv[optind + 1]);
	status = print(&arena, optind < argc ? argv[optind] : "org.yaml", &settings);
	arena_free(&arena);
	return status;
}
