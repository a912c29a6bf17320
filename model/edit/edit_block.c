// Edits of YAML blocks, where lines and their indentation say what belongs together.
#include "model/edit/edit_private.h"

#include <string.h>

#include "model/text/lines.h"
#include "model/write/write_private.h"

// The column of what begins its line, or stands after nothing but dashes (then it is
// not `alone`). Tabs and "?" are too odd.
static bool find_column(const struct editor *e, uint32_t at, size_t *column, bool *alone)
{
	uint32_t start = at;
	struct str before;

	while (start > 0 && strchr(" -", e->text.at[start - 1]))
		start--;
	before = str_slice(e->text, start, at);
	*column = before.len;
	*alone = str_all_of(before, " ");
	return is_line_start(e->text, start);
}

// Whether a blank line with a tab follows: libyaml lets it pass after a plain text only.
static bool tabs_follow(const struct editor *e, uint32_t line_end_at)
{
	uint32_t at = line_end_at;

	while (at < e->text.len && strchr(" \r\n", e->text.at[at]))
		at++;
	return at < e->text.len && e->text.at[at] == '\t';
}

bool block_line_ends(const struct editor *e, uint32_t at, uint32_t *end)
{
	uint32_t rest = skip_blanks(e->text, at);

	*end = line_end(e->text, rest);
	if (rest < *end && (e->text.at[rest] != '#' || rest == at))
		return false;
	return !tabs_follow(e, *end);
}

bool is_simple_key(const struct editor *e, const struct node *key, uint32_t *colon)
{
	*colon = skip_blanks(e->text, key->end);
	return *colon < e->text.len && e->text.at[*colon] == ':';
}

static const struct node *last_leaf(const struct node *n)
{
	while (n->kind != NODE_SCALAR && n->first && !(n->flags & NODE_SHARED)) {
		n = n->first;
		while (n->next)
			n = n->next;
	}
	return n;
}

// Whether the header of a block scalar has this sign, '+' or '-'.
static bool header_has(const struct editor *e, const struct node *n, char sign)
{
	uint32_t at = body_start(e, n) + 1;

	while (at < e->text.len && strchr("+-123456789", e->text.at[at]))
		if (e->text.at[at++] == sign)
			return true;
	return false;
}

// What a child ends with; NULL where that is its key, said with "?", and odd.
static const struct node *last_of(const struct node *parent, const struct node *child)
{
	if (parent->kind != NODE_MAP)
		return last_leaf(child);
	return child->kind == NODE_SCALAR && !is_block_scalar(child) ? last_leaf(child->next) : NULL;
}

// Where a line can be put after a collection. The text of a block scalar that the file
// ends with, without a line break, would get one more.
static bool find_end(const struct editor *e, const struct node *n, uint32_t *end)
{
	const struct node *leaf = last_of(n, child_before(n, NULL));

	if (!leaf || (is_block_scalar(leaf) && leaf->end == e->text.len && !header_has(e, leaf, '-')))
		return false;
	return block_line_ends(e, n->end, end);
}

// Whether lines from `at` on would become part of a block scalar that ends there: blank
// ones where it keeps them, else those that are indented deeper.
static bool would_swallow(const struct editor *e, const struct node *n, uint32_t at,
                          size_t column)
{
	uint32_t first;

	if (!is_block_scalar(n))
		return false;
	for (; at < e->text.len; at = next_line(e->text, first)) {
		first = skip_blanks(e->text, at);
		if (first - at > column && (first == e->text.len || strchr("\r\n#", e->text.at[first])))
			return true;
		if (first < line_end(e->text, first))
			return false;
		if (header_has(e, n, '+'))
			return true;
	}
	return false;
}

// A text of several lines in the middle of a file.
static struct str with_breaks(const struct editor *e, struct str s)
{
	struct out o = {.arena = e->arena};

	for (size_t at = 0, end; at < s.len; at = end + 1) {
		ptrdiff_t found = str_find_byte(s, at, '\n');
		end = found < 0 ? s.len : (size_t)found;
		out_bytes(&o, str_slice(s, at, end));
		if (found >= 0)
			out_text(&o, e->line_break);
	}
	return out_str(&o);
}

static struct str child_text(const struct editor *e, struct child child, size_t column)
{
	struct node *value = node_copy(e->arena, child.value), *key;

	if (!child.key)
		return str_of(arena_printf(e->arena, "-%.*s",
			STR(block_value(e->arena, e->doc, value, column + 2, true))));
	key = node_scalar(e->arena, str_of(child.key), STYLE_SINGLE);
	key->next = value;
	return block_pair(e->arena, e->doc, key, column);
}

// Where a child begins: a key, or the dash before an item, perhaps on a line of its own.
static bool find_begin(const struct editor *e, const struct node *parent,
                       const struct node *child, uint32_t *at)
{
	uint32_t colon;

	*at = child->start;
	if (parent->kind == NODE_MAP)
		return is_simple_key(e, child, &colon);
	while (*at > 0 && strchr(" \t\r\n", e->text.at[*at - 1]))
		--*at;
	return *at > 0 && e->text.at[--*at] == '-';
}

static bool add_before(struct editor *e, const struct node *parent, const struct node *before,
                       struct child child, struct edit *out)
{
	const struct node *left = child_before(parent, before);
	struct out o = {.arena = e->arena};
	size_t column;
	uint32_t at;
	bool alone;

