// Any bytes as org.yaml, through reading and building.
#include <assert.h>
#include <errno.h>

#include "gen/build.h"
#include "model/read/read.h"

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a, (void)path, (void)text;
	return ENOENT;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct file_set files = {.arena = &a};
	struct loader loader = {load, NULL};
	struct source *source =
		source_new(&a, "org.yaml", (struct str){size ? (const char *)data : NULL, size});
	struct doc *doc = doc_read(&a, source, SYNTAX_GUESS, template_tags, &diags);
	struct org *org = org_read(&a, doc, &diags);

	if (!gen_build(org, &loader, &files, NULL))
		assert(diags_count(&diags, SEV_ERROR) > 0);
	arena_free(&a);
	return 0;
}
