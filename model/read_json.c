// JSON as RFC 8259 has it. There is no recursion: open brackets stand on a stack of
// LIMIT_DEPTH.
#include "model/readers.h"

#include <string.h>

#include "model/limits.h"

struct level {
	struct node_list list;
	struct node *key; // MAP: the key whose value comes next
};

struct reader {
	struct doc *doc;
	struct diags *diags;
	struct source *source;
	const char *begin, *at, *end;
	struct level levels[LIMIT_DEPTH];
	size_t depth;
	struct key_set scratch;
	bool failed;
};

static uint32_t offset(const struct reader *r, const char *at)
{
	return (uint32_t)(at - r->begin);
}

static bool fail(struct reader *r, const char *at, const char *message)
{
	diag_at(r->diags, &rule_doc_json, r->source, offset(r, at), offset(r, at), "%s",
	        message);
	r->failed = true;
	return false;
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end &&
	       (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
		r->at++;
}

static struct node *new_node(struct reader *r, enum node_kind kind, enum node_style style)
{
	struct node *n = arena_new(r->doc->arena, struct node);

	n->kind = kind;
	n->style = style;
	n->flags = NODE_JSON;
	n->start = offset(r, r->at);
	return n;
}

// --- scalars ---

static bool hex4(const char *at, const char *end, uint32_t *code)
{
	*code = 0;
	if (end - at < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef", *digit;
		char c = at[i] >= 'A' && at[i] <= 'F' ? (char)(at[i] + 32) : at[i];
		digit = c ? strchr(digits, c) : NULL;
		if (!digit)
			return false;
		*code = *code << 4 | (uint32_t)(digit - digits);
	}
	return true;
}

static char *put_utf8(char *out, uint32_t code)
{
	if (code < 0x80) {
		*out++ = (char)code;
		return out;
	}
	if (code < 0x800) {
		*out++ = (char)(0xC0 | code >> 6);
	} else if (code < 0x10000) {
		*out++ = (char)(0xE0 | code >> 12);
		*out++ = (char)(0x80 | (code >> 6 & 0x3F));
	} else {
		*out++ = (char)(0xF0 | code >> 18);
		*out++ = (char)(0x80 | (code >> 12 & 0x3F));
		*out++ = (char)(0x80 | (code >> 6 & 0x3F));
	}
	*out++ = (char)(0x80 | (code & 0x3F));
	return out;
}

// At the character behind a backslash.
static bool read_escape(struct reader *r, char **out)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *name = r->at < r->end && *r->at ? strchr(names, *r->at) : NULL;
	const char *start = r->at - 1;
	uint32_t code, low;

	if (name) {
		*(*out)++ = means[name - names];
		r->at++;
		return true;
	}
	if (r->at == r->end || *r->at != 'u' || !hex4(r->at + 1, r->end, &code))
		return fail(r, start, "unknown escape");
	r->at += 5;
	if (code >= 0xD800 && code < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' &&
	    r->at[1] == 'u' && hex4(r->at + 2, r->end, &low) && low >= 0xDC00 &&
	    low < 0xE000) {
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		r->at += 6;
	}
	if (code >= 0xD800 && code < 0xE000)
		return fail(r, start, "half of a surrogate pair");
	*out = put_utf8(*out, code);
	return true;
}

// From the first escape of a string on: an escape is never shorter than what it means.
static bool read_escaped(struct reader *r, struct node *n, const char *from)
{
	const char *close = r->at;
	char *text, *out;

	while (close < r->end && *close != '"')
		close += *close == '\\' && r->end - close > 1 ? 2 : 1;
	text = arena_alloc(r->doc->arena, (size_t)(close - from) + 1);
	memcpy(text, from, (size_t)(r->at - from));
	out = text + (r->at - from);
	while (r->at < r->end && *r->at != '"') {
		if ((unsigned char)*r->at < 0x20)
			return fail(r, r->at, "control character in a string");
		if (*r->at != '\\') {
			*out++ = *r->at++;
			continue;
		}
		r->at++;
		if (!read_escape(r, &out))
			return false;
	}
	n->text = text;
	n->len = (uint32_t)(out - text);
	n->flags |= NODE_DECODED;
	return true;
}

static struct node *read_string(struct reader *r)
{
	struct node *n = new_node(r, NODE_SCALAR, STYLE_DOUBLE);
	const char *open = r->at++;

	while (r->at < r->end && *r->at != '"' && *r->at != '\\' &&
	       (unsigned char)*r->at >= 0x20)
		r->at++;
	if (r->at < r->end && *r->at == '\\') {
		if (!read_escaped(r, n, open + 1))
			return NULL;
	} else {
		n->len = (uint32_t)(r->at - open - 1);
		n->text = n->len ? open + 1 : NULL;
	}
	if (r->at == r->end || *r->at != '"') {
		fail(r, open, "this quote is never closed");
		return NULL;
	}
	r->at++;
	n->end = offset(r, r->at);
	return n;
}

