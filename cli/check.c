#include "cli/check.h"

#include "org/org.h"
#include "model/read/read.h"

void drop_aws_findings(struct diags *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++)
		if (!d->items[i].rule->aws_only)
			d->items[kept++] = d->items[i];
	d->count = kept;
}

void check_text(struct check *c, struct str text)
{
	struct diags *diags = &c->result.diags;
	struct document d;
	struct doc *doc;

	diags->arena = &c->arena;
	c->source = source_new(&c->arena, c->path[0] == '-' && !c->path[1] ? "<stdin>" : c->path,
	                       text);
	doc = doc_read(&c->arena, c->source, SYNTAX_GUESS, template_tags, diags);
	c->doc = doc;
	d = (struct document){.doc = doc, .kind = document_kind(doc), .policy = c->kind,
	                      .in_stack_set = c->in_stack_set};
	if (lint_text_template(&d, &c->result))
		return;
	if (!doc->root && diags->count > 0) {
		c->skipped = !c->named && !document_may_be_ours(doc);
	} else if (d.kind == DOC_ORG) {
		drop_aws_findings(diags);
		org_read(&c->arena, doc, diags);
	} else if (d.kind == DOC_PLAN || (d.kind == DOC_OTHER && !c->named)) {
		c->skipped = true;
	} else {
		lint_judge(&c->arena, &d, &c->result);
	}
	if (c->skipped)
		diags->count = 0;
}

void check_file(struct check *c)
{
	struct str text;

	c->reason = source_load(&c->arena, c->path, &text);
	if (c->reason == 0)
		check_text(c, text);
}
