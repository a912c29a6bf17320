// What copying adds to a text and takes away is passed over, byte by byte.
#include "explain/text.h"

#include "model/text/utf8.h"

static const char *const dropped[] = {
	"\\u0022", "\\u0027", "\\n", "\\t", "\\r", "&quot;", "&#34;", "&#39;", "&apos;", "&nbsp;",
	"<br>",
};

static bool starts_at(struct str text, size_t at, const char *what)
{
	return str_starts(str_slice(text, at, text.len), what);
}

// Colours: ESC [ 1 ; 31 m
static size_t escape_sequence(struct str text, size_t at)
{
	size_t end = at + 1;

	if (end >= text.len || text.at[end] != '[')
		return 1;
	for (end++; end < text.len; end++)
		if (char_is_letter(text.at[end]))
			return end + 1 - at;
	return text.len - at;
}

// "> " in front of a line that is quoted.
static bool is_quoting(struct str text, size_t at)
{
	while (at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '>'))
		at--;
	return at == 0 || text.at[at - 1] == '\n';
}

static bool is_blank_or_quote(uint32_t code)
{
	return code <= ' ' || code == '"' || code == '\'' || code == '`' || code == '\\' ||
	       code == '|' || code == 0x7f || code == 0xa0 || (code >= 0x2000 && code <= 0x200f) ||
	       (code >= 0x2018 && code <= 0x201f) || (code >= 0x2028 && code <= 0x202f) ||
	       (code >= 0x2500 && code <= 0x257f) || code == 0x3000 ||
	       (code >= 0x300c && code <= 0x300f) || code == 0xfeff || code == 0xff02 ||
	       code == 0xff07;
}

// How many bytes at `at` mean nothing.
static size_t nothing_at(struct str text, size_t at, size_t len, uint32_t code)
{
	if (text.at[at] == '\033')
		return escape_sequence(text, at);
	if (text.at[at] == '\\' || text.at[at] == '&' || text.at[at] == '<')
		for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
			if (starts_at(text, at, dropped[i]))
				return strlen(dropped[i]);
	if (text.at[at] == '>' && is_quoting(text, at))
		return 1;
	return len > 0 && is_blank_or_quote(code) ? len : 0;
}

struct maker {
	struct str text;
	char *bytes, *written;
	uint32_t *at;
	size_t len;
};

static void keep(struct maker *m, size_t at, char byte)
{
	m->bytes[m->len] = char_lower(byte);
	m->written[m->len] = byte;
	m->at[m->len++] = (uint32_t)at;
}

// Takes one character in; gives the bytes that it was.
static size_t take(struct maker *m, size_t at)
{
	struct str text = m->text;
	uint32_t code = 0;
	size_t len = utf8_decode(text, at, &code), skipped = nothing_at(text, at, len, code);

	if (skipped > 0)
		return skipped;
	if (starts_at(text, at, "...") || code == 0x2026) {
		keep(m, at, TEXT_CUT);
		return 3;
	}
	if (code >= 0xff01 && code <= 0xff5e) {
		keep(m, at, (char)(code - 0xff01 + '!'));
		return len;
	}
	for (size_t i = 0; i < (len ? len : 1); i++)
		keep(m, at + i, text.at[at + i]);
	return len ? len : 1;
}

struct bare_text bare_text_of(struct arena *a, struct str text)
{
	struct maker m = {
		.text = text,
		.bytes = arena_array(a, char, text.len + 1),
		.written = arena_array(a, char, text.len + 1),
		.at = arena_array(a, uint32_t, text.len + 1),
	};

	for (size_t at = 0; at < text.len;)
		at += take(&m, at);
	return (struct bare_text){{m.bytes, m.len}, {m.written, m.len}, m.at, text};
}
