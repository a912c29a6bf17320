// Compiles an org.yaml for the commands that need it compiled.
#define _DEFAULT_SOURCE
#include "cli/compile.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/check.h"
#include "model/confines.h"
#include "model/die.h"
#include "model/read/read.h"
#include "model/text/escape.h"
#include "templates/function.h"

// What the files that org.yaml names are read with.
struct reading {
	struct confines confines;
	struct file_set files; // the inputs of it
};

static void keep_input(struct file_set *files, const char *path)
{
	char real[PATH_MAX];

	if (!realpath(path, real))
		return;
	files->inputs = arena_grow(files->arena, files->inputs, files->input_count,
	                           &files->input_room, sizeof *files->inputs);
	files->inputs[files->input_count++] = arena_cstring(files->arena, str_of(real));
}

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	struct reading *r = context;

	if (!confines_take(&r->confines, a, path))
		return FILE_IS_OUTSIDE;
	keep_input(&r->files, path);
	return source_load(a, path, text);
}

bool compile_org(struct arena *a, const char *path, bool anywhere, struct diags *diags,
                 struct file_set *files, struct made_list *made)
{
	struct reading r = {.files = {.arena = a}};
	struct loader loader = {load, &r};
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct source *source;
	struct str text;
	struct org *org;
	struct doc *doc;
	int reason;

	if (!anywhere)
		r.confines = confines_of(a, path);
	reason = load(&r, a, path, &text);
	if (reason)
		die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    source_load_reason(reason));
	source = source_new(a, name, text);
	doc = doc_read(a, source, SYNTAX_YAML, template_tags, diags);
	drop_aws_findings(diags);
	if (diags_count(diags, SEV_ERROR))
		return false;
	org = org_read(a, doc, diags);
	if (!gen_build(org, &loader, files, made))
		return false;
	files->inputs = r.files.inputs;
	files->input_count = r.files.input_count;
	return !diags_count(diags, SEV_ERROR);
}
