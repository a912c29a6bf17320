// Decides what a file is and has it judged as that.
#include "cli/lint/check.h"

#include "cli/disk.h"
#include "model/read/read.h"
#include "templates/function.h"

static void judge(struct check *c)
{
	struct diags *diags = &c->result.diags;
	struct disk disk = {.beside = c->path, .anywhere = c->anywhere};
	struct loader loader = disk_loader(&disk);
	struct document d = {.doc = c->doc, .kind = document_kind(c->doc), .policy = c->kind,
	                     .in_stack_set = c->in_stack_set, .loader = &loader,
	                     .worker = c->worker};

	if (lint_text_template(&d, &c->result) || c->is_filled_in)
		return;
	if (!c->doc->root && diags->count > 0)
		c->skipped = !c->named && !document_may_be_ours(c->doc);
	else if (d.kind == DOC_PLAN || (d.kind == DOC_OTHER && !c->named))
		c->skipped = true;
	else if (d.kind == DOC_ORG)
		c->is_org = true;
	else
		lint_judge(&c->arena, &d, &c->result);
	if (c->skipped)
		diags->count = 0;
}

void check_text(struct check *c, struct str text)
{
	bool is_piped = c->path[0] == '-' && !c->path[1];

	c->result = (struct lint_result){.diags.arena = &c->arena};
	c->compiled = (struct compiled){0};
	c->skipped = c->is_org = c->is_compiled = false;
	c->source = source_new(&c->arena,
	                       c->name ? c->name : is_piped ? "<stdin>" : c->path, text);
	c->doc = doc_read(&c->arena, c->source, SYNTAX_GUESS, template_tags, &c->result.diags);
	if (str_find(text, 0, "orgc") >= 0 && str_find(text, 0, "ignore") >= 0)
		c->result.said = c->doc;
	judge(c);
	if (c->skipped)
		c->result.said = NULL;
}

void check_file(struct check *c)
{
	struct str text;

	c->reason = source_load(&c->arena, c->path, &text);
	if (c->reason == 0)
		check_text(c, text);
}

void check_org(struct check *c, const struct loader *loader)
{
	if (c->is_compiled)
		check_text(c, c->source->text);
	c->is_compiled = true;
	compile_doc(&c->arena, c->doc, loader, &c->result.diags, &c->compiled);
	c->made = judge_made(&c->arena, &c->compiled, &c->result);
}

// --- what stays of it ---

enum { PACK_BYTES = 256 << 10 }; // a larger file is not worth a copy

static bool is_about(const struct diags *d, const struct source *source)
{
	for (size_t i = 0; i < d->count; i++) {
		if (d->items[i].source != source)
			return false;
		for (const struct related *r = d->items[i].related; r; r = r->next)
			if (r->source != source)
				return false;
	}
	return true;
}

static void move_names(struct lint_result *r, struct arena *to)
{
	struct str *created = arena_array(to, struct str, r->created_count);

	for (size_t i = 0; i < r->created_count; i++)
		created[i] = arena_copy(to, r->created[i]);
	r->created = created;
	r->created_room = r->created_count;
	for (struct lint_pending **p = &r->pending; *p; p = &(*p)->next) {
		struct lint_pending *copy = arena_new(to, struct lint_pending);
		*copy = **p;
		copy->name = arena_copy(to, copy->name);
		*p = copy;
	}
}

bool check_pack(struct check *c, struct arena *to)
{
	struct lint_result *r = &c->result;
	struct str text = {0};

	if (c->is_org || r->states || r->said || !c->source || !is_about(&r->diags, c->source))
		return false;
	if (r->diags.count > 0) {
		if (c->source->text.len > PACK_BYTES)
			return false;
		text = arena_copy(to, c->source->text);
	}
	c->source = source_new(to, arena_cstring(to, str_of(c->source->name)), text);
	diags_move(&r->diags, to, c->source);
	move_names(r, to);
	c->doc = r->doc = NULL;
	return true;
}
