// The difference of two texts as a unified diff.
#include "model/edit/edit.h"
#include "model/text/escape.h"
#include "model/write/write.h"

enum {
	CONTEXT = 3,
	// Edits that are searched for at once. Where there are more, the best start with so
	// many is taken as it is: the search stays linear, and the diff right.
	REACH = 64,
};

struct line {
	struct str text; // with its line break, where it has one
	uint64_t hash;
};

struct lines {
	struct line *items;
	size_t count, room;
};

static struct lines split(struct arena *a, struct str text)
{
	struct lines lines = {0};

	for (size_t at = 0, end; at < text.len; at = end) {
		ptrdiff_t found = str_find_byte(text, at, '\n');
		struct str line;
		end = found < 0 ? text.len : (size_t)found + 1;
		line = str_slice(text, at, end);
		lines.items = arena_grow(a, lines.items, lines.count, &lines.room, sizeof *lines.items);
		lines.items[lines.count++] = (struct line){line, str_hash(line)};
	}
	return lines;
}

// Lines [from, from + count) of the old text became [to, to + added) of the new one.
struct change {
	size_t from, count, to, added;
};

struct diff {
	struct arena *arena;
	struct lines old, new;
	struct change *changes;
	size_t count, room;
};

static bool same_line(const struct diff *d, size_t i, size_t j)
{
	const struct line *a = &d->old.items[i], *b = &d->new.items[j];

	return a->hash == b->hash && str_eq(a->text, b->text);
}

// One line more in the new text, or less, before line `i` of the old and `j` of the new.
static void add_change(struct diff *d, size_t i, size_t j, bool is_added)
{
	struct change *last = d->count ? &d->changes[d->count - 1] : NULL;

	if (!last || last->from + last->count != i || last->to + last->added != j) {
		d->changes = arena_grow(d->arena, d->changes, d->count, &d->room, sizeof *last);
		last = &d->changes[d->count++];
		*last = (struct change){.from = i, .to = j};
	}
	if (is_added)
		last->added++;
	else
		last->count++;
}

// Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): for each
// number of edits and each diagonal k = x - y the furthest x that can be reached.
struct search {
	ptrdiff_t furthest[REACH + 1][2 * REACH + 3];
};

static ptrdiff_t *furthest(struct search *s, int edits, int k)
{
	return &s->furthest[edits][k + REACH + 1];
}

// Whether the last of the edits that lead to diagonal k adds a line.
static bool comes_from_above(struct search *s, int edits, int k)
{
	return k == -edits || (k != edits && *furthest(s, edits - 1, k - 1) <
	                                             *furthest(s, edits - 1, k + 1));
}

// From lines (i, j) on, x lines of the old text and y of the new are dealt with by so
// many edits.
static void trace_back(struct diff *d, struct search *s, size_t i, size_t j, int edits, int k)
{
	struct {
		size_t x, y;
		bool is_added;
	} path[REACH];

	for (int e = edits; e > 0; e--) {
		bool is_added = comes_from_above(s, e, k);
		ptrdiff_t x;
		k += is_added ? 1 : -1;
		x = *furthest(s, e - 1, k);
		path[e - 1].x = i + (size_t)x;
		path[e - 1].y = j + (size_t)(x - k);
		path[e - 1].is_added = is_added;
	}
	for (int e = 0; e < edits; e++)
		add_change(d, path[e].x, path[e].y, path[e].is_added);
}

// Takes each diagonal one edit further; gives the one on which most lines are after us.
static int extend(const struct diff *d, struct search *s, size_t i, size_t j, int edits)
{
	ptrdiff_t n = (ptrdiff_t)(d->old.count - i), m = (ptrdiff_t)(d->new.count - j), most = -1;
	int best = 0;

	for (int k = -edits; k <= edits; k += 2) {
		ptrdiff_t x = 0, y;
		if (edits > 0)
			x = comes_from_above(s, edits, k) ? *furthest(s, edits - 1, k + 1)
			                                  : *furthest(s, edits - 1, k - 1) + 1;
		for (y = x - k; x < n && y < m; x++, y++)
			if (!same_line(d, i + (size_t)x, j + (size_t)y))
				break;
		*furthest(s, edits, k) = x;
		if (x <= n && y <= m && x + y > most) {
			most = x + y;
			best = k;
		}
	}
	return best;
}

// Adds the next changes, and moves on after them: to the end, or as far as it looks.
static void find_changes(struct diff *d, struct search *s, size_t *i, size_t *j)
{
	size_t x, y;

	for (int edits = 0;; edits++) {
		int k = extend(d, s, *i, *j, edits);
		x = (size_t)*furthest(s, edits, k);
		y = (size_t)((ptrdiff_t)x - k);
		if (edits < REACH && (*i + x < d->old.count || *j + y < d->new.count))
			continue;
		trace_back(d, s, *i, *j, edits, k);
		break;
	}
	*i += x;
	*j += y;
}

static void write_line(struct out *o, char sign, struct str line)
{
	out_byte(o, sign);
	out_bytes(o, line);
	if (!str_ends(line, "\n"))
		out_text(o, "\n\\ No newline at end of file\n");
}

// Where a hunk begins, as people count lines, and its length.
static void write_range(struct out *o, char sign, size_t from, size_t count)
{
	out_printf(o, " %c%zu,%zu", sign, from + (count > 0), count);
}

// Changes so near to each other that the lines between them are context.
static void write_hunk(struct out *o, const struct diff *d, const struct change *first,
                       const struct change *last)
{
	size_t before = first->from < CONTEXT ? first->from : CONTEXT;
	size_t at = first->from - before, end = last->from + last->count + CONTEXT;

	if (end > d->old.count)
		end = d->old.count;
	out_text(o, "@@");
	write_range(o, '-', at, end - at);
	write_range(o, '+', first->to - before,
	            last->to + last->added + (end - last->from - last->count) - (first->to - before));
	out_text(o, " @@\n");
	for (const struct change *c = first; c <= last; c++) {
		for (; at < c->from; at++)
			write_line(o, ' ', d->old.items[at].text);
		for (; at < c->from + c->count; at++)
			write_line(o, '-', d->old.items[at].text);
		for (size_t j = c->to; j < c->to + c->added; j++)
			write_line(o, '+', d->new.items[j].text);
	}
	for (; at < end; at++)
		write_line(o, ' ', d->old.items[at].text);
}

struct str edits_diff(struct arena *a, const char *name, struct str before, struct str after)
{
	struct diff d = {.arena = a, .old = split(a, before), .new = split(a, after)};
	struct search *search = arena_new(a, struct search);
	struct out o = {.arena = a};

	for (size_t i = 0, j = 0; i < d.old.count || j < d.new.count;)
		find_changes(&d, search, &i, &j);
	name = escaped(a, OUTPUT_TERMINAL, str_of(name));
	if (d.count)
		out_printf(&o, "--- a/%s\n+++ b/%s\n", name, name);
	for (size_t first = 0, last; first < d.count; first = last + 1) {
		for (last = first; last + 1 < d.count; last++) {
			const struct change *c = &d.changes[last];
			if (d.changes[last + 1].from - c->from - c->count > 2 * CONTEXT)
				break;
		}
		write_hunk(&o, &d, &d.changes[first], &d.changes[last]);
	}
	return out_str(&o);
}
