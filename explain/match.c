// Looks for shapes in a text. The work is linear: words are searched for, and what stands
// between two of them has a bound.
#include "explain/shape.h"

#include "aws/aws.h"

enum {
	SLOT_MOST = 300,   // bytes of what stands between words …
	GAPS_MOST = 8,     // … and blanks and quotes in it
	REASONS_MOST = 4000, // of {reasons}, which is prose
	CUT_LEAST = 16,    // letters that tell a message that was cut
	MATCHES_MOST = 100000,
	CUTS_MOST = 1000,  // places of a text at which messages may be cut
	HEAD_LEAST = 10,   // letters of its first words that are left
};

struct finder {
	struct arena *arena;
	const struct bare_text *text;
	const struct shape *shape;
	struct told_matches found;
	uint32_t *cuts;
	size_t cut_count;
};

static bool is_at(struct str text, size_t at, struct str words)
{
	return at + words.len <= text.len && memcmp(text.at + at, words.at, words.len) == 0;
}

static size_t find(struct str text, size_t from, size_t to, struct str words)
{
	for (size_t at = from; at + words.len <= to; at++) {
		const char *first = memchr(text.at + at, words.at[0], to - words.len - at + 1);
		if (!first)
			return SIZE_MAX;
		at = (size_t)(first - text.at);
		if (is_at(text, at, words))
			return at;
	}
	return SIZE_MAX;
}

// Whether something that does not count stood in front of a byte.
static bool has_gap(const struct bare_text *t, size_t at)
{
	return at > 0 && t->at[at] != t->at[at - 1] + 1;
}

static bool is_end(const struct bare_text *t, size_t at)
{
	return at >= t->bytes.len || t->bytes.at[at] == TEXT_CUT;
}

// Where what begins at `from` must have ended: at a cut, or where the message begins again.
static size_t slot_limit(const struct finder *f, size_t from, struct str name)
{
	struct str text = f->text->bytes, first = f->shape->parts[0].words;
	size_t most = str_is(name, "reasons") ? REASONS_MOST : SLOT_MOST;
	size_t limit = from, gaps = 0, gaps_most = most == SLOT_MOST ? GAPS_MOST : SIZE_MAX;

	for (; limit < text.len && limit - from < most; limit++) {
		gaps += has_gap(f->text, limit);
		if (text.at[limit] == TEXT_CUT || gaps > gaps_most ||
		    (first.len >= 6 && is_at(text, limit, first)))
			break;
	}
	return limit;
}

static bool is_trimmed(char c)
{
	return c == '.' || c == ',' || c == ';' || c == ')' || c == ']' || c == '}' || c == '>' ||
	       c == TEXT_CUT;
}

// As it was written, blanks and all, in one line.
static struct str prose(const struct finder *f, size_t from, size_t to)
{
	size_t start = f->text->at[from], len = f->text->at[to - 1] + 1 - start;
	char *copy = arena_array(f->arena, char, len);

	for (size_t i = 0; i < len; i++) {
		char c = f->text->text.at[start + i];
		copy[i] = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
	}
	return (struct str){copy, len};
}

static bool is_prose(const struct finder *f, struct str name, size_t from)
{
	return str_is(name, "service") ||
	       (str_is(name, "resource") && !is_at(f->text->bytes, from, S("arn:")));
}

// What cannot be what it should is some other text.
static bool is_plausible(struct str name, struct str value)
{
	if (str_is(name, "account"))
		return value.len == 12 && str_all_digits(value);
	if (str_is(name, "type"))
		return str_find(value, 0, "::") > 0;
	if (str_is(name, "principal-arn"))
		return str_starts(value, "arn:") || str_starts(value, "AROA") ||
		       str_starts(value, "AIDA") || str_all_of(value, "0123456789*");
	if (str_is(name, "region"))
		return str_find_byte(value, 0, '-') > 0 && value.len < 32;
	return true;
}

static void add_slot(const struct finder *f, struct told_match *m, struct str name, size_t from,
                     size_t to)
{
	while (to > from && is_trimmed(f->text->written.at[to - 1]))
		to--;
	if (from < to && m->slot_count < SHAPE_PARTS &&
	    is_plausible(name, str_slice(f->text->written, from, to)))
		m->slots[m->slot_count++] = (struct slot){
			name, is_prose(f, name, from) ? prose(f, from, to)
		                                      : str_slice(f->text->written, from, to)};
}

static bool is_action_letter(char c)
{
	return char_is_alnum(c) || c == ':' || c == '-' || c == '*';
}

// The end of what stands last: of a word, which a line break may have cut in two where the
// name of an action tells.
static size_t word_end(const struct finder *f, size_t from, struct str name)
{
	const struct bare_text *t = f->text;
	bool is_action = str_is(name, "action");
	size_t at = from, limit = slot_limit(f, from, name);

	for (; at < limit; at++) {
		char c = t->bytes.at[at];
		bool gap = at > from && has_gap(t, at);

		if ((unsigned char)c >= 0x80 || (is_action && !is_action_letter(c)))
			break;
		if (gap && (!is_action || action_find(str_slice(t->written, from, at))))
			break;
	}
	return at;
}

