// What is judged in place of a document, or inside of it: a text template gets one finding;
// a template that a StackSet holds as text is judged as if it were a file.
#include "lint/engine.h"
#include "model/read/read.h"
#include "templates/dialect.h"

extern const struct lint_rule rule_text_template;

static bool could_be_template(const struct doc *d)
{
	struct str text = d->sources[0]->text;

	if (d->root && template_is(d))
		return true;
	return !d->root && (str_find(text, 0, "AWSTemplateFormatVersion") >= 0 ||
	                    (str_find(text, 0, "Resources") >= 0 &&
	                     str_find(text, 0, "AWS::") >= 0));
}

bool lint_text_template(const struct document *document, struct lint_result *result)
{
	const struct doc *d = document->doc;
	bool was_read = d->root && diags_count(&result->diags, SEV_ERROR) == 0;
	const char *tool;

	if (!could_be_template(d))
		return false;
	tool = dialect_of(d, was_read);
	if (!tool)
		return false;
	result->diags.count = 0;
	diag_at(&result->diags, &rule_text_template.rule, d->sources[0], 0, 0,
	        "not judged: %s fills this file in before it is a template", tool);
	return true;
}

// --- templates inside of templates ---

static void take_finding(struct lint *l, const struct node *text, const struct source *inner,
                         const struct diag *found)
{
	struct diag *d;
	uint32_t start = node_offset(l->doc, text, found->start);

	if (found->source != inner)
		return;
	d = diag_at(&l->result->diags, found->rule, l->doc->sources[text->src], start, start,
	            "%s", found->message);
	d->severity = found->severity;
	d->hint = found->hint;
}

// What another file of the run may take back, and what this one makes.
static void take_names(struct lint *l, const struct node *text, struct lint_result *inside)
{
	struct lint_result *r = l->result;

	for (struct lint_pending *p = inside->pending, *next; p; p = next) {
		next = p->next;
		p->start = node_offset(l->doc, text, p->start);
		p->next = r->pending;
		r->pending = p;
	}
	for (size_t i = 0; i < inside->created_count; i++) {
		r->created = arena_grow(l->arena, r->created, r->created_count, &r->created_room,
		                        sizeof *r->created);
		r->created[r->created_count++] = inside->created[i];
	}
}

static void judge_text(struct lint *l, const struct node *text)
{
	struct lint_result inside = {.diags.arena = l->arena};
	struct source *source = source_new(l->arena, "TemplateBody", node_str(text));
	const struct doc *doc = doc_read(l->arena, source, SYNTAX_GUESS, template_tags,
	                                 &inside.diags);

	if (doc->root && template_is(doc))
		lint_inner_document(l, doc, &inside);
	for (size_t i = 0; i < inside.diags.count; i++)
		take_finding(l, text, source, &inside.diags.items[i]);
	take_names(l, text, &inside);
}

void lint_contents(struct lint *l)
{
	const struct template *t = l->template;

	// What a build puts into its StackSets stands in files of their own beside it.
	if (str_starts(l->doc->sources[0]->text, "# Made by orgc"))
		return;
	for (size_t i = 0; i < t->resources.count && !t->is_rewritten; i++) {
		const struct entry *resource = &t->resources.items[i];
		const struct node *text = node_path(resource->value, "Properties/TemplateBody");

		if (str_is(template_type(resource), "AWS::CloudFormation::StackSet") &&
		    node_is_scalar(text) && text->tag == TAG_NONE && !(text->flags & NODE_SHARED))
			judge_text(l, text);
	}
}
