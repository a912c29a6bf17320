#include "cli/compile.h"

#include <string.h>

#include "cli/check.h"
#include "model/die.h"
#include "model/read/read.h"
#include "templates/function.h"

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context;
	return source_load(a, path, text);
}

bool compile_org(struct arena *a, const char *path, struct diags *diags,
                 struct file_set *files, struct made_list *made)
{
	struct loader loader = {load, NULL};
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct source *source;
	struct str text;
	struct org *org;
	struct doc *doc;
	int reason;

	reason = source_load(a, path, &text);
	if (reason)
		die("%s: %s", path, source_load_reason(reason));
	source = source_new(a, name, text);
	doc = doc_read(a, source, SYNTAX_YAML, template_tags, diags);
	drop_aws_findings(diags);
	if (diags_count(diags, SEV_ERROR))
		return false;
	org = org_read(a, doc, diags);
	return gen_build(org, &loader, files, made) && !diags_count(diags, SEV_ERROR);
}