	if (!find_begin(e, parent, before, &at) || !find_column(e, at, &column, &alone))
		return false;
	if (alone) {
		at -= (uint32_t)column;
		if (!left || !(left->flags & NODE_SHARED))
			at = above_comments(e, at, column, left ? child_end(parent, left) : 0);
		out_blanks(&o, column);
	}
	out_bytes(&o, with_breaks(e, child_text(e, child, column)));
	out_text(&o, e->line_break);
	if (!alone)
		out_blanks(&o, column);
	*out = edit_of(at, at, out_str(&o));
	return true;
}

bool block_add(struct editor *e, const struct node *parent, const struct node *before,
               struct child child, struct edit *out)
{
	const struct node *own = parent->first;
	struct out o = {.arena = e->arena};
	size_t column;
	uint32_t begin, end;
	bool alone;

	if (before)
		return add_before(e, parent, before, child, out);
	if (parent->kind == NODE_MAP)
		while (own && (own->flags & NODE_SHARED)) // merged: it stands elsewhere
			own = own->next->next;
	if (!own || !find_begin(e, parent, own, &begin) ||
	    !find_column(e, begin, &column, &alone) || !find_end(e, parent, &end))
		return false;
	out_text(&o, e->line_break);
	out_blanks(&o, column);
	out_bytes(&o, with_breaks(e, child_text(e, child, column)));
	*out = edit_of(end, end, out_str(&o));
	return true;
}

bool block_remove(struct editor *e, const struct node *parent, const struct node *child,
                  struct edit *out)
{
	const struct node *left = child_before(parent, child), *right = child_after(parent, child);
	const struct node *leaf;
	uint32_t begin, end, next, from;
	size_t column;
	bool alone;

	if (!find_begin(e, parent, child, &begin) || !find_column(e, begin, &column, &alone) ||
	    !block_line_ends(e, child_end(parent, child), &end))
		return false;
	if (alone) {
		begin -= (uint32_t)column;
		next = next_line(e->text, end);
		if (!left || (parent->kind == NODE_MAP && (left->flags & NODE_SHARED))) {
			*out = edit_of(begin, next, S(""));
			return true;
		}
		leaf = last_of(parent, left);
		if (!leaf || would_swallow(e, leaf, next, column))
			return false;
		// From the one before on, so that no two neighbours are taken out at once.
		from = child_end(parent, left);
		*out = edit_of(from, next, str_slice(e->text, from, begin));
		return true;
	}
	// After a dash: the next one moves up, unless comments stand between.
	if (!right || (parent->kind == NODE_MAP && (right->flags & NODE_SHARED)) ||
	    !find_begin(e, parent, right, &next))
		return false;
	if (!str_all_of(str_slice(e->text, end, next), " \r\n"))
		next = end;
	*out = edit_of(begin, next, S(""));
	return true;
}

static struct str comment_at(const struct editor *e, uint32_t at)
{
	at = skip_blanks(e->text, at);
	return str_slice(e->text, at, line_end(e->text, at));
}

// A comment on the line of the key or the dash, or in the header of a block scalar: it
// stays where that line stays. False where others stand before the value.
static bool find_comment(const struct editor *e, uint32_t from, const struct node *old,
                         struct str *comment)
{
	uint32_t at = skip_blanks(str_slice(e->text, 0, old->start), from);

	*comment = S("");
	if (at < old->start && e->text.at[at] == '#') {
		*comment = comment_at(e, at);
		at += (uint32_t)comment->len;
	}
	if (at > old->start || !str_all_of(str_slice(e->text, at, old->start), " \t\r\n"))
		return false;
	if (is_block_scalar(old)) {
		if (comment->len)
			return false;
		*comment = header_comment(e, old);
	}
	return true;
}

// Where what is said of a value begins: after its colon or dash. Its column is that of
// the key or dash.
static bool find_value(const struct editor *e, struct home home, const struct node *value,
                       uint32_t *from, size_t *column)
{
	uint32_t begin;
	bool alone;

	if (home.key) {
		begin = home.key->start;
		if (!is_simple_key(e, home.key, from) || *from >= value->start)
			return false;
	} else {
		if (!find_begin(e, home.parent, value, &begin))
			return false;
		*from = begin;
	}
	++*from;
	return find_column(e, begin, column, &alone);
}

bool block_replace(struct editor *e, struct home home, const struct node *old,
                   const struct node *value, struct edit *out)
{
	uint32_t from, end;
	struct str text, comment, rest;
	struct out o = {.arena = e->arena};
	size_t column, first;
	ptrdiff_t break_at;

	if (!home.parent || !find_value(e, home, old, &from, &column) ||
	    !find_comment(e, from, old, &comment) || !block_line_ends(e, old->end, &end))
		return false;
	text = block_value(e->arena, e->doc, value, column + 2, !home.key);
	break_at = str_find_byte(text, 0, '\n');
	first = break_at < 0 ? text.len : (size_t)break_at;
	rest = str_slice(e->text, old->end, end);
	if (break_at >= 0 && comment.len == 0) {
		comment = comment_at(e, old->end);
		rest = S("");
	}
	out_bytes(&o, str_slice(text, 0, first));
	if (comment.len)
		out_printf(&o, " %.*s", STR(comment));
	out_bytes(&o, str_slice(text, first, text.len));
	out_bytes(&o, rest);
	// Up to the end of the line, where others might add something after it.
	*out = edit_of(from, end, with_breaks(e, out_str(&o)));
	return true;
}
