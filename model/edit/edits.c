// What becomes of a text when edits are applied, and how to show it.
#include "model/edit/edit.h"

#include <stdlib.h>
#include <string.h>

#include "model/write/write.h"

// --- applying ---

struct candidate {
	const struct fix *fix;
	struct edit *edits; // sorted by place
	size_t order;       // as given
};

// Edits that were taken, sorted by place; those of two fixes do not touch.
struct taken {
	struct arena *arena;
	struct edit *items;
	size_t count, room;
};

static int compare_edits(const void *left, const void *right)
{
	const struct edit *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->end > b->end) - (a->end < b->end);
}

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	int order = compare_edits(a->edits, b->edits);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

// Whether two edits, the first of which begins first, touch the same bytes, or put
// something in at the same place.
static bool overlap(const struct edit *first, const struct edit *second)
{
	return second->start < first->end ||
	       (first->start == second->start && first->end == second->end);
}

// Two fixes that so much as touch may each have counted on what the other one changes:
// an item is added to a list that becomes a text, or the last two are taken out of it.
static bool touch(const struct edit *first, const struct edit *second)
{
	return second->start <= first->end;
}

// The first edit that does not begin before `edit`.
static size_t find_edit(const struct taken *t, const struct edit *edit)
{
	size_t low = 0, high = t->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_edits(&t->items[middle], edit) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool fits(const struct taken *t, const struct candidate *c, size_t text_len)
{
	for (size_t i = 0; i < c->fix->count; i++) {
		const struct edit *edit = &c->edits[i];
		size_t at = find_edit(t, edit);
		if (edit->start > edit->end || edit->end > text_len ||
		    (i > 0 && overlap(&c->edits[i - 1], edit)) ||
		    (at > 0 && touch(&t->items[at - 1], edit)) ||
		    (at < t->count && touch(edit, &t->items[at])))
			return false;
	}
	return true;
}

static void take(struct taken *t, const struct candidate *c)
{
	for (size_t i = 0; i < c->fix->count; i++) {
		size_t at = find_edit(t, &c->edits[i]);
		t->items = arena_grow(t->arena, t->items, t->count, &t->room, sizeof *t->items);
		memmove(t->items + at + 1, t->items + at, (t->count - at) * sizeof *t->items);
		t->items[at] = c->edits[i];
		t->count++;
	}
}

struct str edits_apply_each(struct arena *a, struct str text,
                            const struct fix *const *fixes, size_t count, bool *applied)
{
	struct candidate *candidates = arena_array(a, struct candidate, count);
	struct taken t = {.arena = a};
	struct out o = {.arena = a};
	size_t kept = 0, done = 0;

	for (size_t i = 0; i < count; i++) {
		struct candidate *c = &candidates[kept];
		applied[i] = false;
		if (fixes[i]->count == 0)
			continue;
		*c = (struct candidate){.fix = fixes[i], .order = i};
		c->edits = arena_array(a, struct edit, c->fix->count);
		memcpy(c->edits, c->fix->edits, c->fix->count * sizeof *c->edits);
		qsort(c->edits, c->fix->count, sizeof *c->edits, compare_edits);
		kept++;
	}
	if (kept)
		qsort(candidates, kept, sizeof *candidates, compare_candidates);
	for (size_t i = 0; i < kept; i++)
		if (fits(&t, &candidates[i], text.len)) {
			take(&t, &candidates[i]);
			applied[candidates[i].order] = true;
		}
	for (size_t i = 0; i < t.count; i++) {
		out_bytes(&o, str_slice(text, done, t.items[i].start));
		out_bytes(&o, t.items[i].text);
		done = t.items[i].end;
	}
	out_bytes(&o, str_slice(text, done, text.len));
	return out_str(&o);
}

struct str edits_apply(struct arena *a, struct str text, const struct fix *const *fixes,
                       size_t count, size_t *applied)
{
	bool *each = arena_array(a, bool, count);
	struct str after = edits_apply_each(a, text, fixes, count, each);

	*applied = 0;
	for (size_t i = 0; i < count; i++)
		*applied += each[i];
	return after;
}
