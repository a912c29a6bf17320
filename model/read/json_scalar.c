// Scalars of JSON: strings with their escapes, and numbers, true, false and null.
#include <string.h>

#include "model/read/json_reader.h"
#include "model/text/say.h"
#include "model/text/utf8.h"
#include "model/write/write.h"

// --- strings ---

struct node *json_node(struct json_reader *r, enum node_kind kind, enum node_style style)
{
	struct node *n = arena_new(r->doc->arena, struct node);

	n->kind = kind;
	n->style = style;
	n->flags = NODE_JSON;
	n->start = n->end = json_offset(r, r->at);
	return n;
}

// Ends a scalar whose text stands in the file as it is; reading goes on at `next`.
static struct node *end_scalar(struct json_reader *r, struct node *n, const char *from,
                               const char *to, const char *next)
{
	if (!(n->flags & NODE_DECODED)) {
		n->len = (uint32_t)(to - from);
		n->text = n->len ? from : NULL;
	}
	r->at = r->last_end = next;
	n->end = json_offset(r, next);
	return n;
}

// The number in four hexadecimal digits, or -1.
static long hex4(const char *at, const char *end)
{
	long code = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = at[i];
		if (c >= '0' && c <= '9')
			code = code << 4 | (c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			code = code << 4 | ((c | 0x20) - 'a' + 10);
		else
			return -1;
	}
	return code;
}

// \uXXXX, and the second half where it is the first of a pair. At the backslash.
static char *read_code(struct json_reader *r, char *out)
{
	long code = hex4(r->at + 2, r->end), low = -1;
	const char *start = r->at;

	if (code < 0) {
		json_say(r, &rule_doc_escape, start, "\\u needs four hexadecimal digits", NULL);
		r->at += 2;
		return out;
	}
	r->at += 6;
	if (code >= 0xD800 && code < 0xDC00 && r->end - r->at > 2 && r->at[0] == '\\' &&
	    r->at[1] == 'u')
		low = hex4(r->at + 2, r->end);
	if (low >= 0xDC00 && low < 0xE000) {
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		r->at += 6;
	} else if (code >= 0xD800 && code < 0xE000) {
		json_say(r, &rule_doc_escape, start,
		    arena_printf(r->doc->arena, "%.6s is half a character", start),
		    "characters past U+FFFF are written by two \\u escapes in a row");
		code = 0xFFFD;
	}
	return out + utf8_encode((uint32_t)code, out);
}

// At the backslash; writes what it stands for, which is never longer.
static char *read_escape(struct json_reader *r, char *out)
{
	static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	char c = r->end - r->at > 1 ? r->at[1] : '\0';
	const char *name = c ? strchr(names, c) : NULL;

	if (c == 'u')
		return read_code(r, out);
	if (name) {
		*out++ = meanings[name - names];
		r->at += 2;
		return out;
	}
	json_say(r, &rule_doc_escape, r->at,
	    c > ' ' ? with_char(r, "\\", c, " is no escape that JSON knows")
	            : "a \\ stands before no letter",
	    "write \\\\ for a backslash");
	*out++ = *r->at++;
	return out;
}

static const char *closing_quote(const char *at, const char *end)
{
	while (at < end && *at != '"' && *at != '\n' && *at != '\r')
		at += *at == '\\' && end - at > 1 && at[1] != '\n' && at[1] != '\r' ? 2 : 1;
	return at < end && *at == '"' ? at : NULL;
}

// A text that holds escapes, or what must be escaped; `r->at` is at the first of them.
static void decode(struct json_reader *r, struct node *n, const char *from,
                   const char *close)
{
	char *text = arena_alloc(r->doc->arena, (size_t)(close - from) + 1);
	char *out = text + (r->at - from);

	memcpy(text, from, (size_t)(r->at - from));
	while (r->at < close) {
		if (*r->at == '\\') {
			out = read_escape(r, out);
			continue;
		}
		if (*r->at == '\t')
			json_say(r, &rule_doc_escape, r->at, "a tab inside of a text is written \\t",
			    NULL);
		else if ((unsigned char)*r->at < 0x20)
			json_say(r, &rule_doc_escape, r->at,
			    "a control character inside of a text is written by \\u", NULL);
		*out++ = *r->at++;
	}
	n->text = text;
	n->len = (uint32_t)(out - text);
	n->flags |= NODE_DECODED;
}

