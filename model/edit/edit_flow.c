// Edits of what stands in brackets: JSON, and the flow style of YAML.
#include "model/edit/edit_private.h"

#include <string.h>

#include "model/text/lines.h"
#include "model/write/write_private.h"

// What stands between two children, or between a child and a bracket.
struct gap {
	uint32_t comma;       // where it is; 0: there is none
	uint32_t own_end;     // of a comment on the line of the child before; 0: there is none
	uint32_t comment_end; // of the last comment; 0: there is none
};

static bool read_gap(const struct editor *e, uint32_t from, uint32_t to, struct gap *gap)
{
	bool same_line = true;

	*gap = (struct gap){0};
	for (uint32_t at = from; at < to; at++) {
		if (e->text.at[at] == ',' && !gap->comma) {
			gap->comma = at;
		} else if (e->text.at[at] == '#') {
			uint32_t end = line_end(e->text, at);
			if (end > to)
				return false;
			gap->comment_end = at = end;
			if (same_line)
				gap->own_end = end;
			same_line = false;
		} else if (!strchr(" \t\r\n", e->text.at[at])) {
			return false;
		} else if (strchr("\r\n", e->text.at[at])) {
			same_line = false;
		}
	}
	return from <= to;
}

// The brackets of a collection; false for a pair that stands in a list without any.
static bool find_brackets(const struct editor *e, const struct node *n, uint32_t *open,
                          uint32_t *close)
{
	*open = body_start(e, n);
	*close = n->end - 1;
	return *open < *close && e->text.at[*open] == (n->kind == NODE_MAP ? '{' : '[') &&
	       e->text.at[*close] == (n->kind == NODE_MAP ? '}' : ']');
}

// The blanks before a place that is the first on its line.
static bool begins_line(const struct editor *e, uint32_t at, struct str *margin)
{
	uint32_t start = at;

	while (start > 0 && strchr(" \t", e->text.at[start - 1]))
		start--;
	*margin = str_slice(e->text, start, at);
	return is_line_start(e->text, start);
}

// The blanks that the line begins with on which a place is.
static struct str margin_at(const struct editor *e, uint32_t at)
{
	uint32_t start = at;

	for (uint32_t steps = 0; !is_line_start(e->text, start); steps++, start--)
		if (steps == LINE_LONGEST)
			return (struct str){0};
	return str_slice(e->text, start, skip_blanks(e->text, start));
}

static bool first_text_is_quoted(const struct node *n)
{
	while (n && n->kind != NODE_SCALAR)
		n = n->first;
	return n && n->style == STYLE_DOUBLE;
}

// Whether the file says {"a":1} and not {"a": 1}.
static bool is_tight(const struct editor *e)
{
	const struct node *map = e->doc->root;
	uint32_t at;

	while (node_is_seq(map))
		map = map->first;
	if (!node_is_map(map) || map->style != STYLE_FLOW || !map->first)
		return false;
	at = skip_blanks(e->text, map->first->end) + 1;
	return at < e->text.len && !strchr(" \t\r\n", e->text.at[at]);
}

// How `n`, or what comes into it, is spelled; all on one line.
static struct flow_layout spelling_of(const struct editor *e, const struct node *n)
{
	bool is_json = n->flags & NODE_JSON, whole_file = e->doc->root->style == STYLE_FLOW;
	struct flow_layout layout = {.yaml = is_json ? NULL : e->doc};

	if (n->kind == NODE_SCALAR || !n->first)
		layout.quotes = is_json || (whole_file && first_text_is_quoted(e->doc->root));
	else
		layout.quotes = is_json || first_text_is_quoted(n);
	layout.tight = layout.quotes && is_tight(e);
	return layout;
}

// Lets what is written at a place take several lines where the whole file does.
static void spread(const struct editor *e, struct flow_layout *layout, uint32_t at)
{
	const struct node *root = e->doc->root;
	struct str unit;

	if (!layout->quotes || root->style != STYLE_FLOW || !root->first ||
	    !begins_line(e, root->first->start, &unit))
		return;
	layout->line_break = e->line_break;
	layout->margin = margin_at(e, at);
	layout->unit = unit.len ? unit : S("  ");
}

