// One text as YAML or JSON spells it.
#include "model/write/write_private.h"

#include <string.h>

#include "model/text/utf8.h"

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

bool is_plain_value(struct str text)
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

// libfyaml misreads two apostrophes in a row.
bool may_be_single(struct str text)
{
	return all_printable(text, "") && str_find(text, 0, "''") < 0;
}

enum node_style yaml_style(struct str text, enum node_style wish, enum yaml_spot spot)
{
	if (wish == STYLE_PLAIN && is_plain_value(text))
		return STYLE_PLAIN;
	if (spot == SPOT_FLOW ? plain_is_safe_in_flow(text) : yaml_plain_is_safe(text))
		return STYLE_PLAIN;
	if (may_be_single(text))
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

// Where the run of bytes that JSON takes as they are ends, at or after `at`.
static size_t json_plain_end(struct str text, size_t at)
{
	while (at < text.len && text.at[at] >= ' ' && text.at[at] < 0x7F &&
	       text.at[at] != '"' && text.at[at] != '\\')
		at++;
	return at;
}

// What stands in double quotes is JSON as well as YAML.
void out_json_string(struct out *o, struct str text)
{
	size_t done = 0; // bytes before this are written

	out_byte(o, '"');
	for (size_t at = json_plain_end(text, 0), len; at < text.len;
	     at = json_plain_end(text, at + len)) {
		uint32_t code;
		len = utf8_decode(text, at, &code);
		if (len && is_printable(code) && code != '"' && code != '\\')
			continue;
		out_bytes(o, str_slice(text, done, at));
		if (len == 0) {
			out_text(o, "\\uFFFD"); // such bytes are no text
			len = 1;
		} else if (code == '"' || code == '\\') {
			out_printf(o, "\\%c", (int)code);
		} else if (code == '\n' || code == '\t' || code == '\r') {
			out_text(o, code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r");
		} else {
			out_printf(o, "\\u%04X", (unsigned)code);
		}
		done = at + len;
	}
	out_bytes(o, str_slice(text, done, text.len));
	out_byte(o, '"');
}

void out_scalar(struct out *o, struct str text, enum node_style style)
{
	if (style == STYLE_PLAIN)
		out_bytes(o, text);
	else if (style == STYLE_SINGLE)
		out_single(o, text);
	else
		out_json_string(o, text);
}

struct str write_yaml_scalar(struct arena *a, struct str text)
{
	struct out o = {.arena = a};

	out_scalar(&o, text, yaml_style(text, STYLE_SINGLE, SPOT_KEY));
	return out_str(&o);
}
