// Spells a tree in ways in which people do: blocks with any indentation, brackets on one
// line or several, JSON, comments, blank lines, CR LF, tags, anchors, values left out.
#ifndef TESTS_RANDOM_LAYOUT_H
#define TESTS_RANDOM_LAYOUT_H

#include <string.h>

#include "model/write/write_private.h"
#include "tests/unit/random_tree.h"

struct speller {
	struct out out;
	struct dice *dice;
	const char *line_break;
	bool comments;
	unsigned names;     // comments and anchors so far
	bool after_literal; // the last line must end, and a blank one could count
};

static inline bool one_in(struct speller *s, size_t count)
{
	return dice_roll(s->dice, count) == 0;
}

static inline void spell_comment(struct speller *s)
{
	// No tab after a '-' or ':' alone.
	bool tab = !strchr("-:", s->out.at[s->out.len - 1]) && one_in(s, 4);

	if (s->comments && one_in(s, 5))
		out_printf(&s->out, "%s# <%u> it's: \"x\", {", tab ? " \t" : " ", s->names++);
	else if (one_in(s, 20))
		out_text(&s->out, "  ");
}

// Ends a line and begins another at a column; between them there may be others.
static inline void spell_break(struct speller *s, size_t column)
{
	bool free = !s->after_literal;

	out_text(&s->out, s->line_break);
	if (free && one_in(s, 15))
		out_text(&s->out, s->line_break);
	s->after_literal = false;
	while (s->comments && one_in(s, 8)) {
		out_blanks(&s->out, column + (free && one_in(s, 3)));
		out_printf(&s->out, "# <%u> - a: b", s->names++);
		out_text(&s->out, s->line_break);
	}
	out_blanks(&s->out, column);
}

static inline void spell_properties(struct speller *s, const struct node *n)
{
	if (n->tag)
		out_printf(&s->out, " %s", random_tags[n->tag]);
	if (one_in(s, 30))
		out_printf(&s->out, " &a%u", s->names++);
}

static inline void spell_text(struct speller *s, const struct node *n, enum yaml_spot spot)
{
	enum node_style style = yaml_style(node_str(n), STYLE_SINGLE, spot);

	if (one_in(s, 3) && may_be_single(node_str(n)))
		style = STYLE_SINGLE;
	else if (one_in(s, 3) || style == STYLE_LITERAL)
		style = STYLE_DOUBLE;
	out_scalar(&s->out, node_str(n), style);
}

static inline void spell_flow(struct speller *s, const struct node *n, size_t column);

static inline void spell_part(struct speller *s, bool lines, size_t column)
{
	if (lines) {
		spell_comment(s);
		spell_break(s, column);
	} else if (one_in(s, 2)) {
		out_byte(&s->out, ' ');
	}
}

static inline void spell_brackets(struct speller *s, const struct node *n, size_t column)
{
	bool lines = one_in(s, 3), is_map = n->kind == NODE_MAP;
	size_t inside = column + 1 + dice_roll(s->dice, 4);

	out_byte(&s->out, is_map ? '{' : '[');
	spell_part(s, lines && n->first, inside);
	for (const struct node *child = n->first; child; child = child->next) {
		if (is_map) {
			bool quoted;
			size_t key = s->out.len;
			spell_text(s, child, SPOT_FLOW);
			quoted = strchr("'\"", s->out.at[key]) != NULL;
			out_text(&s->out, one_in(s, 9) ? " :" : ":");
			child = child->next;
			// After a text in quotes the blank may be missing.
			if (!quoted || one_in(s, 2))
				out_byte(&s->out, ' ');
		}
		if (!is_map || child->kind != NODE_SCALAR || child->len || child->tag || one_in(s, 2))
			spell_flow(s, child, inside);
		if (child->next || one_in(s, 6)) {
			out_text(&s->out, one_in(s, 9) ? " ," : ",");
			if (child->next)
				spell_part(s, lines, inside);
		}
	}
	spell_part(s, lines && n->first, one_in(s, 2) && column ? column : inside);
	out_byte(&s->out, is_map ? '}' : ']');
}

static inline void spell_flow(struct speller *s, const struct node *n, size_t column)
{
	if (n->tag)
		out_printf(&s->out, "%s ", random_tags[n->tag]);
	if (n->kind == NODE_SCALAR)
		spell_text(s, n, SPOT_FLOW);
	else
		spell_brackets(s, n, column);
}

