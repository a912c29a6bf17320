// Where a scalar of YAML ends, and where its text stands.
#include <string.h>

#include "model/read/yaml_reader.h"

enum node_style yaml_style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return STYLE_FOLDED;
	default:
		return STYLE_PLAIN;
	}
}

// The end of the line whose line break ends at `end`.
static uint32_t drop_break(struct str text, uint32_t end)
{
	if (end > 0 && text.at[end - 1] == '\n')
		end--;
	if (end > 0 && text.at[end - 1] == '\r')
		end--;
	return end;
}

// Whether the last line of a text, but for its break, holds blanks and nothing else.
static bool ends_in_blanks(struct str text)
{
	size_t end = text.len, at;

	if (end > 0 && text.at[end - 1] == '\n')
		end--;
	for (at = end; at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t');)
		at--;
	return at < end && (at == 0 || text.at[at - 1] == '\n');
}

uint32_t yaml_block_end(struct str text, uint32_t start, uint32_t end, struct str value)
{
	bool keeps = str_ends(value, "\n\n") || str_is(value, "\n");
	bool in_blanks = ends_in_blanks(value);
	uint32_t line = drop_break(text, end), blank;

	for (;;) {
		blank = line;
		while (blank > start && (text.at[blank - 1] == ' ' || text.at[blank - 1] == '\t'))
			blank--;
		if (keeps || (in_blanks && blank < line) || blank <= start ||
		    (text.at[blank - 1] != '\n' && text.at[blank - 1] != '\r'))
			return line;
		line = drop_break(text, blank);
	}
}

// Whether `bytes`, the last of a scalar but for a closing quote, are its text.
static bool is_verbatim(const struct node *n, const char *bytes, struct str value)
{
	if (n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE) {
		char quote = n->style == STYLE_SINGLE ? '\'' : '"';
		// After the opening quote, not the first of two that stand for one.
		if (bytes[-1] != quote || memchr(value.at, quote, value.len))
			return false;
	}
	return memcmp(bytes, value.at, value.len) == 0;
}

void yaml_set_text(struct yaml_reader *r, struct node *n, struct str value,
                   bool on_one_line)
{
	size_t quote = n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE;
	bool fits = n->end - n->start >= value.len + 2 * quote;

	if (value.len == 0)
		return;
	n->len = (uint32_t)value.len;
	if (fits) {
		n->text = r->source->text.at + n->end - quote - value.len;
		if ((on_one_line && n->style == STYLE_PLAIN) || is_verbatim(n, n->text, value))
			return;
	}
	n->text = arena_copy(r->doc->arena, value).at;
	n->flags |= NODE_DECODED;
}
