// The command import: makes an org.yaml of the output of the AWS CLI.
#include "org/import/import.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/files/input.h"
#include "report/findings.h"
#include "org/import/import_rules.h"
#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"
#include "model/confines.h"
#include "model/read/read.h"

static const char *const no_tags[] = {"", NULL};

struct job {
	struct arena arena;
	struct diags diags;
	struct import import;
	const char *path;   // of org.yaml
	struct source *old; // NULL where there is none yet
	struct import_changes changes;
	struct new_text *files; // to be written: one a policy and org.yaml, at most
	size_t file_count;
	bool broken;        // a file could not be read
	bool show_only;     // --diff
	bool anywhere;      // --allow-outside
};

// Whether a file may be read and written: it stands in the repository of org.yaml.
static bool is_reached(struct job *job, const char *path)
{
	struct confines confines = {0};

	if (!job->anywhere)
		confines = confines_of(&job->arena, job->path);
	return confines_take(&confines, &job->arena, path);
}

static const char *printable(struct job *job, const char *text)
{
	return escaped(&job->arena, OUTPUT_TERMINAL, str_of(text));
}

// --- reading ---

static void complain(struct job *job, const char *path, const char *what)
{
	fprintf(stderr, "orgc import: %s: %s\n", printable(job, path), what);
	job->broken = true;
}

static void read_output(struct job *job, const struct input *input)
{
	struct arena *a = &job->arena;
	const char *name = strcmp(input->path, "-") == 0 ? "<stdin>" : input->path;
	struct source *source;
	struct str text;
	struct doc *doc;
	int reason;

	// A folder may hold other things; the AWS CLI's outputs are JSON.
	if (!input->named && !str_ends(str_of(input->path), ".json"))
		return;
	reason = source_load(a, input->path, &text);
	if (reason) {
		complain(job, input->path, source_load_reason(reason));
		return;
	}
	source = source_new(a, name, text);
	doc = doc_read(a, source, SYNTAX_GUESS, no_tags, &job->diags);
	if (doc->root && !import_take(&job->import, doc) && input->named)
		diag_node(&job->diags, &import_unknown_output, doc, doc->root,
		          "nothing here is an output that import reads");
}

static void read_inputs(struct job *job, int argc, char **argv)
{
	struct inputs in = {.arena = &job->arena, .anywhere = job->anywhere};

	for (int i = 0; i < argc; i++)
		inputs_add(&in, argv[i]);
	inputs_sort(&in);
	for (size_t i = 0; i < in.problem_count; i++) {
		fprintf(stderr, "orgc import: %s\n", printable(job, in.problems[i]));
		job->broken = true;
	}
	for (size_t i = 0; i < in.count; i++)
		read_output(job, &in.items[i]);
}

static bool is_org_description(const struct node *root)
{
	return node_get(root, "version") && node_get(root, "organization");
}

// The org.yaml that is there; NULL where there is none, or nothing in it.
static const struct doc *read_old(struct job *job)
{
	struct doc *doc;
	struct str text;
	int reason = is_reached(job, job->path) ? source_load(&job->arena, job->path, &text)
	                                        : FILE_IS_OUTSIDE;

	if (reason == ENOENT)
		return NULL;
	if (reason) {
		complain(job, job->path, source_load_reason(reason));
		return NULL;
	}
	job->old = source_new(&job->arena, job->path, text);
	doc = doc_read(&job->arena, job->old, SYNTAX_GUESS, no_tags, &job->diags);
	if (diags_count(&job->diags, SEV_ERROR) == 0 &&
	    !str_all_of(text, " \t\r\n") && !is_org_description(doc->root))
		complain(job, job->path, "is no org description, which has version and organization: "
		                         "name another file");
	return doc->root ? doc : NULL;
}

// --- writing ---

static void tell(struct job *job, const char *line)
{
	struct import_changes *c = &job->changes;

	c->items = arena_grow(c->arena, c->items, c->count, &c->room, sizeof *c->items);
	c->items[c->count++] = line;
}

static bool same_json(struct job *job, const struct node *root, const char *path,
                      struct str text)
{
	struct diags ignored = {.arena = &job->arena};
	struct source *source = source_new(&job->arena, path, text);
	struct doc *there = doc_read(&job->arena, source, SYNTAX_GUESS, no_tags, &ignored);

	// What orgc:PATH comes to is known to a build only.
	return str_find(text, 0, "orgc:") >= 0 || (there->root && node_same(there->root, root));
}

// Like source_load; what is going to be written counts as if it were there.
static int load_written(struct job *job, const char *path, struct str *text)
{
	for (size_t i = 0; i < job->file_count; i++) {
		if (strcmp(job->files[i].path, path) == 0) {
			*text = job->files[i].after;
			return 0;
		}
	}
	return source_load(&job->arena, path, text);
}

static void add_file(struct job *job, const char *path, const struct str *before,
                     struct str after)
{
	struct new_text *file = &job->files[job->file_count++];

