// What all edits of documents share: places of nodes, line breaks, indentation.
#include "model/edit/edit.h"

#include <string.h>

#include "model/edit/edit_private.h"
#include "model/text/lines.h"
#include "model/write/write_private.h"

struct edit edit_of(uint32_t start, uint32_t end, struct str text)
{
	return (struct edit){start, end, text};
}

uint32_t body_start(const struct editor *e, const struct node *n)
{
	uint32_t at = n->start;

	if (n->flags & NODE_JSON)
		return at;
	while (at < n->end && strchr("!&", e->text.at[at])) {
		// libyaml lets a name end where a ':' is.
		const char *stop = e->text.at[at] == '&' ? " \t\r\n:?,]}%@`" : " \t\r\n";
		while (at < n->end && !strchr(stop, e->text.at[at]))
			at++;
		while (at < n->end && strchr(" \t\r\n#", e->text.at[at]))
			at = e->text.at[at] == '#' ? line_end(e->text, at) : at + 1;
	}
	return at;
}

const struct node *child_after(const struct node *parent, const struct node *child)
{
	return parent->kind == NODE_MAP ? child->next->next : child->next;
}

const struct node *child_before(const struct node *parent, const struct node *child)
{
	const struct node *before = NULL;

	for (const struct node *n = parent->first; n && n != child; n = child_after(parent, n))
		before = n;
	return before;
}

uint32_t child_end(const struct node *parent, const struct node *child)
{
	return parent->kind == NODE_MAP ? child->next->end : child->end;
}

bool is_block_scalar(const struct node *n)
{
	return n->kind == NODE_SCALAR && !(n->flags & NODE_SHARED) &&
	       (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED);
}

struct str header_comment(const struct editor *e, const struct node *n)
{
	uint32_t at = body_start(e, n) + 1, end = line_end(e->text, at);

	while (at < end && strchr("+-123456789", e->text.at[at]))
		at++;
	at = skip_blanks(e->text, at);
	return str_slice(e->text, at, end);
}

uint32_t above_comments(const struct editor *e, uint32_t line, size_t column,
                               uint32_t floor)
{
	while (line > floor && line > bom_length(e->text)) {
		uint32_t above = line - 1, first;
		if (above > 0 && e->text.at[above] == '\n' && e->text.at[above - 1] == '\r')
			above--;
		above = line_start(e->text, above);
		first = skip_blanks(e->text, above);
		if (above < floor || first - above > column || e->text.at[first] != '#')
			return line;
		line = above;
	}
	return line;
}

static struct editor editor_of(const struct doc *d, struct arena *a, const struct node *n)
{
	struct editor e = {.doc = d, .arena = a, .text = d->sources[n->src]->text};
	struct str head = str_slice(e.text, 0, LINE_LONGEST);
	uint32_t end = line_end(head, 0);

	e.line_break = str_starts(str_slice(head, end, end + 2), "\r\n") ? "\r\n"
	             : str_starts(str_slice(head, end, end + 1), "\r")   ? "\r" : "\n";
	return e;
}

// --- where things hang ---

// The same node, or a copy of it.
static bool is_same(const struct node *a, const struct node *b)
{
	return a == b || (a->start < a->end && a->start == b->start && a->end == b->end &&
	                  a->src == b->src && a->kind == b->kind);
}

static bool may_hold(const struct node *outer, const struct node *n)
{
	return outer->kind != NODE_SCALAR && !(outer->flags & NODE_SHARED) &&
	       outer->src == n->src && outer->start <= n->start && n->end <= outer->end;
}

static bool find_below(const struct node *parent, const struct node *n, struct home *home)
{
	const struct node *key = NULL;

	if (parent->len > CHILDREN_MOST)
		return false;
	for (const struct node *child = parent->first; child; child = child->next) {
		bool is_key = parent->kind == NODE_MAP && !key;
		if (is_same(child, n)) {
			*home = (struct home){parent, key};
			return true;
		}
		// A key of brackets has a longest length of its own: nothing in it is changed.
		if (!is_key && may_hold(child, n) && find_below(child, n, home))
			return true;
		key = is_key ? child : NULL;
	}
	return false;
}

