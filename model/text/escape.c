// The table of outputs.
#include "model/text/escape.h"

#include <string.h>

#include "model/text/utf8.h"
#include "model/write/write.h"

// --- a line ---

// Breaks a line, steers a terminal, or turns the direction in which it is read.
// https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E ||
	       code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || code == 0xFFFE ||
	       code == 0xFFFF;
}

// Takes one character off the text. What cannot be shown is '?', a blank for a blank.
static struct str take(struct str text, size_t *at)
{
	uint32_t code = 0;
	size_t from = *at, len = utf8_decode(text, from, &code);

	*at += len ? len : 1;
	if (len && !is_control(code))
		return str_slice(text, from, from + len);
	return len && code <= '\r' && code >= '\t' ? S(" ") : S("?");
}

// The bytes from `at` on that stand for themselves everywhere: visible ASCII, none of `set`.
static struct str plain_run(struct str text, size_t at, const char *set)
{
	size_t end = at;

	while (end < text.len && text.at[end] >= ' ' && text.at[end] <= '~' &&
	       !strchr(set, text.at[end]))
		end++;
	return str_slice(text, at, end);
}

static void out_line(struct out *o, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		struct str plain = plain_run(text, at, "");
		out_bytes(o, plain);
		at += plain.len;
		if (at < text.len)
			out_bytes(o, take(text, &at));
	}
}

static bool is_one_of(struct str c, const char *set)
{
	return c.len == 1 && strchr(set, c.at[0]);
}

// --- each output ---

static void out_yaml_scalar(struct out *o, struct str text)
{
	out_bytes(o, write_yaml_scalar(o->arena, text));
}

static void out_ini(struct out *o, struct str text)
{
	static const char set[] = "[]#;=";

	for (size_t at = 0; at < text.len;) {
		struct str plain = plain_run(text, at, set), c;
		out_bytes(o, plain);
		at += plain.len;
		if (at == text.len)
			return;
		c = take(text, &at);
		out_bytes(o, is_one_of(c, set) ? S("?") : c);
	}
}

static void out_shell(struct out *o, struct str text)
{
	out_byte(o, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			out_text(o, "'\\''");
		else if (text.at[i])
			out_byte(o, text.at[i]);
	}
	out_byte(o, '\'');
}

static bool is_alnum(struct str text, size_t at)
{
	return at < text.len && str_all_of(str_slice(text, at, at + 1),
	                                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                                   "0123456789");
}

// Marks of a block only count where a line begins: "- ", "# ", "1. ", "===".
static bool begins_a_block(struct str text, size_t at)
{
	size_t i = 0;

	while (i < text.len && str_all_of(str_slice(text, i, i + 1), "0123456789"))
		i++;
	if (at == i && i > 0)
		return strchr(".)", text.at[at]) != NULL;
	return at == 0 && strchr("#+-=", text.at[0]);
}

// Where an address would become a link of itself.
static bool begins_a_link(struct str text, size_t at)
{
	if (text.at[at] == ':')
		return str_starts(str_slice(text, at, text.len), "://");
	return text.at[at] == '.' && at >= 3 &&
	       str_eq_nocase(str_slice(text, at - 3, at), S("www"));
}

// A mention is looked for in what the page shows, where a backslash is gone: a comment
// parts its sign from its name. A mail address is one with any letter after the sign.
static void out_markdown(struct out *o, struct str text)
{
	for (size_t at = 0, from; at < text.len;) {
		struct str c;
		from = at;
		c = take(text, &at);
		if (is_one_of(c, "\\`*_[]<>|&~$") || begins_a_block(text, from) ||
		    begins_a_link(text, from))
			out_byte(o, '\\');
		out_bytes(o, c);
		if ((is_one_of(c, "@") && at < text.len && text.at[at] != ' ') ||
		    (is_one_of(c, "#") && is_alnum(text, at)))
			out_text(o, "<!-- -->");
	}
}

// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
static void out_numbered(struct out *o, struct str text, const char *set)
{
	for (size_t at = 0; at < text.len;) {
		struct str c = take(text, &at);
		if (is_one_of(c, set))
			out_printf(o, "%%%02X", (unsigned)c.at[0]);
		else
			out_bytes(o, c);
	}
}

static void out_github(struct out *o, struct str text)
{
	out_numbered(o, text, "%:,");
}

static void out_github_message(struct out *o, struct str text)
{
	out_numbered(o, text, "%");
}

static void out_xml(struct out *o, struct str text)
{
	static const char set[] = "&<>\"'";

	for (size_t at = 0; at < text.len;) {
		struct str plain = plain_run(text, at, set), c;
		out_bytes(o, plain);
		at += plain.len;
		if (at == text.len)
			return;
		c = take(text, &at);
		if (is_one_of(c, set))
			out_printf(o, "&#%d;", c.at[0]);
		else
			out_bytes(o, c);
	}
}

struct str escape(struct arena *a, enum output output, struct str text)
{
	static void (*const functions[])(struct out *, struct str) = {
		[OUTPUT_TERMINAL] = out_line,
		[OUTPUT_JSON] = out_json_string,
		[OUTPUT_YAML_COMMENT] = out_line,
		[OUTPUT_YAML_SCALAR] = out_yaml_scalar,
		[OUTPUT_INI] = out_ini,
		[OUTPUT_SHELL] = out_shell,
		[OUTPUT_MARKDOWN] = out_markdown,
		[OUTPUT_GITHUB] = out_github,
		[OUTPUT_GITHUB_MESSAGE] = out_github_message,
		[OUTPUT_XML] = out_xml,
		[OUTPUT_HTML] = out_xml,
	};
	struct out o = {.arena = a};

	functions[output](&o, text);
	out_byte(&o, '\0');
	return (struct str){o.at, o.len - 1};
}

const char *escaped(struct arena *a, enum output output, struct str text)
{
	return escape(a, output, text).at;
}
