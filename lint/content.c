// What is judged in place of a document, or inside of it: a text template gets one finding;
// a template that a StackSet holds as text is judged as if it were a file.
#include "lint/engine.h"
#include "model/limits.h"
#include "model/read/read.h"
#include "templates/dialect.h"

#define PLAIN_LETTERS                                                                     \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ./_-:{}$"

extern const struct lint_rule rule_text_template, rule_template_over_limit, rule_policy_too_large;

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

// --- from a text to its place ---

// To the place of the same letters; to where they begin, and false, where the file writes
// them in another way.
static bool move_span(struct lint *l, const struct node *text, struct str inner,
                      uint32_t *start, uint32_t *end)
{
	struct str outer = l->doc->sources[text->src]->text, old = str_slice(inner, *start, *end);

	*start = node_offset(l->doc, text, *start);
	*end = *start + (uint32_t)old.len;
	if (str_eq(str_slice(outer, *start, *end), old))
		return true;
	*end = *start;
	return false;
}

// Whether an edit can be made around the text as it is: what it replaces stands there as it
// is, on one line, and nothing in the new text ends the quotes around it.
static bool move_edit(struct lint *l, const struct node *text, struct str inner,
                      struct edit *e)
{
	return move_span(l, text, inner, &e->start, &e->end) && e->start > text->start &&
	       str_find_byte(e->text, 0, '\n') < 0 &&
	       (text->style == STYLE_LITERAL || str_all_of(e->text, PLAIN_LETTERS));
}

static const struct fix *move_fix(struct lint *l, const struct node *text, struct str inner,
                                  const struct fix *fix)
{
	struct edit *edits = arena_array(l->arena, struct edit, fix->count);
	struct fix *moved = arena_new(l->arena, struct fix);

	for (size_t i = 0; i < fix->count; i++) {
		edits[i] = fix->edits[i];
		if (!move_edit(l, text, inner, &edits[i]))
			return NULL;
	}
	*moved = (struct fix){fix->title, edits, fix->count};
	return moved;
}

static void move_related(struct lint *l, const struct node *text, struct source *inner,
                         struct related *r)
{
	if (r->source != inner)
		return;
	r->source = l->doc->sources[text->src];
	r->start = r->end = node_offset(l->doc, text, r->start);
}

void move_out(struct lint *l, const struct node *text, struct source *inner, size_t first)
{
	struct diags *d = &l->result->diags;

	for (size_t i = first; i < d->count; i++) {
		struct diag *item = &d->items[i];

		for (struct related *r = item->related; r; r = r->next)
			move_related(l, text, inner, r);
		if (item->source != inner)
			continue;
		item->source = l->doc->sources[text->src];
		if (item->fix)
			item->fix = move_fix(l, text, inner->text, item->fix);
		move_span(l, text, inner->text, &item->start, &item->end);
	}
}

// --- what is too large ---

bool lint_is_too_large(struct lint *l)
{
	size_t size = l->doc->sources[0]->text.len, known = l->result->diags.count;
	struct diag *d;

	if (l->document->kind == DOC_TEMPLATE && size > LIMIT_TEMPLATE_BYTES) {
		l->rule = &rule_template_over_limit;
		l->rule->template(l, l->template);
	} else if (l->document->kind == DOC_POLICY && size > LIMIT_POLICY_BYTES) {
		l->rule = &rule_policy_too_large;
	} else {
		return false;
	}
	if (l->result->diags.count == known) {
		d = lint_report(l, l->doc->root, "nothing of it is judged: it has %zu bytes", size);
		d->severity = l->template ? SEV_INFO : SEV_ERROR;
	}
	return true;
}

// --- templates inside of templates ---

// From the text of a template to the file that holds it.
static void go_out(struct lint *l, const struct node *text, const struct source *inner,
                   struct diag *d)
{
	if (d->source != inner)
		return;
	d->source = l->doc->sources[text->src];
	d->start = d->end = node_offset(l->doc, text, d->start);
	d->fix = NULL;
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
		go_out(l, text, source, &inside.diags.items[i]);
	lint_move(l->result, &inside);
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
