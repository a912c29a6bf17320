// JSON as RFC 8259 has it. There is no recursion: open brackets stand on a stack of
// LIMIT_DEPTH. A mistake is said and, where it is plain what was meant, reading goes on,
// so that one run names many; the tree counts only where there was none.
#include "model/read/read_private.h"

#include <string.h>

#include "model/limits.h"
#include "model/text/say.h"
#include "model/text/utf8.h"
#include "model/write/write.h"

enum { ENOUGH_MISTAKES = 20 };

struct level {
	struct node_list list;
	struct node *key;  // MAP: the key whose value comes next
	const char *comma; // behind the last item; NULL where none has come
	bool no_comma;     // so it was said that one is missing before this item
	bool no_colon;     // MAP: so it was said that one is missing behind `key`
};

struct reader {
	struct doc *doc;
	struct diags *diags;
	struct source *source;
	const char *begin, *at, *end;
	const char *behind; // the last value, key or bracket
	struct level *levels;
	size_t depth;
	struct key_set scratch;
	int mistakes;
	struct diag unsaid; // stands in for what is no longer said
};

// --- mistakes ---

static uint32_t offset(const struct reader *r, const char *at)
{
	return (uint32_t)(at - r->begin);
}

static struct diag *say(struct reader *r, const struct rule *rule, const char *at,
                        const char *message, const char *hint)
{
	uint32_t start = offset(r, at);
	struct diag *d;

	if (++r->mistakes > ENOUGH_MISTAKES)
		return &r->unsaid;
	d = diag_at(r->diags, rule, r->source, start, char_end(r->source->text, start), "%s",
	            message);
	d->hint = hint;
	hint_at_curly_quotes(r->doc, d);
	return d;
}

static void say_also(struct reader *r, struct diag *d, uint32_t at, const char *text)
{
	diag_relate(r->doc->arena, d, r->source, at, at, text);
}

static const char *with_char(struct reader *r, const char *before, char c,
                             const char *behind)
{
	return arena_printf(r->doc->arena, "%s%c%s", before, c, behind);
}

static const struct node *innermost(const struct reader *r)
{
	return r->levels[r->depth - 1].list.parent;
}

static char bracket_of(const struct reader *r, const struct node *n)
{
	return r->begin[n->start];
}

static struct diag *say_never_closed(struct reader *r, const struct node *n)
{
	return say(r, &rule_doc_bracket, r->begin + n->start,
	           with_char(r, "this ", bracket_of(r, n), " is never closed"), NULL);
}

static void say_end(struct reader *r)
{
	if (r->depth == 0)
		say(r, &rule_doc_json, r->begin, "this file is empty",
		    "the least that is JSON is {}");
	else
		say_never_closed(r, innermost(r));
}

// --- white space ---

// Passes over a comment, which JSON does not have; false where there is none.
static bool skip_comment(struct reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	bool starred = str_starts(rest, "/*");
	ptrdiff_t end;

	if (!starred && !str_starts(rest, "//") && !str_starts(rest, "#"))
		return false;
	say(r, &rule_doc_json, r->at, "JSON has no comments", NULL);
	end = starred ? str_find(rest, 2, "*/") : line_end(rest, 0);
	r->at = end < 0 ? r->end : r->at + end + (starred ? 2 : 0);
	return true;
}

static void skip_space(struct reader *r)
{
	do
		while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' ||
		                          *r->at == '\t'))
			r->at++;
	while (r->at < r->end && (*r->at == '/' || *r->at == '#') && skip_comment(r));
}

// --- texts ---

static struct node *new_node(struct reader *r, enum node_kind kind, enum node_style style)
{
	struct node *n = arena_new(r->doc->arena, struct node);

	n->kind = kind;
	n->style = style;
	n->flags = NODE_JSON;
	n->start = n->end = offset(r, r->at);
	return n;
}

// Ends a scalar whose text stands in the file as it is; reading goes on at `next`.
static struct node *end_scalar(struct reader *r, struct node *n, const char *from,
                               const char *to, const char *next)
{
	if (!(n->flags & NODE_DECODED)) {
		n->len = (uint32_t)(to - from);
		n->text = n->len ? from : NULL;
	}
	r->at = r->behind = next;
	n->end = offset(r, next);
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
static char *read_code(struct reader *r, char *out)
{
	long code = hex4(r->at + 2, r->end), low = -1;
	const char *start = r->at;

	if (code < 0) {
		say(r, &rule_doc_escape, start, "\\u needs four hexadecimal digits", NULL);
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
		say(r, &rule_doc_escape, start,
		    arena_printf(r->doc->arena, "%.6s is half a character", start),
		    "characters past U+FFFF are written by two \\u escapes in a row");
		code = 0xFFFD;
	}
	return out + utf8_encode((uint32_t)code, out);
}

// At the backslash; writes what it stands for, which is never longer.
static char *read_escape(struct reader *r, char *out)
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
	say(r, &rule_doc_escape, r->at,
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
static void decode(struct reader *r, struct node *n, const char *from, const char *close)
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
			say(r, &rule_doc_escape, r->at, "a tab inside of a text is written \\t",
			    NULL);
		else if ((unsigned char)*r->at < 0x20)
			say(r, &rule_doc_escape, r->at,
			    "a control character inside of a text is written by \\u", NULL);
		*out++ = *r->at++;
	}
	n->text = text;
	n->len = (uint32_t)(out - text);
	n->flags |= NODE_DECODED;
}

