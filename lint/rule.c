// What rules call, and what becomes of it at the end of the run.
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "lint/lint.h"

static const char *format_text(struct arena *a, const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(len >= 0);
	text = arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

struct diag *lint_report(struct lint *l, const struct node *n, const char *format, ...)
{
	const char *message;
	va_list args;

	va_start(args, format);
	message = format_text(l->arena, format, args);
	va_end(args);
	return diag_node(&l->result->diags, &l->rule->rule, l->doc, n, "%s", message);
}

// The piece that letter `offset` of the variant's pattern is in, and where in it.
static const struct piece *piece_at(const struct variant *v, size_t *offset)
{
	size_t i = 0;

	assert(v->count > 0);
	for (; i + 1 < v->count; i++) {
		size_t len = v->pieces[i].hole ? 1 : v->pieces[i].text.len;
		if (*offset < len)
			break;
		*offset -= len;
	}
	return &v->pieces[i];
}

uint32_t lint_place(struct lint *l, const struct variant *v, size_t offset)
{
	const struct piece *piece = piece_at(v, &offset);

	return piece->hole ? piece->from->start
	                   : node_offset(l->doc, piece->from, piece->at + offset);
}

struct diag *lint_report_text(struct lint *l, const struct variant *v, size_t offset,
                              const char *format, ...)
{
	uint32_t start = lint_place(l, v, offset);
	const struct node *from = piece_at(v, &offset)->from;
	const char *message;
	va_list args;

	va_start(args, format);
	message = format_text(l->arena, format, args);
	va_end(args);
	return diag_at(&l->result->diags, &l->rule->rule, l->doc->sources[from->src], start,
	               from->end, "%s", message);
}

size_t lint_principals(struct lint *l, const struct principal_entry *entry,
                       struct lint_principal **principals)
{
	struct variants variants;
	struct lint_principal *p;
	size_t count = 0;

	if (!str_is(entry->type, "AWS"))
		return 0;
	variants = variants_of(l->scratch, entry->value, true);
	p = *principals = arena_array(l->scratch, struct lint_principal, variants.count);
	for (size_t i = 0; i < variants.count; i++) {
		const struct variant *v = &variants.items[i];
		struct str text = variant_pattern(l->scratch, v);

		if (v->count > 0)
			p[count++] = (struct lint_principal){entry, v, text, principal_of(text)};
	}
	return count;
}

const struct node *lint_evaluate(struct lint *l, const struct node *n)
{
	return eval_value_in(l->eval, l->scratch, l->resource, n);
}

void lint_fix(struct lint *l, struct diag *d, const char *title, const struct edit *edits,
              size_t count)
{
	struct fix *fix = arena_new(l->arena, struct fix);
	struct edit *copy = arena_array(l->arena, struct edit, count);

	for (size_t i = 0; i < count; i++)
		copy[i] = edits[i];
	*fix = (struct fix){title, copy, count};
	d->fix = fix;
}

void lint_unless_created(struct lint *l, struct diag *d, struct str name)
{
	struct lint_pending *p = arena_new(l->arena, struct lint_pending);

	*p = (struct lint_pending){l->result->pending, arena_copy(l->arena, name), d->rule,
	                           d->start};
	l->result->pending = p;
}

static const struct node *child_around(const struct node *parent, const struct node *n)
{
	if (parent->kind != NODE_MAP && parent->kind != NODE_SEQ)
		return NULL;
	for (const struct node *child = parent->first; child; child = child->next)
		if (child->start <= n->start && n->end <= child->end &&
		    !(child->flags & NODE_SHARED))
			return child;
	return NULL;
}

size_t lint_chain(const struct lint *l, const struct node *n, const struct node **chain)
{
	const struct node *at = l->doc->root;
	size_t count = 0;

	// Past the limit there is nothing to mend, and no time to look for it.
	if (n->src != 0 || n->flags & NODE_SHARED || l->result->diags.dropped)
		return 0;
	while (at && count < LINT_CHAIN) {
		chain[count++] = at;
		if (at->start == n->start && at->end == n->end &&
		    (at->kind == n->kind || !child_around(at, n)))
			return count;
		at = child_around(at, n);
	}
	return 0;
}

// --- the end of the run ---

static bool is_created(struct lint_result *const *results, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < results[i]->created_count; j++)
			if (str_eq(results[i]->created[j], name))
				return true;
	return false;
}

static void take_back(struct diags *d, const struct lint_pending *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].rule != p->rule || d->items[i].start != p->start)
			d->items[kept++] = d->items[i];
	d->count = kept;
}

void lint_finish(struct lint_result *const *results, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (struct lint_pending *p = results[i]->pending; p; p = p->next)
			if (is_created(results, count, p->name))
				take_back(&results[i]->diags, p);
		diags_sort(&results[i]->diags);
	}
}