static bool find_home(const struct doc *d, const struct node *n, struct home *home)
{
	*home = (struct home){0};
	return is_same(d->root, n) || (may_hold(d->root, n) && find_below(d->root, n, home));
}

static bool is_key(struct home home)
{
	return home.parent && home.parent->kind == NODE_MAP && !home.key;
}

static bool holds_shared(const struct node *n)
{
	if (n->flags & NODE_SHARED)
		return true;
	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child; child = child->next)
			if (holds_shared(child))
				return true;
	return false;
}

// Lines are counted here as YAML 1.2 has them: where libyaml sees more, nothing is safe.
static bool may_edit(const struct doc *d, const struct node *n)
{
	return n->flags & NODE_JSON || !source_has_odd_breaks(d->sources[n->src]);
}

static bool may_change(const struct doc *d, const struct node *parent)
{
	struct home home;

	return !(parent->flags & NODE_SHARED) && parent->len <= CHILDREN_MOST &&
	       may_edit(d, parent) && find_home(d, parent, &home) && !is_key(home);
}

// --- what edit.h offers ---

static bool add_child(const struct doc *d, struct arena *a, const struct node *parent,
                      const struct node *before, struct child child, struct edit *out)
{
	struct editor e = editor_of(d, a, parent);

	if (!may_change(d, parent) || (before && (before->flags & NODE_SHARED)))
		return false;
	return parent->style == STYLE_FLOW ? flow_add(&e, parent, before, child, out)
	                                   : block_add(&e, parent, before, child, out);
}

bool edit_add_pair(const struct doc *d, struct arena *a, const struct node *map,
                   const struct node *before, const char *key, const struct node *value,
                   struct edit *out)
{
	return node_is_map(map) && strlen(key) <= KEY_LONGEST / 6 && // six bytes an escape
	       add_child(d, a, map, before, (struct child){key, value}, out);
}

bool edit_add_item(const struct doc *d, struct arena *a, const struct node *seq,
                   const struct node *value, struct edit *out)
{
	return node_is_seq(seq) && add_child(d, a, seq, NULL, (struct child){NULL, value}, out);
}

static bool remove_child(const struct doc *d, struct arena *a, const struct node *parent,
                         const struct node *child, bool is_free, struct edit *out)
{
	struct editor e = editor_of(d, a, parent);
	struct node *rest;

	if (!may_change(d, parent) || !is_free)
		return false;
	if (parent->style == STYLE_FLOW)
		return flow_remove(&e, parent, child, out);
	if (parent->len > 1)
		return block_remove(&e, parent, child, out);
	rest = node_copy(a, parent);
	rest->first = NULL;
	rest->len = 0;
	return edit_value(d, a, parent, rest, out);
}

bool edit_remove_pair(const struct doc *d, struct arena *a, const struct node *map,
                      const struct node *key, struct edit *out)
{
	return remove_child(d, a, map, key, !holds_shared(key) && !holds_shared(key->next), out);
}

bool edit_remove_item(const struct doc *d, struct arena *a, const struct node *seq,
                      const struct node *item, struct edit *out)
{
	return remove_child(d, a, seq, item, !holds_shared(item), out);
}

bool edit_value(const struct doc *d, struct arena *a, const struct node *old,
                const struct node *value, struct edit *out)
{
	struct editor e = editor_of(d, a, old);
	struct home home;

	if (holds_shared(old) || !may_edit(d, old) || !find_home(d, old, &home) || is_key(home))
		return false;
	if (home.parent ? home.parent->style == STYLE_FLOW
	                : old->style == STYLE_FLOW || (old->flags & NODE_JSON))
		return flow_replace(&e, home, old, value, out);
	return block_replace(&e, home, old, value, out);
}

// --- one text in the place of another ---

