// Writes a tree as YAML, in block style.
#include "model/write/write_private.h"

#include <assert.h>

#include "model/text/lines.h"
#include "model/read/read.h"

struct writer {
	struct out out;
	const struct doc *doc;
	// The value that an edit puts into a file, or NULL. It brings no literal blocks, and
	// what stood after it where it came from stays there.
	const struct node *part;
};

enum { INDENT = 2 };

// Stands for the key of what has none, where the children begin a line.
static const struct node no_key;

// Nodes that were made have no place in a file, so nothing stands around them. What comes
// from another file than the rest (a value bound to a parameter) leaves its comments there.
static bool may_have_comments(const struct writer *w, const struct node *n)
{
	const struct doc *d = w->doc;

	return d->source_count > 0 && n->end > 0 && n != w->part &&
	       (!d->root || n->src == d->root->src);
}

static void write_comments_above(struct writer *w, const struct node *n, size_t indent)
{
	if (!may_have_comments(w, n))
		return;
	for (const struct comment *c = comment_above(w->doc, n); c; c = c->next) {
		if (has_odd_breaks(c->text))
			continue;
		out_blanks(&w->out, indent);
		out_bytes(&w->out, c->text);
		out_byte(&w->out, '\n');
	}
}

// Ends the line of a scalar, of an empty collection, or (then `n` is the key, or NULL) of
// what announces a collection.
static void end_line(struct writer *w, const struct node *n)
{
	struct str comment = {0};

	if (n && may_have_comments(w, n))
		comment = comment_after(w->doc, n);
	if (comment.len && !has_odd_breaks(comment))
		out_printf(&w->out, " %.*s", STR(comment));
	out_byte(&w->out, '\n');
}

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
	end_line(w, n);
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

// What an edit brings was made for this place; what it copies from a file was not.
static bool is_made_in_brackets(const struct node *n)
{
	return n->style == STYLE_FLOW && n->end == 0 && !n->tag;
}

// What stands after "Key:" or "-", up to the end of its last line. The children of a
// collection stand at `indent`; without a `key` the first one stands on the same line.
static void write_value(struct writer *w, const struct node *n, size_t indent,
                        const struct node *key)
{
	assert(n->kind <= NODE_MAP);
	if (n->tag) {
		out_byte(&w->out, ' ');
		out_bytes(&w->out, written_tag(w->doc, n));
	}
	if (n->kind == NODE_SCALAR) {
		// libfyaml misreads a block that is the whole document and has a tag.
		enum yaml_spot spot = indent && !w->part ? SPOT_BLOCK : SPOT_KEY;
		enum node_style style = yaml_style(node_str(n), n->style, spot);
		out_byte(&w->out, ' ');
		if (style == STYLE_LITERAL) {
			write_literal(w, n, indent);
			return;
		}
		out_scalar(&w->out, node_str(n), style);
		end_line(w, n);
	} else if (!n->first) {
		out_text(&w->out, n->kind == NODE_MAP ? " {}" : " []");
		end_line(w, n);
	} else if (w->part && is_made_in_brackets(n)) {
		out_byte(&w->out, ' ');
		out_flow(&w->out, n, &(struct flow_layout){.yaml = w->doc});
		end_line(w, n);
	} else if (!key && !n->tag) {
		out_byte(&w->out, ' ');
		write_children(w, n, indent, true);
	} else {
		end_line(w, key);
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
		write_value(w, key->next, indent + INDENT, key);
		return;
	}
	out_byte(&w->out, '?');
	write_value(w, key, indent + INDENT, NULL);
	out_blanks(&w->out, indent);
	out_byte(&w->out, ':');
	write_value(w, key->next, indent + INDENT, NULL);
}

static void write_children(struct writer *w, const struct node *n, size_t indent,
                           bool line_begun)
{
	for (const struct node *child = n->first; child; child = child->next) {
		if (!line_begun) {
			write_comments_above(w, child, indent);
			out_blanks(&w->out, indent);
		}
		line_begun = false;
		if (n->kind == NODE_MAP) {
			write_pair(w, child, indent);
			child = child->next;
		} else {
			out_byte(&w->out, '-');
			write_value(w, child, indent + INDENT, NULL);
		}
	}
}

struct str write_yaml(struct arena *a, const struct doc *d)
{
	struct writer w = {.out = {.arena = a}, .doc = d};

	if (!d->root)
		return (struct str){0};
	write_value(&w, d->root, 0, &no_key);
	// Without the blank or line break that parts a value from its key.
	return str_slice(out_str(&w.out), 1, w.out.len);
}

static struct str without_last_break(const struct writer *w)
{
	return str_slice(out_str(&w->out), 0, w->out.len - 1);
}

struct str block_pair(struct arena *a, const struct doc *d, const struct node *key, size_t indent)
{
	struct writer w = {.out = {.arena = a}, .doc = d, .part = key->next};

	write_pair(&w, key, indent);
	return without_last_break(&w);
}

struct str block_value(struct arena *a, const struct doc *d, const struct node *n,
                       size_t indent, bool compact)
{
	struct writer w = {.out = {.arena = a}, .doc = d, .part = n};

	write_value(&w, n, indent, compact ? NULL : &no_key);
	return without_last_break(&w);
}
