// What a build makes of anything can be read, and is the same each time; else it says where
// a mistake is.
#include <stdlib.h>

#include "lint/lint.h"
#include "tests/fuzz/builds.h"

// Whatever is made can be read. Lint takes longer than all the rest, so it gets one file.
static void check_file(struct arena *a, const struct file *file, bool is_linted)
{
	struct lint_result result = {.diags.arena = a};
	struct lint_result *results[] = {&result};
	struct str path = str_of(file->path);
	struct doc *doc;

	if (!str_ends(path, ".yaml") && !str_ends(path, ".json"))
		return;
	doc = doc_read(a, source_new(a, file->path, file->bytes), SYNTAX_GUESS, template_tags,
	               &result.diags);
	if (!doc->root || diags_count(&result.diags, SEV_ERROR))
		abort();
	if (!is_linted)
		return;
	lint_document(a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
}

static void check_diags(const struct diags *diags, bool is_built)
{
	bool any = false;

	for (size_t i = 0; i < diags->count; i++) {
		any |= diags->items[i].severity == SEV_ERROR;
		if (!diags->items[i].source || diags->items[i].start > diags->items[i].source->text.len)
			abort();
	}
	if (any == is_built)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a}, again_diags = {.arena = &a};
	struct file_set files, again;
	bool is_built = build(&a, data, size, &diags, &files);

	check_diags(&diags, is_built);
	if (build(&a, data, size, &again_diags, &again) != is_built ||
	    files.count != again.count || diags.count != again_diags.count)
		abort();
	for (size_t i = 0; i < files.count; i++) {
		if (strcmp(files.items[i].path, again.items[i].path) != 0 ||
		    !str_eq(files.items[i].bytes, again.items[i].bytes))
			abort();
		check_file(&a, &files.items[i], size && i == data[size - 1] % files.count);
	}
	arena_free(&a);
	return 0;
}
