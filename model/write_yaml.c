#include "model/write.h"

#include <assert.h>
#include <string.h>

#include "model/utf8.h"

// --- one text ---

// Whether a character may stand as itself in every YAML. Line breaks other than LF, and
// what some reader takes for one, may not.
static bool is_printable(uint32_t code)
{
	if (code < 0xA0)
		return code >= 0x20 && code < 0x7F;
	return code != 0x2028 && code != 0x2029 && code != 0xFEFF && code != 0xFFFE &&
	       code != 0xFFFF;
}

// `also` are further characters to let pass.
static bool all_printable(struct str text, const char *also)
{
	uint32_t code;

	for (size_t at = 0, len; at < text.len; at += len) {
		len = utf8_decode(text, at, &code);
		if (len == 0)
			return false;
		if (!is_printable(code) && (code == 0 || code > 0x7F || !strchr(also, (int)code)))
			return false;
	}
	return true;
}

// Words that some YAML takes for a boolean, null or a merge.
static bool is_special_word(struct str text)
{
	static const char *const words[] = {"y", "n", "yes", "no", "true", "false", "on",
	                                    "off", "null", "~", "=", "<<"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(text, str_of(words[i])))
			return true;
	return false;
}

bool yaml_plain_is_safe(struct str text)
{
	// The second line: what a number, a date or a time could start with.
	static const char never_first[] = " -?:,[]{}#&*!|>'\"%@`"
					  "+.0123456789";

	if (text.len == 0 || !all_printable(text, "") || strchr(never_first, text.at[0]))
		return false;
	if (str_ends(text, " ") || str_ends(text, ":"))
		return false;
	if (str_find(text, 0, ": ") >= 0 || str_find(text, 0, " #") >= 0)
		return false;
	return !is_special_word(text);
}

// In brackets, commas and brackets end a plain text, and a colon can.
static bool plain_is_safe_in_flow(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(",[]{}?", text.at[i]))
			return false;
	return yaml_plain_is_safe(text);
}

// What every reader takes for the same number or boolean, and what CloudFormation turns
// into this very text where it wants a text. Twelve digits are an account id.
static bool is_plain_value(struct str text)
{
	struct str digits = str_slice(text, str_starts(text, "-"), text.len);

	if (str_is(text, "true") || str_is(text, "false") || str_is(text, "0"))
		return true;
	return digits.len < 12 && str_all_digits(digits) && digits.at[0] != '0';
}

// Whether a literal block gives the text back in every reader. Some stumble over lines of
// blanks at the end, and over a tab where they look for the indentation.
static bool literal_is_safe(struct str text)
{
	size_t end = text.len, at;

	while (end > 0 && text.at[end - 1] == '\n')
		end--;
	for (at = end; at > 0 && text.at[at - 1] == ' '; at--)
		;
	if (at == 0 || strchr("\n\t", text.at[at - 1]))
		return false;
	for (at = 0; text.at[at] == '\n' || text.at[at] == ' '; at++)
		;
	return text.at[at] != '\t' && all_printable(text, "\n\t");
}

enum yaml_spot { SPOT_KEY, SPOT_BLOCK, SPOT_FLOW };

static enum node_style style_for(struct str text, enum node_style wish, enum yaml_spot spot)
{
	if (wish == STYLE_PLAIN && is_plain_value(text))
		return STYLE_PLAIN;
	if (spot == SPOT_FLOW ? plain_is_safe_in_flow(text) : yaml_plain_is_safe(text))
		return STYLE_PLAIN;
	// libfyaml misreads two apostrophes in a row.
	if (all_printable(text, "") && str_find(text, 0, "''") < 0)
		return STYLE_SINGLE;
	if (spot == SPOT_BLOCK && str_find_byte(text, 0, '\n') >= 0 && literal_is_safe(text))
		return STYLE_LITERAL;
	return STYLE_DOUBLE;
}

static void out_single(struct out *o, struct str text)
{
	out_byte(o, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			out_byte(o, '\'');
		out_byte(o, text.at[i]);
	}
	out_byte(o, '\'');
}

static void out_double(struct out *o, struct str text)
{
	uint32_t code;

	out_byte(o, '"');
	for (size_t at = 0, len; at < text.len; at += len) {
		len = utf8_decode(text, at, &code);
		if (len == 0) {
			// Such bytes are no text.
			out_text(o, "\\uFFFD");
			len = 1;
		} else if (code == '"' || code == '\\')
			out_printf(o, "\\%c", (int)code);
		else if (is_printable(code))
			out_bytes(o, str_slice(text, at, at + len));
		else if (code == '\n' || code == '\t' || code == '\r')
			out_text(o, code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r");
		else
			out_printf(o, code < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)code);
	}
	out_byte(o, '"');
}

static void out_scalar(struct out *o, struct str text, enum node_style style)
{
	if (style == STYLE_PLAIN)
		out_bytes(o, text);
	else if (style == STYLE_SINGLE)
		out_single(o, text);
	else
		out_double(o, text);
}

struct str write_yaml_scalar(struct arena *a, struct str text)
{
	struct out o = {.arena = a};

	out_scalar(&o, text, style_for(text, STYLE_SINGLE, SPOT_KEY));
	return out_str(&o);
}

// --- a tree ---

struct writer {
	struct out out;
	const struct doc *doc;
};

enum {
	INDENT = 2,
	KEY_LONGEST = 1000, // bytes; readers look 1024 characters ahead for the colon
};

// A tag that is not in the list stands in the file only, perhaps behind an anchor.
static struct str tag_of(const struct doc *d, const struct node *n)
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
		out_bytes(&w->out, tag_of(w->doc, n));
	}
	if (n->kind == NODE_SCALAR) {
		// libfyaml misreads a block that is the whole document and has a tag.
		enum yaml_spot spot = indent ? SPOT_BLOCK : SPOT_KEY;
		enum node_style style = style_for(node_str(n), n->style, spot);
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
		out_printf(&text, "%.*s ", STR(tag_of(w->doc, key)));
	out_scalar(&text, node_str(key), style_for(node_str(key), key->style, SPOT_KEY));
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