static void out_child(struct out *o, struct child child, const struct flow_layout *layout)
{
	if (child.key) {
		struct node key = {.text = child.key, .len = (uint32_t)strlen(child.key)};
		out_flow_key(o, &key, layout);
	}
	out_flow(o, child.value, layout);
}

// What parts a new child from the one before it: a line break where that begins its line.
static struct str separator(const struct editor *e, uint32_t neighbour,
                            struct flow_layout *layout)
{
	struct str margin;

	if (!begins_line(e, neighbour, &margin))
		return layout->tight ? S("") : S(" ");
	spread(e, layout, neighbour);
	return str_of(arena_printf(e->arena, "%s%.*s", e->line_break, STR(margin)));
}

static bool fill_empty(struct editor *e, uint32_t open, uint32_t close, struct child child,
                       struct flow_layout layout, struct edit *out)
{
	struct out o = {.arena = e->arena};
	struct str outside;

	if (!str_all_of(str_slice(e->text, open + 1, close), " \t\r\n"))
		return false;
	spread(e, &layout, open);
	if (!layout.line_break) {
		out_child(&o, child, &layout);
	} else {
		outside = layout.margin;
		layout.margin = str_of(arena_printf(e->arena, "%.*s%.*s", STR(outside),
		                                    STR(layout.unit)));
		out_printf(&o, "%s%.*s", e->line_break, STR(layout.margin));
		out_child(&o, child, &layout);
		out_printf(&o, "%s%.*s", e->line_break, STR(outside));
	}
	*out = edit_of(open + 1, close, out_str(&o));
	return true;
}

static bool add_before(struct editor *e, const struct node *parent, const struct node *before,
                       uint32_t open, struct child child, struct flow_layout layout,
                       struct edit *out)
{
	const struct node *left = child_before(parent, before);
	uint32_t left_end = left ? child_end(parent, left) : open + 1, at = before->start;
	struct str part = separator(e, at, &layout), margin;
	struct out o = {.arena = e->arena};
	struct gap gap;

	if (!read_gap(e, left_end, at, &gap) || (left && !gap.comma))
		return false;
	if (begins_line(e, at, &margin)) {
		at = above_comments(e, at - (uint32_t)margin.len, margin.len, left_end);
		part = str_of(e->line_break);
		out_bytes(&o, margin);
	}
	out_child(&o, child, &layout);
	out_byte(&o, ',');
	out_bytes(&o, part);
	*out = edit_of(at, at, out_str(&o));
	return true;
}

// A text like that may be one only because of what stands after it.
static bool is_odd_end(const struct editor *e, uint32_t end)
{
	return strchr("-?", e->text.at[end - 1]) != NULL;
}

// Whether nothing stands where a child's value would, or a tag alone. What comes next then
// needs a blank: no one reads {a:,b: c}, {a:} or [!Ref] as it is meant.
static bool is_left_out(const struct editor *e, const struct node *parent,
                        const struct node *child)
{
	const struct node *value = parent->kind == NODE_MAP ? child->next : child;

	return e->text.at[value->end - 1] == ':' ||
	       (value->kind == NODE_SCALAR && value->start < value->end &&
	        body_start(e, value) == value->end);
}

static bool add_last(struct editor *e, const struct node *parent, uint32_t close,
                     struct child child, struct flow_layout layout, struct edit *out)
{
	const struct node *left = child_before(parent, NULL);
	uint32_t left_end = child_end(parent, left), from, to;
	struct str part = separator(e, left->start, &layout);
	struct out o = {.arena = e->arena};
	struct gap gap;

