#include "model/writers.h"

#include <assert.h>

struct writer {
	struct out out;
	const struct doc *doc;
	bool no_literals;
};

enum { INDENT = 2 };

static void write_literal(struct writer *w, const struct node *n, size_t indent)
{
	struct str text = node_str(n);
	size_t at = 0;

	while (text.at[at] == '\n')
		at++;
	out_byte(&w->out, '|');
	if (text.at[at] == ' ')
		out_printf(&w->out, "%d", INDENT);
	if (!str_ends(text, "\n"))
		out_byte(&w->out, '-');
	else if (str_ends(text, "\n\n"))
		out_byte(&w->out, '+');
	out_byte(&w->out, '\n');
	for (size_t from = 0, end; from < text.len; from = end + 1) {
		ptrdiff_t newline = str_find_byte(text, from, '\n');
		end = newline < 0 ? text.len : (size_t)newline;
		if (end > from)
			out_blanks(&w->out, indent);
		out_bytes(&w->out, str_slice(text, from, end));
		out_byte(&w->out, '\n');
	}
}

static void write_children(struct writer *w, const struct node *n, size_t indent,
                           bool line_begun);

// What stands behind "Key:" or "-", up to the end of its last line. The children of a
// collection stand at `indent`; behind a dash the first one stands on the same line.
static void write_value(struct writer *w, const struct node *n, size_t indent, bool compact)
{
	assert(n->kind <= NODE_MAP);
	if (n->tag) {
		out_byte(&w->out, ' ');
		out_bytes(&w->out, written_tag(w->doc, n));
	}
	if (n->kind == NODE_SCALAR) {
		// libfyaml misreads a block that is the whole document and has a tag.
		enum yaml_spot spot = indent && !w->no_literals ? SPOT_BLOCK : SPOT_KEY;
		enum node_style style = yaml_style(node_str(n), n->style, spot);
		out_byte(&w->out, ' ');
		if (style == STYLE_LITERAL) {
			write_literal(w, n, indent);
			return;
		}
		out_scalar(&w->out, node_str(n), style);
		out_byte(&w->out, '\n');
	} else if (!n->first) {
		out_text(&w->out, n->kind == NODE_MAP ? " {}" : " []");
		out_byte(&w->out, '\n');
	} else if (compact && !n->tag) {
		out_byte(&w->out, ' ');
		write_children(w, n, indent, true);
	} else {
		out_byte(&w->out, '\n');
		write_children(w, n, indent, false);
	}
}

// The key of a pair as it stands before the colon; empty where it must be said with "?".
static struct str key_text(struct writer *w, const struct node *key)
{
	struct out text = {.arena = w->out.arena};

	if (key->kind != NODE_SCALAR || key->len > KEY_LONGEST)
		return (struct str){0};
	if (key->tag)
		out_printf(&text, "%.*s ", STR(written_tag(w->doc, key)));
	out_scalar(&text, node_str(key), yaml_style(node_str(key), key->style, SPOT_KEY));
	return text.len <= KEY_LONGEST ? out_str(&text) : (struct str){0};
}

static void write_pair(struct writer *w, const struct node *key, size_t indent)
{
	struct str text = key_text(w, key);

	if (text.len) {
		out_bytes(&w->out, text);
		out_byte(&w->out, ':');
		write_value(w, key->next, indent + INDENT, false);
		return;
	}
	out_byte(&w->out, '?');
	write_value(w, key, indent + INDENT, true);
	out_blanks(&w->out, indent);
	out_byte(&w->out, ':');
	write_value(w, key->next, indent + INDENT, true);
}

static void write_children(struct writer *w, const struct node *n, size_t indent,
                           bool line_begun)
{
	for (const struct node *child = n->first; child; child = child->next) {
		if (!line_begun)
			out_blanks(&w->out, indent);
		line_begun = false;
		if (n->kind == NODE_MAP) {
			write_pair(w, child, indent);
			child = child->next;
		} else {
			out_byte(&w->out, '-');
			write_value(w, child, indent + INDENT, true);
		}
	}
}

struct str write_yaml(struct arena *a, const struct doc *d)
{
	struct writer w = {.out = {.arena = a}, .doc = d};

	if (!d->root)
		return (struct str){0};
	write_value(&w, d->root, 0, false);
	// Without the blank or line break that parts a value from its key.
	return str_slice(out_str(&w.out), 1, w.out.len);
}

static struct str without_last_break(const struct writer *w)
{
	return str_slice(out_str(&w->out), 0, w->out.len - 1);
}

struct str block_pair(struct arena *a, const struct doc *d, const struct node *key, size_t indent)
{
	struct writer w = {.out = {.arena = a}, .doc = d, .no_literals = true};

	write_pair(&w, key, indent);
	return without_last_break(&w);
}

struct str block_value(struct arena *a, const struct doc *d, const struct node *n,
                       size_t indent, bool compact)
{
	struct writer w = {.out = {.arena = a}, .doc = d, .no_literals = true};

	write_value(&w, n, indent, compact);
	return without_last_break(&w);
}