// The word in front of the first words.
static void add_before(const struct finder *f, struct told_match *m)
{
	size_t from = m->from;

	if (f->shape->before.len == 0 || from == 0)
		return;
	while (from > 1 && m->from - from < SLOT_MOST && !has_gap(f->text, from - 1))
		from--;
	add_slot(f, m, f->shape->before, from - 1, m->from);
}

// The words were cut: takes what is left of them. False where the text goes on with others.
static bool take_cut(const struct finder *f, struct told_match *m, size_t from, size_t limit,
                     struct str name, struct str words)
{
	struct str text = f->text->bytes;
	size_t end = limit;

	m->is_complete = false;
	while (!is_end(f->text, end) && end - limit < words.len)
		end++;
	for (size_t at = end > from + words.len ? end - words.len : from;
	     is_end(f->text, end) && at < end && at <= limit; at++)
		if (memcmp(text.at + at, words.at, end - at) == 0) {
			m->letters += end - at;
			m->to = end;
			add_slot(f, m, name, from, at);
			return true;
		}
	m->to = word_end(f, from, name);
	add_slot(f, m, name, from, m->to);
	return is_end(f->text, limit);
}

// What follows the first words, which end at `at`; false where it is something else.
static bool follow(const struct finder *f, struct told_match *m, size_t at)
{
	m->to = at;
	for (size_t i = 0; i + 1 < f->shape->count; i++) {
		struct str name = f->shape->parts[i].name, words = f->shape->parts[i + 1].words;
		size_t limit, end;

		if (words.len == 0) {
			m->to = word_end(f, at, name);
			add_slot(f, m, name, at, m->to);
			return true;
		}
		limit = slot_limit(f, at, name);
		end = find(f->text->bytes, at, limit + words.len < f->text->bytes.len
			   ? limit + words.len : f->text->bytes.len, words);
		if (end == SIZE_MAX)
			return take_cut(f, m, at, limit, name, words);
		add_slot(f, m, name, at, end);
		m->letters += words.len;
		at = m->to = end + words.len;
	}
	return true;
}

static void add_match(struct finder *f, const struct told_match *m)
{
	struct told_matches *all = &f->found;

	if (all->count >= MATCHES_MOST)
		return;
	all->items = arena_grow(f->arena, all->items, all->count, &all->room,
	                        sizeof *all->items);
	all->items[all->count++] = *m;
}

static void found_at(struct finder *f, size_t from, size_t first_end, bool is_complete)
{
	struct told_match m = {.row = f->shape->row, .from = from, .letters = first_end - from,
	                  .is_complete = is_complete};

	add_before(f, &m);
	if (first_end >= f->text->bytes.len)
		m.is_complete &= f->shape->count == 1;
	else if (!follow(f, &m, first_end))
		return;
	m.to = m.to > first_end ? m.to : first_end;
	if (m.is_complete || m.letters >= CUT_LEAST)
		add_match(f, &m);
}

// The text begins, or goes on after a cut, with the end of the first words.
static void find_head(struct finder *f, size_t at)
{
	struct str words = f->shape->parts[0].words;

	for (size_t i = 1; i + HEAD_LEAST <= words.len; i++) {
		struct str rest = str_slice(words, i, words.len);
		if (is_at(f->text->bytes, at, rest)) {
			found_at(f, at, at + rest.len, false);
			return;
		}
	}
}

// The text ends, or is cut, with the beginning of the first words.
static void find_tail(struct finder *f, size_t end)
{
	struct str words = f->shape->parts[0].words;

	for (size_t len = words.len ? words.len - 1 : 0; len >= CUT_LEAST; len--)
		if (len <= end && is_at(f->text->bytes, end - len, str_slice(words, 0, len))) {
			add_match(f, &(struct told_match){.row = f->shape->row, .from = end - len,
			                             .to = end, .letters = len});
			return;
		}
}

static void find_shape(struct finder *f)
{
	struct str text = f->text->bytes, words = f->shape->parts[0].words;

	for (size_t at = 0; (at = find(text, at, text.len, words)) != SIZE_MAX; at++)
		found_at(f, at, at + words.len, true);
	find_head(f, 0);
	find_tail(f, text.len);
	for (size_t i = 0; i < f->cut_count; i++) {
		find_head(f, f->cuts[i] + 1);
		find_tail(f, f->cuts[i]);
	}
}

static void find_cuts(struct finder *f)
{
	struct str text = f->text->bytes;

	for (size_t at = 0; at < text.len && f->cut_count < CUTS_MOST; at++)
		if (text.at[at] == TEXT_CUT)
			f->cuts[f->cut_count++] = (uint32_t)at;
}

struct told_matches shapes_match(struct arena *a, const struct shapes *shapes,
                            const struct bare_text *text)
{
	struct finder f = {.arena = a, .text = text,
	                   .cuts = arena_array(a, uint32_t, CUTS_MOST)};

	find_cuts(&f);
	for (size_t i = 0; i < shapes->count; i++) {
		f.shape = &shapes->items[i];
		find_shape(&f);
	}
	return f.found;
}