static inline void spell_literal(struct speller *s, const struct node *n, size_t column)
{
	struct str text = node_str(n);
	size_t at = 0, indent = 1 + dice_roll(s->dice, 4);

	while (text.at[at] == '\n')
		at++;
	out_text(&s->out, " |");
	if (text.at[at] == ' ' || one_in(s, 9))
		out_printf(&s->out, "%zu", indent);
	if (!str_ends(text, "\n"))
		out_text(&s->out, "-");
	else if (str_ends(text, "\n\n") || one_in(s, 5))
		out_text(&s->out, "+");
	bool keeps = s->out.at[s->out.len - 1] == '+';
	spell_comment(s);
	if (str_ends(text, "\n"))
		text.len--;
	for (size_t from = 0, end; from <= text.len; from = end + 1) {
		ptrdiff_t found = str_find_byte(text, from, '\n');
		end = found < 0 ? text.len : (size_t)found;
		out_text(&s->out, s->line_break);
		if (end > from)
			out_blanks(&s->out, column + indent);
		out_bytes(&s->out, str_slice(text, from, end));
	}
	s->after_literal = true;
	if (!keeps && one_in(s, 5)) {
		out_text(&s->out, s->line_break);
		if (one_in(s, 2))
			out_blanks(&s->out, column);
	}
}

static inline void spell_children(struct speller *s, const struct node *n, size_t column);

// What stands after the ':' or '-' of a child at this column.
static inline void spell_value(struct speller *s, const struct node *n, size_t column, bool is_item)
{
	size_t before = s->out.len, blanks;

	spell_properties(s, n);
	if (n->kind == NODE_SCALAR) {
		if (n->len == 0 && one_in(s, 2)) {
			spell_comment(s);
		} else if (str_find_byte(node_str(n), 0, '\n') >= 0 && one_in(s, 2) &&
		           yaml_style(node_str(n), STYLE_SINGLE, SPOT_BLOCK) == STYLE_LITERAL) {
			spell_literal(s, n, column);
		} else {
			out_blanks(&s->out, 1 + one_in(s, 9));
			spell_text(s, n, SPOT_KEY);
			spell_comment(s);
		}
	} else if (!n->first || one_in(s, 4)) {
		out_byte(&s->out, ' ');
		spell_brackets(s, n, column);
		spell_comment(s);
	} else if (is_item && s->out.len == before && !one_in(s, 6)) {
		blanks = 1 + (one_in(s, 4) ? dice_roll(s->dice, 3) : 0);
		out_blanks(&s->out, blanks);
		spell_children(s, n, column + 1 + blanks);
	} else {
		size_t deeper = 1 + dice_roll(s->dice, 4);
		spell_comment(s);
		if (!is_item && n->kind == NODE_SEQ && one_in(s, 2))
			deeper = 0;
		spell_break(s, column + deeper);
		spell_children(s, n, column + deeper);
	}
}

static inline void spell_children(struct speller *s, const struct node *n, size_t column)
{
	for (const struct node *child = n->first; child; child = child->next) {
		bool is_map = n->kind == NODE_MAP;
		if (child != n->first)
			spell_break(s, column);
		if (is_map) {
			spell_text(s, child, SPOT_KEY);
			child = child->next;
		}
		out_text(&s->out, is_map ? ":" : "-");
		spell_value(s, child, column, !is_map);
	}
}

static inline struct str spell_yaml(struct arena *a, struct dice *dice, const struct node *root)
{
	static const char *const breaks[] = {"\n", "\n", "\n", "\r\n", "\r"};
	struct speller s = {.out = {.arena = a}, .dice = dice};

	s.line_break = breaks[dice_roll(dice, 5)];
	s.comments = one_in(&s, 2);
	if (one_in(&s, 5))
		out_text(&s.out, "\xEF\xBB\xBF");
	if (s.comments && one_in(&s, 3))
		out_printf(&s.out, "# head%s", s.line_break);
	if (one_in(&s, 8))
		out_printf(&s.out, "---%s", s.line_break);
	if (root->kind == NODE_SCALAR || !root->first || one_in(&s, 6))
		spell_flow(&s, root, 0);
	else {
		if (root->tag)
			out_printf(&s.out, "%s%s", random_tags[root->tag], s.line_break);
		spell_children(&s, root, 0);
	}
	if (s.after_literal || !one_in(&s, 4))
		out_printf(&s.out, "%s%s", s.line_break, one_in(&s, 9) ? "..." : "");
	return out_str(&s.out);
}

static inline struct str spell_json(struct arena *a, struct dice *dice, const struct node *root)
{
	static const struct flow_layout layouts[] = {
		{.quotes = true, .tight = true},
		{.quotes = true},
		{.quotes = true, .line_break = "\n", .unit = S("  ")},
		{.quotes = true, .line_break = "\r\n", .unit = S("    ")},
		{.quotes = true, .line_break = "\n", .unit = S("\t")},
		{.quotes = true, .line_break = "\n", .unit = S("")},
	};
	struct out o = {.arena = a};

	out_flow(&o, root, &layouts[dice_roll(dice, 6)]);
	if (dice_roll(dice, 2))
		out_byte(&o, '\n');
	return out_str(&o);
}

#endif