struct node *json_string(struct json_reader *r)
{
	struct node *n = json_node(r, NODE_SCALAR, STYLE_DOUBLE);
	const char *open = r->at++, *close;

	while (r->at < r->end && *r->at != '"' && *r->at != '\\' &&
	       (unsigned char)*r->at >= 0x20)
		r->at++;
	close = r->at;
	if (close == r->end || *close != '"') {
		close = closing_quote(r->at, r->end);
		if (!close) {
			json_say(r, &rule_doc_quote, open, "this quote is never closed on its line",
			    "a line break inside of a text is written \\n");
			return NULL;
		}
		decode(r, n, open + 1, close);
	}
	return end_scalar(r, n, open + 1, close, close + 1);
}

// --- words ---

static void say_bad_word(struct json_reader *r, struct str word)
{
	static const char *const literals[] = {"true", "false", "null"};
	static const char *const foreign[] = {"NaN", "Infinity", "-Infinity", "None",
	                                      "undefined"};
	struct arena *a = r->doc->arena;
	const char *message = "a text must stand in double quotes", *hint = NULL;
	const char *text = say_text(a, word);
	char first = word.at[0] == '-' && word.len > 1 ? word.at[1] : word.at[0];

	for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
		if (str_eq_nocase(word, str_of(literals[i])))
			message = arena_printf(a, "JSON writes %s, not %s", literals[i], text);
	if ((first >= '0' && first <= '9') || first == '+' || first == '.' || first == '-') {
		message = arena_printf(a, "%s is no number in JSON", text);
		hint = "put it in double quotes where it is a text";
		if (first == '0')
			hint = "a number does not begin with 0; an account id is a text, in quotes";
	}
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (str_is(word, foreign[i]))
			message = arena_printf(a, "%s is no value in JSON", text);
	if (first == '!')
		hint = "tags such as !Ref are YAML: JSON writes {\"Ref\": …}";
	json_say(r, &rule_doc_json, word.at, message, hint);
}

// "${Name}", which some tool fills in before the file is JSON: what stands after it, or
// NULL.
static const char *placeholder_end(const struct json_reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	ptrdiff_t end;

	if (!str_starts(rest, "${"))
		return NULL;
	end = str_find(str_slice(rest, 0, line_end(rest, 0)), 2, "}");
	return end < 0 ? NULL : rest.at + end + 1;
}

// Where a text in other quotes than JSON's ends, or NULL.
static const char *odd_quote_end(const struct json_reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	const char *close = str_starts(rest, "'") ? "'" : "\u201D";
	ptrdiff_t end;

	if (!str_starts(rest, "'") && !str_starts(rest, "\u201C"))
		return NULL;
	end = str_find(str_slice(rest, 0, line_end(rest, 0)), 1, close);
	return end < 0 ? NULL : rest.at + end + strlen(close);
}

struct node *json_word(struct json_reader *r, const char *stops)
{
	struct node *n = json_node(r, NODE_SCALAR, STYLE_PLAIN);
	const char *end = odd_quote_end(r);
	struct str word;

	if (end) {
		json_say(r, &rule_doc_json, r->at, "a text must stand in double quotes", NULL);
		return end_scalar(r, n, r->at, end, end);
	}
	if ((end = placeholder_end(r))) {
		word = (struct str){r->at, (size_t)(end - r->at)};
		json_say(r, &rule_doc_json, r->at,
		    arena_printf(r->doc->arena, "%s stands without quotes", say_text(r->doc->arena, word)),
		    "put it in double quotes, or fill it in before the file is read");
		return end_scalar(r, n, r->at, end, end);
	}
	for (end = r->at; end < r->end && !strchr(" \t\r\n,:[]{}\"", *end);)
		end++;
	word = (struct str){r->at, (size_t)(end - r->at)};
	if (!str_is(word, "true") && !str_is(word, "false") && !str_is(word, "null") &&
	    !json_is_number(word)) {
		say_bad_word(r, word);
		while (end < r->end && !strchr(stops, *end))
			end++;
	}
	return end_scalar(r, n, r->at, end, end);
}
