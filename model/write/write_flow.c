// What stands in brackets: JSON, and the flow style of YAML.
#include "model/write/write_private.h"

#include <assert.h>
#include <string.h>

static size_t skip_digits(struct str s, size_t at)
{
	while (at < s.len && s.at[at] >= '0' && s.at[at] <= '9')
		at++;
	return at;
}

static bool one_of(struct str s, size_t at, const char *set)
{
	return at < s.len && str_all_of(str_slice(s, at, at + 1), set);
}

bool json_is_number(struct str s)
{
	size_t at = one_of(s, 0, "-"), end = skip_digits(s, at);

	if (end == at || (s.at[at] == '0' && end > at + 1))
		return false;
	if (one_of(s, end, ".")) {
		at = end + 1;
		end = skip_digits(s, at);
		if (end == at)
			return false;
	}
	if (one_of(s, end, "eE")) {
		at = end + 1;
		at += one_of(s, at, "+-");
		end = skip_digits(s, at);
		if (end == at)
			return false;
	}
	return end == s.len;
}

// A tag that is not in the list stands in the file only, perhaps after an anchor.
struct str written_tag(const struct doc *d, const struct node *n)
{
	struct str bytes, word;

	if (n->tag != TAG_OTHER)
		return str_of(d->tags[n->tag]);
	bytes = node_source_text(d, n);
	for (size_t at = 0, end; at < bytes.len; at = end + 1) {
		for (end = at; end < bytes.len && !strchr(" \t\r\n", bytes.at[end]); end++)
			;
		word = str_slice(bytes, at, end);
		if (str_starts(word, "!"))
			return word;
	}
	return (struct str){0};
}

static bool stays_bare(const struct node *n)
{
	struct str s = node_str(n);

	return n->style == STYLE_PLAIN && (json_is_number(s) || str_is(s, "true") ||
	                                   str_is(s, "false") || str_is(s, "null"));
}

static void break_line(struct out *o, const struct flow_layout *layout, size_t depth)
{
	if (!layout->line_break)
		return;
	out_text(o, layout->line_break);
	out_bytes(o, layout->margin);
	while (depth--)
		out_bytes(o, layout->unit);
}

static void write_text(struct out *o, const struct node *n, const struct flow_layout *layout)
{
	if (!layout->quotes)
		out_scalar(o, node_str(n), yaml_style(node_str(n), n->style, SPOT_FLOW));
	else
		out_scalar(o, node_str(n), stays_bare(n) ? STYLE_PLAIN : STYLE_DOUBLE);
}

static void write_node(struct out *o, const struct node *n, const struct flow_layout *layout,
                       size_t depth)
{
	bool is_map = n->kind == NODE_MAP;

	assert(n->kind <= NODE_MAP && (layout->yaml || n->tag == TAG_NONE));
	if (n->tag)
		out_printf(o, "%.*s ", STR(written_tag(layout->yaml, n)));
	if (n->kind == NODE_SCALAR) {
		write_text(o, n, layout);
		return;
	}
	out_byte(o, is_map ? '{' : '[');
	for (const struct node *child = n->first; child; child = child->next) {
		if (child != n->first)
			out_text(o, layout->tight || layout->line_break ? "," : ", ");
		break_line(o, layout, depth + 1);
		if (is_map) {
			out_flow_key(o, child, layout);
			child = child->next;
		}
		write_node(o, child, layout, depth + 1);
	}
	if (n->first)
		break_line(o, layout, depth);
	out_byte(o, is_map ? '}' : ']');
}

void out_flow_key(struct out *o, const struct node *key, const struct flow_layout *layout)
{
	assert(key->kind == NODE_SCALAR);
	if (layout->quotes)
		out_scalar(o, node_str(key), STYLE_DOUBLE);
	else
		write_text(o, key, layout);
	out_text(o, layout->tight ? ":" : ": ");
}

void out_flow(struct out *o, const struct node *n, const struct flow_layout *layout)
{
	write_node(o, n, layout, 0);
}

struct str write_json(struct arena *a, const struct node *root)
{
	const struct flow_layout layout = {.quotes = true, .line_break = "\n", .unit = S("  ")};
	struct out o = {.arena = a};

	out_flow(&o, root, &layout);
	out_byte(&o, '\n');
	return out_str(&o);
}

struct str write_json_minified(struct arena *a, const struct node *root)
{
	const struct flow_layout layout = {.quotes = true, .tight = true};
	struct out o = {.arena = a};

	out_flow(&o, root, &layout);
	return out_str(&o);
}
