// Reads org.yaml, builds it in memory, and judges what came of it.
#include "cli/compile.h"

#include <errno.h>
#include <string.h>

#include "cli/disk.h"
#include "model/die.h"
#include "model/read/read.h"
#include "model/text/escape.h"
#include "org/fill/include.h"
#include "preflight/findings.h"
#include "templates/function.h"

// An org description never goes to AWS.
static void drop_aws_findings(struct diags *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++)
		if (!d->items[i].rule->aws_only)
			d->items[kept++] = d->items[i];
	d->count = kept;
}

void compile_doc(struct arena *a, const struct doc *doc, const struct loader *loader,
                 struct diags *diags, struct compiled *c)
{
	*c = (struct compiled){.files.arena = a};
	drop_aws_findings(diags);
	if (diags_count(diags, SEV_ERROR))
		return;
	doc = org_include(a, doc, loader, diags);
	c->org = org_read(a, doc, diags);
	c->is_whole = gen_build(c->org, loader, &c->files, &c->made) &&
	              !diags_count(diags, SEV_ERROR);
}

int compile_file(struct arena *a, const char *path, const struct loader *loader,
                 struct diags *diags, struct compiled *c)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct str text;
	int reason = loader_load(loader, a, path, &text);

	*c = (struct compiled){.files.arena = a};
	if (reason == 0)
		compile_doc(a, doc_read(a, source_new(a, name, text), SYNTAX_YAML, template_tags,
		                        diags),
		            loader, diags, c);
	return reason;
}

void compile_path(struct arena *a, const char *path, bool anywhere, struct diags *diags,
                  struct compiled *c)
{
	struct disk disk = {.beside = path, .anywhere = anywhere, .arena = a};
	struct loader loader = disk_loader(&disk);
	int reason = compile_file(a, path, &loader, diags, c);

	if (reason == ENOENT && strcmp(path, "org.yaml") == 0)
		die("there is no org.yaml here: orgc init writes one to be filled in, orgc import one "
		    "of what the AWS CLI prints");
	if (reason)
		die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    source_load_reason(reason));
	c->files.inputs = disk.inputs;
	c->files.input_count = disk.input_count;
}

// --- what came of it ---

static const struct {
	enum doc_kind kind;
	enum policy_kind policy;
	bool in_stack_set, content_is_judged;
} kinds[] = {
	[MADE_TEMPLATE] = {DOC_TEMPLATE, POLICY_UNSURE, false, false},
	[MADE_OF_STACK_SET] = {DOC_TEMPLATE, POLICY_UNSURE, true, false},
	[MADE_OF_OTHERS] = {DOC_TEMPLATE, POLICY_UNSURE, false, true},
	[MADE_SCP] = {DOC_POLICY, POLICY_SCP, false, false},
	[MADE_RCP] = {DOC_POLICY, POLICY_RCP, false, false},
};

static void judge_one(struct arena *a, const struct org *org, const struct made *m,
                      struct lint_worker *worker, struct lint_result *home,
                      struct lint_result *result)
{
	struct lint_origin *origin = arena_new(a, struct lint_origin);
	struct document d = {
		.doc = doc_read(a, source_new(a, m->path, m->text), SYNTAX_GUESS, template_tags,
		                &result->diags),
		.kind = kinds[m->kind].kind,
		.policy = kinds[m->kind].policy,
		.in_stack_set = kinds[m->kind].in_stack_set,
		.in_one_account = m->in_one_account,
		.content_is_judged = kinds[m->kind].content_is_judged,
		.origin = origin,
		.worker = worker,
	};

	*origin = (struct lint_origin){m->doc, org->doc, m->asks, home};
	lint_judge(a, &d, result);
}

struct lint_result *judge_made(struct arena *a, const struct compiled *c,
                               struct lint_result *home)
{
	struct lint_result *results = arena_array(a, struct lint_result, c->made.count);
	struct lint_worker worker = {0};
	struct arena one = {0};

	home->is_of_build = true;
	if (c->is_whole)
		preflight_find(preflight_of(a, &c->made, "create"), &c->made, &home->diags);
	for (size_t i = 0; i < c->made.count; i++) {
		size_t found = home->diags.count;

		results[i].diags.arena = &one;
		judge_one(&one, c->org, &c->made.items[i], &worker, home, &results[i]);
		if (home->diags.count == found && !results[i].states) {
			results[i] = (struct lint_result){0};
			arena_reset(&one);
		} else {
			arena_join(a, &one);
		}
		results[i].diags.arena = a;
	}
	arena_free(&one);
	arena_free(&worker.arena);
	return results;
}
