// Collects what is wrong, with the places it is about.
#include "model/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/limits.h"

const char *severity_name(enum severity s)
{
	switch (s) {
	case SEV_INFO:
		return "info";
	case SEV_WARNING:
		return "warning";
	case SEV_ERROR:
		return "error";
	}
	return "error";
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct rule *const *)a)->id, (*(const struct rule *const *)b)->id);
}

void rules_sort(const struct rule **rules, size_t count)
{
	qsort(rules, count, sizeof *rules, by_id);
}

// Past the limit what is more severe takes the place of the last, so that many findings of
// little weight never hide that there is an error.
static bool has_room(struct diags *d, const struct rule *rule)
{
	if (d->count < LIMIT_COLLECTED)
		return true;
	d->dropped++;
	if (d->items[d->count - 1].severity >= rule->severity)
		return false;
	d->count--;
	return true;
}

static struct diag *add(struct diags *d, const struct rule *rule, struct source *source,
                        uint32_t start, uint32_t end, const char *format, va_list args)
{
	va_list again;
	struct diag *item;
	char *message;
	int len;

	assert(rule);
	if (!has_room(d, rule)) {
		d->unkept = (struct diag){.rule = rule, .severity = rule->severity, .message = ""};
		return &d->unkept;
	}
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	assert(len >= 0);
	message = arena_alloc(d->arena, (size_t)len + 1);
	vsnprintf(message, (size_t)len + 1, format, again);
	va_end(again);

	d->items = arena_grow(d->arena, d->items, d->count, &d->room, sizeof *item);
	item = &d->items[d->count++];
	*item = (struct diag){
		.rule = rule,
		.severity = rule->severity,
		.source = source,
		.start = start,
		.end = end,
		.message = message,
	};
	return item;
}

struct diag *diag_at(struct diags *d, const struct rule *rule, struct source *source,
                     uint32_t start, uint32_t end, const char *format, ...)
{
	struct diag *item;
	va_list args;

	va_start(args, format);
	item = add(d, rule, source, start, end, format, args);
	va_end(args);
	return item;
}

struct diag *diag_node(struct diags *d, const struct rule *rule, const struct doc *doc,
                       const struct node *n, const char *format, ...)
{
	struct diag *item;
	va_list args;

	va_start(args, format);
	item = add(d, rule, doc->sources[n->src], n->start, n->end, format, args);
	va_end(args);
	return item;
}

void diag_relate(struct arena *a, struct diag *d, struct source *source, uint32_t start,
                 uint32_t end, const char *text)
{
	struct related *place = arena_new(a, struct related), **last = &d->related;

	while (*last)
		last = &(*last)->next;
	*place = (struct related){source, start, end, text, NULL};
	*last = place;
}

void diag_relate_node(struct arena *a, struct diag *d, const struct doc *doc,
                      const struct node *n, const char *text)
{
	diag_relate(a, d, doc->sources[n->src], n->start, n->end, text);
}

static int compare(const void *left, const void *right)
{
	const struct diag *a = left, *b = right;
	int order;

	if (a->source != b->source) {
		if (!a->source || !b->source)
			return a->source ? 1 : -1;
		order = strcmp(a->source->name, b->source->name);
		if (order)
			return order;
	}
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	order = strcmp(a->rule->id, b->rule->id);
	if (order)
		return order;
	order = strcmp(a->message, b->message);
	if (order)
		return order;
	return (a->end > b->end) - (a->end < b->end);
}

static bool says_the_same(const struct diag *a, const struct diag *b)
{
	return a->source == b->source && a->start == b->start && a->rule == b->rule &&
	       strcmp(a->message, b->message) == 0;
}

void diags_sort(struct diags *d)
{
	size_t kept = 0;

	if (d->count == 0)
		return;
	qsort(d->items, d->count, sizeof *d->items, compare);
	for (size_t i = 1; i < d->count; i++)
		if (!says_the_same(&d->items[kept], &d->items[i]))
			d->items[++kept] = d->items[i];
	d->count = kept + 1;
}

void diags_limit(struct diags *d)
{
	size_t room[SEV_ERROR + 1], left = LIMIT_FINDINGS, kept = 0;

	if (d->count <= LIMIT_FINDINGS)
		return;
	for (int level = SEV_ERROR; level >= SEV_INFO; level--) {
		size_t count = diags_count(d, (enum severity)level);
		size_t above = level < SEV_ERROR ? diags_count(d, (enum severity)(level + 1)) : 0;

		room[level] = count - above < left ? count - above : left;
		left -= room[level];
	}
	for (size_t i = 0; i < d->count; i++)
		if (room[d->items[i].severity] > 0) {
			room[d->items[i].severity]--;
			d->items[kept++] = d->items[i];
		}
	d->dropped += d->count - kept;
	d->count = kept;
}

size_t diags_count(const struct diags *d, enum severity at_least)
{
	size_t count = 0;

	for (size_t i = 0; i < d->count; i++)
		count += d->items[i].severity >= at_least;
	return count;
}

// --- moving ---

static const char *copy_text(struct arena *a, const char *text)
{
	return text ? arena_cstring(a, str_of(text)) : NULL;
}

static const struct fix *copy_fix(struct arena *a, const struct fix *fix)
{
	struct fix *copy = arena_new(a, struct fix);
	struct edit *edits = arena_array(a, struct edit, fix->count);

	for (size_t i = 0; i < fix->count; i++) {
		edits[i] = fix->edits[i];
		edits[i].text = arena_copy(a, edits[i].text);
	}
	*copy = (struct fix){copy_text(a, fix->title), edits, fix->count};
	return copy;
}

static struct related *copy_related(struct arena *a, const struct related *r,
                                    struct source *source)
{
	struct related *first = NULL, **end = &first;

	for (; r; r = r->next) {
		struct related *copy = arena_new(a, struct related);
		*copy = (struct related){source, r->start, r->end, copy_text(a, r->text), NULL};
		*end = copy;
		end = &copy->next;
	}
	return first;
}

void diags_move(struct diags *d, struct arena *to, struct source *source)
{
	struct diag *items = arena_array(to, struct diag, d->count);

	for (size_t i = 0; i < d->count; i++) {
		struct diag *copy = &items[i];
		*copy = d->items[i];
		copy->source = source;
		copy->message = copy_text(to, copy->message);
		copy->hint = copy_text(to, copy->hint);
		copy->related = copy_related(to, copy->related, source);
		copy->fix = copy->fix ? copy_fix(to, copy->fix) : NULL;
	}
	d->items = items;
	d->room = d->count;
	d->arena = to;
}