	*file = (struct new_text){.path = path, .is_new = !before, .after = after};
	if (before)
		file->before = *before;
}

// Has the text of a policy written, unless there is one: anyone who changed that has a
// reason. Gives what went wrong, or NULL.
static const char *add_policy(struct job *job, const struct import_policy *policy)
{
	struct arena *a = &job->arena;
	const char *slash = strrchr(job->path, '/');
	const char *below = import_policy_path(&job->import, policy), *path;
	int folder = slash ? (int)(slash + 1 - job->path) : 0, reason;
	struct str text;

	if (!below)
		return NULL;
	path = below[0] == '/' ? below : arena_printf(a, "%.*s%s", folder, job->path, below);
	if (!is_reached(job, path))
		return arena_printf(a, "%s: %s", path, source_load_reason(FILE_IS_OUTSIDE));
	reason = load_written(job, path, &text);
	if (reason == 0) {
		if (!same_json(job, policy->content->root, path, text))
			tell(job, arena_printf(a, "%s: left alone, and AWS has another text", path));
		return NULL;
	}
	if (reason != ENOENT)
		return arena_printf(a, "%s: %s", path, source_load_reason(reason));
	tell(job, arena_printf(a, "%s: new", path));
	add_file(job, path, NULL, import_policy_text(&job->import, policy));
	return NULL;
}

static void show_org(struct job *job, struct str text)
{
	struct str before = job->old ? job->old->text : (struct str){0};
	struct str diff = edits_diff(&job->arena, job->path, before, text);

	fwrite(diff.at, 1, diff.len, stdout);
}

// All of it or nothing; the policies first, since org.yaml names them. Gives what went
// wrong, or NULL.
static const char *write_all(struct job *job, struct str text)
{
	const struct import *in = &job->import;
	const char *wrong = NULL;

	job->files = arena_array(&job->arena, struct new_text, in->policy_count + 1);
	for (size_t i = 0; i < in->policy_count && !wrong; i++)
		if (in->policies[i].content)
			wrong = add_policy(job, &in->policies[i]);
	if (wrong)
		return wrong;
	if (job->show_only) {
		show_org(job, text);
		return NULL;
	}
	if (!job->old || !str_eq(job->old->text, text))
		add_file(job, job->path, job->old ? &job->old->text : NULL, text);
	return files_change(&job->arena, job->files, job->file_count);
}

// --- telling ---

static void print_findings(struct job *job)
{
	diags_sort(&job->diags);
	diags_limit(&job->diags);
	report_text(&job->arena, job->show_only ? stderr : stdout, &job->diags);
	fflush(stderr);
	fflush(stdout); // before what comes on stderr
}

static void print_changes(struct job *job, bool is_new)
{
	const struct import *in = &job->import;
	FILE *out = job->show_only ? stderr : stdout;

	for (size_t i = 0; i < job->changes.count; i++)
		fprintf(out, "%s\n", printable(job, job->changes.items[i]));
	if (in->old)
		fprintf(out, "%s: %s\n", printable(job, job->path),
		        is_new ? "brought up to date" : "nothing is new");
	else
		fprintf(out, "%s: %zu OUs and %zu accounts; fill in the regions\n",
		        printable(job, job->path), in->ou_count - 1, in->account_count);
}

// --- the command ---

static int run(struct job *job)
{
	const struct doc *old = job->broken ? NULL : read_old(job);
	const char *wrong;
	struct str text;

	if (job->broken)
		return EXIT_BROKEN;
	if (!import_finish(&job->import, old)) {
		print_findings(job);
		fprintf(stderr, "orgc import: nothing was written\n");
		return EXIT_FINDINGS;
	}
	text = old ? import_update(&job->import, &job->changes) : import_org(&job->import);
	print_findings(job);
	wrong = write_all(job, text);
	if (wrong) {
		fprintf(stderr, "orgc import: %s\n", printable(job, wrong));
		return EXIT_BROKEN;
	}
	print_changes(job, !job->old || !str_eq(job->old->text, text));
	return diags_count(&job->diags, SEV_WARNING) ? EXIT_FINDINGS : EXIT_CLEAN;
}

int import_command(int argc, char **argv)
{
	struct job job = {.path = "org.yaml"};
	bool script = false;
	int option, status;

	while ((option = next_option("import", argc, argv)) != -1) {
		if (option == 'o')
			job.path = optarg;
		else if (option == 'd')
			job.show_only = true;
		else if (option == 's')
			script = true;
		else if (option == 'a')
			job.anywhere = true;
	}
	if (script) {
		fputs(import_script, stdout);
		return EXIT_CLEAN;
	}
	if (optind >= argc)
		usage_error("import", "name what the AWS CLI printed: a folder or files");
	job.diags.arena = &job.arena;
	job.changes.arena = &job.arena;
	import_start(&job.import, &job.arena, &job.diags);
	read_inputs(&job, argc - optind, argv + optind);
	status = run(&job);
	arena_free(&job.arena);
	return status;
}