static const char *digits(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

// The end of the number at `at`, or NULL where there is none.
static const char *number_end(const char *at, const char *end)
{
	const char *from;

	if (at < end && *at == '-')
		at++;
	from = at;
	at = digits(from, end);
	if (at == from || (*from == '0' && at - from > 1))
		return NULL;
	if (at < end && *at == '.') {
		from = at + 1;
		at = digits(from, end);
		if (at == from)
			return NULL;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		from = at + 1;
		if (from < end && (*from == '+' || *from == '-'))
			from++;
		at = digits(from, end);
		if (at == from)
			return NULL;
	}
	return at;
}

static struct node *read_word(struct reader *r)
{
	struct node *n = new_node(r, NODE_SCALAR, STYLE_PLAIN);
	const char *end = r->at;
	struct str word;

	while (end < r->end && !strchr(" \t\r\n,:[]{}\"", *end))
		end++;
	word = (struct str){r->at, (size_t)(end - r->at)};
	if (!str_is(word, "true") && !str_is(word, "false") && !str_is(word, "null") &&
	    number_end(r->at, end) != end) {
		fail(r, r->at, "a value is expected here");
		return NULL;
	}
	n->text = word.at;
	n->len = (uint32_t)word.len;
	r->at = end;
	n->end = offset(r, end);
	return n;
}

// --- structure ---

static bool open_bracket(struct reader *r, struct node *n)
{
	if (r->depth == LIMIT_DEPTH) {
		diag_at(r->diags, &rule_doc_bound, r->source, n->start, n->start,
		        "maps and lists are nested more than %d deep", LIMIT_DEPTH);
		r->failed = true;
		return false;
	}
	r->at++;
	r->levels[r->depth++] = (struct level){.list = node_list_of(n)};
	return true;
}

static struct node *read_value(struct reader *r)
{
	skip_blanks(r);
	if (r->at == r->end) {
		fail(r, r->at, "a value is expected here");
		return NULL;
	}
	switch (*r->at) {
	case '"':
		return read_string(r);
	case '{':
		return new_node(r, NODE_MAP, STYLE_FLOW);
	case '[':
		return new_node(r, NODE_SEQ, STYLE_FLOW);
	default:
		return read_word(r);
	}
}

static bool read_key(struct reader *r, struct level *top)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != '"')
		return fail(r, r->at, "a key in double quotes is expected here");
	top->key = read_string(r);
	if (!top->key)
		return false;
	skip_blanks(r);
	if (r->at == r->end || *r->at != ':')
		return fail(r, r->at, "a colon is expected here");
	r->at++;
	return true;
}

static void close_bracket(struct reader *r)
{
	struct node *n = r->levels[--r->depth].list.parent;

	r->at++;
	n->end = offset(r, r->at);
	if (n->kind == NODE_MAP)
		find_duplicate_keys(r->doc, r->diags, n, &r->scratch);
}

// Goes on from behind a value, or an opening bracket, to the place of the next value.
// False at the end of the text, or where it cannot go on.
static bool next_value(struct reader *r)
{
	while (r->depth > 0) {
		struct level *top = &r->levels[r->depth - 1];
		bool is_map = top->list.parent->kind == NODE_MAP;
		skip_blanks(r);
		if (r->at < r->end && *r->at == (is_map ? '}' : ']')) {
			close_bracket(r);
			continue;
		}
		if (top->list.parent->len > 0) {
			if (r->at == r->end || *r->at != ',')
				return fail(r, r->at, "a comma or the closing bracket is expected here");
			r->at++;
		}
		return is_map ? read_key(r, top) : true;
	}
	skip_blanks(r);
	if (r->at < r->end)
		fail(r, r->at, "there is more text behind the end");
	return false;
}

void read_json(struct doc *doc, struct diags *diags)
{
	struct reader *r = arena_new(doc->arena, struct reader);

	r->doc = doc;
	r->diags = diags;
	r->source = doc->sources[0];
	r->begin = r->source->text.at;
	r->at = r->begin + bom_length(r->source->text);
	r->end = r->begin + r->source->text.len;
	do {
		struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;
		struct node *n = read_value(r);
		if (!n)
			break;
		if (!top)
			doc->root = n;
		else if (top->key)
			node_list_pair(&top->list, top->key, n);
		else
			node_list_add(&top->list, n);
		if (top)
			top->key = NULL;
		if (n->kind != NODE_SCALAR && !open_bracket(r, n))
			break;
	} while (next_value(r));
	if (r->failed)
		doc->root = NULL;
}
