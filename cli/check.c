#include "cli/check.h"

#include "org/org.h"
#include "model/read/read.h"

static bool is_org_description(const struct node *root)
{
	return node_get(root, "organization") && node_get(root, "version");
}

// What cannot be read may still be ours: then it must not pass as "skipped".
static bool looks_like_ours(struct str text)
{
	return str_find(text, 0, "AWSTemplateFormatVersion") >= 0 ||
	       str_find(text, 0, "AWS::") >= 0 || str_find(text, 0, "Statement") >= 0;
}

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
	struct doc *doc;

	diags->arena = &c->arena;
	c->source = source_new(&c->arena, c->path[0] == '-' && !c->path[1] ? "<stdin>" : c->path,
	                       text);
	doc = doc_read(&c->arena, c->source, SYNTAX_GUESS, template_tags, diags);
	c->doc = doc;
	if (!doc->root && diags->count > 0) {
		c->skipped = !c->named && !looks_like_ours(text);
	} else if (is_org_description(doc->root)) {
		drop_aws_findings(diags);
		org_read(&c->arena, doc, diags);
	} else if (lint_kind(doc) == DOC_OTHER) {
		c->skipped = true;
	} else {
		lint_document(&c->arena, doc, c->kind, &c->result);
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
