// What rules call.
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "lint/engine.h"
#include "model/limits.h"
#include "model/read/around.h"
#include "model/write/write.h"

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

struct diag *lint_report_start(struct lint *l, const char *format, ...)
{
	const char *message;
	va_list args;

	va_start(args, format);
	message = format_text(l->arena, format, args);
	va_end(args);
	return diag_at(&l->result->diags, &l->rule->rule, l->doc->sources[0], 0, 0, "%s",
	               message);
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

// Where the value of a pair right under Properties is kept; NULL for other nodes.
static const struct node **value_of(struct lint *l, const struct node *n)
{
	struct lint_values_of *v = l->values;

	if (!n || !v || !node_is_map(v->properties))
		return NULL;
	if (!v->key)
		v->key = v->properties->first;
	for (size_t left = v->properties->len; left > 0; left--) {
		if (v->key->next == n) {
			if (!v->values)
				v->values = arena_array(l->scratch, const struct node *,
				                        v->properties->len);
			return &v->values[v->index];
		}
		v->key = v->key->next->next;
		v->index++;
		if (!v->key) {
			v->key = v->properties->first;
			v->index = 0;
		}
	}
	return NULL;
}

// The map of properties, each pair evaluated once; NULL where functions make the pairs.
static const struct node *evaluate_pairs(struct lint *l, const struct node *map)
{
	struct node *copy;
	struct node_list list;
	bool changed = false;

	node_each_pair(map, key) {
		if (str_starts(node_str(key), "Fn::"))
			return NULL;
		changed |= lint_evaluate(l, key->next) != key->next;
	}
	if (!changed)
		return map;
	copy = node_from(node_map(l->scratch), map);
	list = node_list_of(copy);
	node_each_pair(map, key) {
		const struct node *value = lint_evaluate(l, key->next);
		if (value->kind != NODE_NONE)
			node_list_pair(&list, node_copy(l->scratch, key),
			               node_copy(l->scratch, value));
	}
	return copy;
}

const struct node *lint_evaluate(struct lint *l, const struct node *n)
{
	const struct node **kept = value_of(l, n), *all = NULL;

	if (kept && *kept)
		return *kept;
	if (l->values && n && n == l->values->properties && node_is_map(n) && !n->tag)
		all = evaluate_pairs(l, n);
	if (all)
		return all;
	all = eval_value_in(l->eval, l->scratch, l->resource, n);
	if (kept)
		*kept = all;
	return all;
}

const struct graph *lint_graph(struct lint *l)
{
	if (!l->graph && l->template)
		l->graph = graph_of(l->arena, l->template);
	return l->graph;
}

enum match lint_search(struct lint *l, struct str pattern, struct str text)
{
	return regex_search(l->regexes, pattern, text);
}

enum match lint_match(struct lint *l, struct str pattern, struct str text)
{
	return regex_match(l->regexes, pattern, text);
}

static void put_path(struct out *o, const struct lint_property *p)
{
	if (p->around) {
		put_path(o, p->around);
	} else {
		out_text(o, "Resources.");
		out_bytes(o, p->resource->name);
		out_text(o, ".Properties");
	}
	if (p->is_item) {
		out_text(o, arena_printf(o->arena, "[%zu]", p->index));
	} else {
		out_byte(o, '.');
		out_bytes(o, p->name);
	}
}

const char *lint_path(struct lint *l, const struct lint_property *p)
{
	struct out o = {.arena = l->arena};

	put_path(&o, p);
	return arena_cstring(l->arena, out_str(&o));
}

void *lint_state(struct lint *l, size_t size)
{
	struct lint_result *r = l->result;
	size_t rules = 0;

	if (!r->states) {
		while (lint_rules[rules])
			rules++;
		r->states = arena_array(l->arena, void *, rules);
	}
	if (!r->states[l->rule_index])
		r->states[l->rule_index] = arena_alloc(l->arena, size);
	return r->states[l->rule_index];
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
	struct diags *all = &l->result->diags;

	*p = (struct lint_pending){l->result->pending, arena_copy(l->arena, name),
	                           d == &all->unkept ? SIZE_MAX : (size_t)(d - all->items)};
	l->result->pending = p;
}

size_t lint_chain(const struct lint *l, const struct node *n, const struct node **chain)
{
	const struct node *at = l->doc->root;
	size_t count = 0;

	// Past the limit there is nothing to fix, and no time to look for it.
	if (n->src != 0 || n->flags & NODE_SHARED || l->result->diags.count > LIMIT_FINDINGS)
		return 0;
	while (at && count < LINT_CHAIN) {
		chain[count++] = at;
		if (at->start == n->start && at->end == n->end &&
		    (at->kind == n->kind || !doc_child_around(l->doc, at, n)))
			return count;
		at = doc_child_around(l->doc, at, n);
	}
	return 0;
}

struct diag *lint_run_report(struct lint_run *r, struct lint_result *result,
                             const struct node *n, const char *format, ...)
{
	struct lint_result *home = result->origin ? result->origin->home : result;
	const char *message;
	struct diag *d;
	va_list args;

	va_start(args, format);
	message = format_text(result->diags.arena, format, args);
	va_end(args);
	d = diag_node(&home->findings, &r->rule->rule, result->doc, n, "%s", message);
	if (result->origin)
		lint_go_to_origin(result, d);
	return d;
}
