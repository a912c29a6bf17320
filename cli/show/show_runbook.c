// Prints runbooks: alone in a file, or as the content of a template's resources.
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/show/show_facts.h"
#include "lint/runbook/content.h"
#include "model/die.h"
#include "model/read/read.h"
#include "runbooks/draw.h"
#include "templates/eval.h"

static void put_one(struct out *o, const char *title, const struct node *root,
                    struct str type)
{
	const struct ssm_document *d = ssm_document_of(o->arena, root, type);

	out_printf(o, "# %s\n\n", title);
	ssm_draw_text(o, d);
	out_text(o, "\n```mermaid\n");
	ssm_draw_mermaid(o, d);
	out_text(o, "```\n");
	if (d->kind != SSM_AUTOMATION)
		return;
	out_text(o, "\nThe least that its role needs:\n\n");
	ssm_draw_policy(o, d);
}

static size_t put_template(struct out *o, const struct doc *doc)
{
	const struct template *t = template_of(o->arena, doc);
	struct eval *eval = eval_new(o->arena, t, NULL);
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count; i++) {
		const struct entry *r = &t->resources.items[i];
		struct diags unseen = {.arena = o->arena};
		struct runbook_content *contents;
		size_t branches;

		if (!str_is(template_type(r), "AWS::SSM::Document"))
			continue;
		branches = runbook_contents(o->arena, eval, r, &unseen, &contents);
		for (size_t k = 0; k < branches; k++) {
			if (!contents[k].root)
				continue;
			if (count++)
				out_byte(o, '\n');
			put_one(o, arena_cstring(o->arena, r->name), contents[k].root, contents[k].type);
		}
	}
	return count;
}

static int show_doc(struct arena *a, const char *path, const struct doc *doc)
{
	struct out o = {.arena = a};
	struct diags unseen = {.arena = a};
	const struct node *root = doc->root;
	struct runbook_content printed;
	struct str text;

	if (root && runbook_printed(a, root, &unseen, &printed) && printed.root) {
		put_one(&o, path, printed.root, printed.type);
	} else if (root && ssm_is(root)) {
		put_one(&o, path, root, (struct str){0});
	} else if (!root || !template_is(doc) || put_template(&o, doc) == 0) {
		fprintf(stderr, "orgc show: %s: no runbook in it\n", path);
		return EXIT_BROKEN;
	}
	text = out_str(&o);
	fwrite(text.at, 1, text.len, stdout);
	return EXIT_CLEAN;
}

int show_runbook(const char *path)
{
	struct arena arena = {0};
	struct diags diags = {.arena = &arena};
	struct str text;
	int reason = source_load(&arena, path, &text), status;

	if (reason)
		die("%s: %s", path, source_load_reason(reason));
	status = show_doc(&arena, path, doc_read(&arena, source_new(&arena, path, text),
	                                         SYNTAX_GUESS, template_tags, &diags));
	arena_free(&arena);
	return status;
}