	if (!read_gap(e, left_end, close, &gap) || e->text.at[left->start] == '?' ||
	    is_odd_end(e, left_end))
		return false;
	from = gap.comma ? gap.comma + 1 : left_end;
	to = from;
	if (!gap.comma)
		out_text(&o, is_left_out(e, parent, left) ? " ," : ",");
	if (gap.comment_end > from) {
		// The comment stays after what it stands after.
		struct str margin = margin_at(e, left->start);
		to = gap.comment_end;
		out_bytes(&o, str_slice(e->text, from, to));
		part = str_of(arena_printf(e->arena, "%s%.*s", e->line_break, STR(margin)));
	}
	out_bytes(&o, part);
	out_child(&o, child, &layout);
	if (gap.comma)
		out_byte(&o, ',');
	*out = edit_of(from, to, out_str(&o));
	return true;
}

bool flow_add(struct editor *e, const struct node *parent, const struct node *before,
              struct child child, struct edit *out)
{
	struct flow_layout layout = spelling_of(e, parent);
	uint32_t open, close;

	if (!find_brackets(e, parent, &open, &close))
		return false;
	if (!parent->first)
		return fill_empty(e, open, close, child, layout, out);
	if (before)
		return add_before(e, parent, before, open, child, layout, out);
	return add_last(e, parent, close, child, layout, out);
}

// A child between comments that stay: it goes with its comma and its own comment, and with
// its lines where nothing else is on them. The edit begins with the gap before it, so that
// no two neighbours are taken out at once.
static struct edit cut_out(const struct editor *e, uint32_t from, uint32_t start, uint32_t end,
                           const struct gap *after)
{
	struct str margin;

	if (after->comma)
		end = after->comma + 1;
	if (after->own_end > end)
		end = after->own_end;
	if (begins_line(e, start, &margin) && line_end(e->text, end) == skip_blanks(e->text, end)) {
		start -= (uint32_t)margin.len;
		end = next_line(e->text, end);
	}
	return edit_of(from, end, str_slice(e->text, from, start));
}

bool flow_remove(struct editor *e, const struct node *parent, const struct node *child,
                 struct edit *out)
{
	const struct node *left = child_before(parent, child), *right = child_after(parent, child);
	uint32_t open, close, from, to, end = child_end(parent, child);
	struct gap before, after;

	if (!find_brackets(e, parent, &open, &close))
		return false;
	from = left ? child_end(parent, left) : open + 1;
	to = right ? right->start : close;
	// What is left out may seem to stand before its comma: {a: b, ? }.
	if (!read_gap(e, from, child->start, &before) || !read_gap(e, end, to, &after) ||
	    (left && (!before.comma || is_odd_end(e, from))) || (right && !after.comma))
		return false;
	if (before.comment_end || after.comment_end > after.own_end)
		*out = cut_out(e, from, child->start, end, &after);
	else if (right)
		*out = edit_of(child->start, to, S(""));
	else if (left)
		*out = edit_of(from, after.own_end ? after.own_end : end,
		               is_left_out(e, parent, left) ? S(" ") : S(""));
	else
		*out = edit_of(from, to, S(""));
	return true;
}

bool flow_replace(struct editor *e, struct home home, const struct node *old,
                  const struct node *value, struct edit *out)
{
	struct flow_layout layout = spelling_of(e, home.parent ? home.parent : old);
	struct out o = {.arena = e->arena};
	uint32_t open, close;
	char before = old->start > 0 ? e->text.at[old->start - 1] : '\0';

	if (old->kind != NODE_SCALAR && !find_brackets(e, old, &open, &close))
		return false;
	if (old->start == old->end && (!home.key || before != ':'))
		return false;
	// No one reads {a:b} as a pair.
	if (before == ':' && layout.yaml)
		out_byte(&o, ' ');
	spread(e, &layout, old->start);
	out_flow(&o, value, &layout);
	if (old->end < e->text.len && e->text.at[old->end] == '#')
		out_byte(&o, ' ');
	*out = edit_of(old->start, old->end, out_str(&o));
	return true;
}