// NULL where it has no end: what follows cannot be told from what is in it.
static struct node *read_string(struct reader *r)
{
	struct node *n = new_node(r, NODE_SCALAR, STYLE_DOUBLE);
	const char *open = r->at++, *close;

	while (r->at < r->end && *r->at != '"' && *r->at != '\\' &&
	       (unsigned char)*r->at >= 0x20)
		r->at++;
	close = r->at;
	if (close == r->end || *close != '"') {
		close = closing_quote(r->at, r->end);
		if (!close) {
			say(r, &rule_doc_quote, open, "this quote is never closed on its line",
			    "a line break inside of a text is written \\n");
			return NULL;
		}
		decode(r, n, open + 1, close);
	}
	return end_scalar(r, n, open + 1, close, close + 1);
}

// --- words ---

static void say_bad_word(struct reader *r, struct str word)
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
	say(r, &rule_doc_json, word.at, message, hint);
}

// "${Name}", which some tool fills in before the file is JSON: what stands behind it, or
// NULL.
static const char *placeholder_end(const struct reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	ptrdiff_t end;

	if (!str_starts(rest, "${"))
		return NULL;
	end = str_find(str_slice(rest, 0, line_end(rest, 0)), 2, "}");
	return end < 0 ? NULL : rest.at + end + 1;
}

// Where a text in other quotes than JSON's ends, or NULL.
static const char *odd_quote_end(const struct reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	const char *close = str_starts(rest, "'") ? "'" : "\u201D";
	ptrdiff_t end;

	if (!str_starts(rest, "'") && !str_starts(rest, "\u201C"))
		return NULL;
	end = str_find(str_slice(rest, 0, line_end(rest, 0)), 1, close);
	return end < 0 ? NULL : rest.at + end + strlen(close);
}

// A number, true, false or null; or, with a complaint, what should have had quotes: that
// goes on up to a byte of `stops`.
static struct node *read_word(struct reader *r, const char *stops)
{
	struct node *n = new_node(r, NODE_SCALAR, STYLE_PLAIN);
	const char *end = odd_quote_end(r);
	struct str word;

