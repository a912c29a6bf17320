#include "model/write.h"

#include <assert.h>

#include "model/utf8.h"

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

static const char *short_escape(uint32_t code)
{
	switch (code) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

void out_json_string(struct out *o, struct str text)
{
	size_t done = 0; // bytes before this are written

	out_byte(o, '"');
	for (size_t at = 0, len; at < text.len; at += len) {
		uint32_t code = 0;
		const char *escape;
		len = utf8_decode(text, at, &code);
		escape = len ? short_escape(code) : "\\ufffd"; // such bytes are no text
		if (len && !escape && code >= 0x20)
			continue;
		out_bytes(o, str_slice(text, done, at));
		if (escape)
			out_text(o, escape);
		else
			out_printf(o, "\\u%04x", (unsigned)code);
		len += !len;
		done = at + len;
	}
	out_bytes(o, str_slice(text, done, text.len));
	out_byte(o, '"');
}

static bool stays_bare(const struct node *n)
{
	struct str s = node_str(n);

	return n->style == STYLE_PLAIN && (json_is_number(s) || str_is(s, "true") ||
	                                   str_is(s, "false") || str_is(s, "null"));
}

static void break_line(struct out *o, const struct json_layout *layout, size_t depth)
{
	if (!layout->line_break)
		return;
	out_text(o, layout->line_break);
	out_bytes(o, layout->margin);
	while (depth--)
		out_bytes(o, layout->unit);
}

static void write_node(struct out *o, const struct node *n,
                       const struct json_layout *layout, size_t depth)
{
	bool is_map = n->kind == NODE_MAP;

	assert(n->kind <= NODE_MAP && n->tag == TAG_NONE);
	if (n->kind == NODE_SCALAR && stays_bare(n)) {
		out_bytes(o, node_str(n));
		return;
	}
	if (n->kind == NODE_SCALAR) {
		out_json_string(o, node_str(n));
		return;
	}
	out_byte(o, is_map ? '{' : '[');
	for (const struct node *child = n->first; child; child = child->next) {
		if (child != n->first)
			out_byte(o, ',');
		break_line(o, layout, depth + 1);
		if (is_map) {
			out_json_string(o, node_str(child));
			out_text(o, layout->line_break ? ": " : ":");
			child = child->next;
		}
		write_node(o, child, layout, depth + 1);
	}
	if (n->first)
		break_line(o, layout, depth);
	out_byte(o, is_map ? '}' : ']');
}

void out_json(struct out *o, const struct node *n, struct json_layout layout)
{
	write_node(o, n, &layout, 0);
}

struct str write_json(struct arena *a, const struct node *root)
{
	struct out o = {.arena = a};

	out_json(&o, root, (struct json_layout){.line_break = "\n", .unit = S("  ")});
	out_byte(&o, '\n');
	return out_str(&o);
}

struct str write_json_minified(struct arena *a, const struct node *root)
{
	struct out o = {.arena = a};

	out_json(&o, root, (struct json_layout){0});
	return out_str(&o);
}