// A literal block again, with the indentation and the comment that it had. False where
// the new text cannot have these.
static bool renew_literal(const struct editor *e, const struct node *old, struct str text,
                          struct out *o)
{
	uint32_t header = body_start(e, old), end = line_end(e->text, header), signs, line, first;
	bool last_break = str_ends(text, "\n");
	size_t at = 0;

	if (yaml_style(text, STYLE_SINGLE, SPOT_BLOCK) != STYLE_LITERAL || str_ends(text, "\n\n") ||
	    (last_break && old->end == e->text.len))
		return false;
	while (text.at[at] == '\n')
		at++;
	for (signs = header + 1; signs < end && strchr("+-", e->text.at[signs]);)
		signs++;
	// An indentation that has to be said depends on what stands around.
	if (text.at[at] == ' ' || (signs < end && !strchr(" \t", e->text.at[signs])))
		return false;
	line = end;
	do {
		line = next_line(e->text, line);
		first = skip_blanks(e->text, line);
	} while (first < old->end && first == line_end(e->text, first));
	if (first >= old->end)
		return false;
	out_text(o, last_break ? "|" : "|-");
	out_bytes(o, str_slice(e->text, signs, end));
	for (size_t from = 0, to; from < text.len; from = to + 1) {
		ptrdiff_t found = str_find_byte(text, from, '\n');
		to = found < 0 ? text.len : (size_t)found;
		out_text(o, e->line_break);
		if (to > from)
			out_bytes(o, str_slice(e->text, line, first));
		out_bytes(o, str_slice(text, from, to));
	}
	return true;
}

// The marks that the old text has, where the new one can have them.
static enum node_style renewed_style(const struct node *old, struct str text,
                                     enum yaml_spot spot)
{
	bool is_json = old->flags & NODE_JSON;

	if (is_json && old->style == STYLE_PLAIN && is_plain_value(text))
		return STYLE_PLAIN;
	if (is_json || old->style == STYLE_DOUBLE)
		return STYLE_DOUBLE;
	if (old->style == STYLE_SINGLE && may_be_single(text))
		return STYLE_SINGLE;
	return yaml_style(text, (enum node_style)old->style, spot);
}

bool edit_scalar(const struct doc *d, struct arena *a, const struct node *scalar,
                 struct str text, struct edit *out)
{
	struct editor e = editor_of(d, a, scalar);
	struct out o = {.arena = a};
	uint32_t from = body_start(&e, scalar);
	struct home home;
	uint32_t end;
	bool in_flow;

	if ((scalar->flags & NODE_SHARED) || !may_edit(d, scalar) || !find_home(d, scalar, &home))
		return false;
	if (from > scalar->start && from < scalar->end && !strchr(" \t\r\n", e.text.at[from - 1]))
		return false;
	if (is_key(home) && (from == scalar->end || text.len > KEY_LONGEST / 6))
		return false;
	if (from == scalar->end) {
		struct node *fresh = node_scalar(a, text, STYLE_PLAIN);
		fresh->tag = scalar->tag;
		return edit_value(d, a, scalar, node_from(fresh, scalar), out);
	}
	in_flow = scalar->flags & NODE_JSON || (home.parent && home.parent->style == STYLE_FLOW);
	if (!in_flow && !(is_key(home) ? is_simple_key(&e, scalar, &end)
	                               : block_line_ends(&e, scalar->end, &end)))
		return false;
	if (scalar->style == STYLE_LITERAL && !is_key(home) && renew_literal(&e, scalar, text, &o)) {
		*out = edit_of(from, scalar->end, out_str(&o));
		return true;
	}
	out_scalar(&o, text, renewed_style(scalar, text, in_flow ? SPOT_FLOW : SPOT_KEY));
	if (is_block_scalar(scalar)) {
		struct str comment = header_comment(&e, scalar);
		// Only its | may stand on a line of its own without an indentation.
		if (is_line_start(e.text, from))
			return false;
		if (comment.len)
			out_printf(&o, " %.*s", STR(comment));
	}
	*out = edit_of(from, scalar->end, out_str(&o));
	return true;
}