	if (end) {
		say(r, &rule_doc_json, r->at, "a text must stand in double quotes", NULL);
		return end_scalar(r, n, r->at, end, end);
	}
	if ((end = placeholder_end(r))) {
		word = (struct str){r->at, (size_t)(end - r->at)};
		say(r, &rule_doc_json, r->at,
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

// --- structure ---

static bool open_bracket(struct reader *r, struct node *n)
{
	if (r->depth == LIMIT_DEPTH) {
		diag_at(r->diags, &rule_doc_bound, r->source, n->start, n->start + 1,
		        "maps and lists are nested more than %d deep", LIMIT_DEPTH);
		r->mistakes++;
		return false;
	}
	r->behind = ++r->at;
	r->levels[r->depth++] = (struct level){.list = node_list_of(n)};
	return true;
}

static void say_no_value(struct reader *r)
{
	say(r, &rule_doc_json, r->at,
	    *r->at == ',' ? "no value stands before this comma"
	                  : with_char(r, "no value stands before this ", *r->at, ""),
	    NULL);
}

// NULL where reading cannot go on.
static struct node *read_value(struct reader *r)
{
	struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;

	skip_space(r);
	while (r->at < r->end && *r->at == ':') {
		say(r, &rule_doc_json, r->at, "no key stands before this ':'", NULL);
		r->at++;
		skip_space(r);
	}
	if (r->at == r->end) {
		say_end(r);
		return NULL;
	}
	switch (*r->at) {
	case '"':
		return read_string(r);
	case '{':
		return new_node(r, NODE_MAP, STYLE_FLOW);
	case '[':
		return new_node(r, NODE_SEQ, STYLE_FLOW);
	case ',':
	case ']':
	case '}':
		if (!top)
			return NULL;
		if (!top->no_colon)
			say_no_value(r);
		return new_node(r, NODE_SCALAR, STYLE_PLAIN);
	default:
		return read_word(r, ",]}\r\n");
	}
}

static bool read_key(struct reader *r, struct level *top)
{
	const char *key = r->at;

	if (*key == '{' || *key == '[') {
		say(r, &rule_doc_json, key, "a key must be a text in double quotes", NULL);
		return false;
	}
	if (*key == ':') { // read_value says so
		top->key = new_node(r, NODE_SCALAR, STYLE_PLAIN);
		return true;
	}
	top->key = *key == '"' ? read_string(r) : read_word(r, ":,}\r\n");
	if (!top->key)
		return false;
	if (*key != '"' && json_is_number(node_str(top->key)))
		say(r, &rule_doc_json, key, "a key must stand in double quotes", NULL);
	skip_space(r);
	top->no_colon = r->at < r->end && *r->at != ':';
	if (top->no_colon && !top->no_comma)
		say(r, &rule_doc_json, r->behind, "a ':' is missing behind this key", NULL);
	if (r->at < r->end && (*r->at == ':' || *r->at == '='))
		r->at++;
	return true;
}

static void end_collection(struct reader *r)
{
	struct node *n = r->levels[--r->depth].list.parent;

	r->behind = r->at;
	n->end = offset(r, r->at);
	if (n->kind == NODE_MAP)
		find_duplicate_keys(r->doc, r->diags, n, &r->scratch);
}

// At a closing bracket: of the innermost collection or of one around it, or of none.
static void close_bracket(struct reader *r)
{
	const struct node *n = innermost(r);
	struct diag *d;

	if (*r->at == bracket_of(r, n) + 2) {
		r->at++;
		end_collection(r);
		return;
	}
	for (size_t i = r->depth - 1; i-- > 0;)
		if (*r->at == bracket_of(r, r->levels[i].list.parent) + 2) {
			d = say_never_closed(r, n);
			say_also(r, d, offset(r, r->at), "this closes what is around it");
			end_collection(r);
			return;
		}
	d = say(r, &rule_doc_bracket, r->at,
	        arena_printf(r->doc->arena, "this %c closes a %c", *r->at, bracket_of(r, n)),
	        NULL);
	say_also(r, d, n->start, "opened here");
	r->at++;
	end_collection(r);
}

// Something stands where a comma or a closing bracket is expected.
static void say_no_comma(struct reader *r)
{
	if (*r->at == ':') {
		say(r, &rule_doc_json, r->at, "no key stands before this ':'",
		    innermost(r)->kind == NODE_SEQ ? "keys and values stand in { }" : NULL);
		r->at++;
		return;
	}
	if (r->at > r->behind || r->behind[-1] != '"' || *r->at == '"') {
		say(r, &rule_doc_json, r->behind, "a comma is missing here", NULL);
		return;
	}
	say(r, &rule_doc_quote, r->at, "text stands behind the closing quote",
	    "inside of a text \" is written \\\"");
	while (r->at < r->end && !strchr(",]}\r\n", *r->at))
		r->at++;
}

// Behind a value or an opening bracket: goes on to where the next value stands. False at
// the end of the text, or where reading cannot go on.
static bool next_value(struct reader *r)
{
	while (r->depth > 0 && r->mistakes < ENOUGH_MISTAKES) {
		struct level *top = &r->levels[r->depth - 1];
		bool first = !top->list.parent->len;
		skip_space(r);
		if (r->at == r->end) {
			say_end(r);
			return false;
		}
		if (*r->at == ']' || *r->at == '}') {
			if (top->comma)
				say(r, &rule_doc_json, top->comma, "a comma stands behind the last item",
				    NULL);
			close_bracket(r);
		} else if (*r->at == ',') {
			if (top->comma || first)
				say_no_value(r);
			if (!first)
				top->comma = r->at;
			top->no_comma = false;
			r->at++;
		} else if (!top->comma && !first && !top->no_comma) {
			say_no_comma(r);
			top->no_comma = true;
		} else {
			top->comma = NULL;
			if (top->list.parent->kind == NODE_MAP && !read_key(r, top))
				return false;
			top->no_comma = false;
			return true;
		}
	}
	return false;
}

static void check_rest(struct reader *r)
{
	skip_space(r);
	if (r->at < r->end && (*r->at == ']' || *r->at == '}'))
		say(r, &rule_doc_bracket, r->at,
		    with_char(r, "there is no bracket for this ", *r->at, ""), NULL);
	else if (r->at < r->end)
		say(r, &rule_doc_json, r->at, "text stands behind the end of the JSON",
		    "a file holds one value");
}

static void read_document(struct reader *r)
{
	do {
		struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;
		struct node *n = read_value(r);
		if (!n)
			return;
		if (!top)
			r->doc->root = n;
		else if (top->key)
			node_list_pair(&top->list, top->key, n);
		else
			node_list_add(&top->list, n);
		if (top)
			top->key = NULL;
		if (n->kind != NODE_SCALAR && !open_bracket(r, n))
			return;
	} while (next_value(r));
}

void read_json(struct doc *doc, struct diags *diags)
{
	struct level levels[LIMIT_DEPTH];
	struct source *source = doc->sources[0];
	struct reader r = {.doc = doc, .diags = diags, .source = source, .levels = levels};
	size_t before = diags->count, mistakes;

	r.begin = source->text.len ? source->text.at : "";
	r.at = r.behind = r.begin + bom_length(source->text);
	r.end = r.begin + source->text.len;
	read_document(&r);
	if (r.depth == 0)
		check_rest(&r);
	if (!r.mistakes)
		return;
	doc->root = NULL;
	mistakes = diags->count - before;
	if (!find_conflict_marks(doc, diags))
		return;
	diags->count -= mistakes;
	memmove(diags->items + before, diags->items + before + mistakes,
	        (diags->count - before) * sizeof *diags->items);
}
