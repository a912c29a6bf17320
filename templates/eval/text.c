// Texts that are known in part.
#include <string.h>

#include "model/truth.h"
#include "model/write/write.h"
#include "templates/eval/eval_private.h"
#include "templates/kinds.h"

// --- pieces ---

bool text_known(struct eval *e, const struct node *value, struct str *text)
{
	struct out whole = {.arena = e->arena};

	*text = node_str(value);
	if (value->kind != NODE_TEXT)
		return value->kind == NODE_SCALAR;
	for (const struct node *piece = value->first; piece; piece = piece->next) {
		if (piece->kind != NODE_SCALAR || !eval_spend(e, 1 + piece->len / 16))
			return false;
		out_bytes(&whole, node_str(piece));
	}
	*text = out_str(&whole);
	return true;
}

const struct node *text_in_runs(struct eval *e, const struct node *value)
{
	struct node *text = eval_make(e, NODE_TEXT, value), *run;
	struct node_list list = node_list_of(text);
	struct out letters = {.arena = e->arena};

	if (value->kind != NODE_TEXT)
		return value;
	for (const struct node *n = value->first; n; n = n->next) {
		if (n->kind == NODE_HOLE) {
			node_list_add(&list, node_copy(e->arena, n));
			continue;
		}
		out_bytes(&letters, node_str(n));
		if (n->next && n->next->kind == NODE_SCALAR)
			continue;
		run = node_scalar(e->arena, out_str(&letters), STYLE_SINGLE);
		node_list_add(&list, node_from(run, n));
		letters = (struct out){.arena = e->arena};
	}
	return text->len == 1 && text->first->kind == NODE_SCALAR ? text->first : text;
}

bool text_is_plain(const struct node *value)
{
	if (value->kind == NODE_HOLE)
		return hole_is_named(value->hole);
	if (value->kind != NODE_TEXT)
		return value->kind == NODE_SCALAR;
	for (const struct node *piece = value->first; piece; piece = piece->next)
		if (piece->kind == NODE_HOLE && !hole_is_named(piece->hole))
			return false;
	return true;
}

// Where escapes or indents stand between the text and the file, the place of a slice has
// to be looked for.
static bool find_place(struct eval *e, const struct node *scalar, struct node *slice,
                       size_t from, size_t to)
{
	enum { LONGEST = 4096 }; // looking costs as much as the text is long
	const struct doc *d = e->t->doc;

	if (scalar->src >= d->source_count || scalar->end - scalar->start < scalar->len)
		return false;
	if ((scalar->flags & NODE_DECODED) &&
	    (scalar->len > LONGEST || !eval_spend(e, scalar->len / 64)))
		return false;
	slice->start = node_offset(d, scalar, from);
	slice->end = slice->start + (uint32_t)(to - from);
	if (slice->end <= scalar->end && str_eq(node_source_text(d, slice), node_str(slice)))
		return true;
	slice->end = to < scalar->len ? node_offset(d, scalar, to) : scalar->end;
	return slice->start < slice->end;
}

struct node *text_slice(struct eval *e, const struct node *scalar, size_t from, size_t to)
{
	struct node *slice = node_copy(e->arena, scalar);

	slice->tag = TAG_NONE;
	if (from == 0 && to == scalar->len)
		return slice;
	slice->text = to > from ? scalar->text + from : NULL;
	slice->len = (uint32_t)(to - from);
	// Not a number any more, whatever the digits; and no quote belongs to it.
	slice->style = STYLE_FOLDED;
	if (!find_place(e, scalar, slice, from, to)) {
		node_from(slice, scalar);
		slice->flags |= NODE_DECODED;
	}
	return slice;
}

static enum node_style text_style(const struct node *from)
{
	return from->style == STYLE_LITERAL || from->style == STYLE_FOLDED ? from->style
	                                                                  : STYLE_SINGLE;
}

static const struct node *one_scalar(struct eval *e, const struct node *text)
{
	struct str whole;

	if (!text_known(e, text, &whole))
		return text;
	return node_from(node_scalar(e->arena, whole, text->style), text);
}

static bool add_piece(struct eval *e, struct node_list *text, const struct node *piece)
{
	bool is_text = piece->kind == NODE_TEXT;

	if (!is_text && piece->kind != NODE_SCALAR && piece->kind != NODE_HOLE)
		return false;
	for (const struct node *n = is_text ? piece->first : piece; n;
	     n = is_text ? n->next : NULL) {
		if (n->kind == NODE_SCALAR && n->len == 0)
			continue;
		if (!eval_spend(e, 1))
			return false;
		node_list_add(text, node_copy(e->arena, n));
	}
	return true;
}

const struct node *text_join(struct eval *e, const struct node *from,
                           const struct node *const *pieces, size_t count)
{
	struct node *text = eval_make(e, NODE_TEXT, from), *only;
	struct node_list list = node_list_of(text);

	text->style = text_style(from);
	for (size_t i = 0; i < count; i++)
		if (!add_piece(e, &list, pieces[i]))
			return NULL;
	only = text->first;
	if (!only)
		return node_from(node_scalar(e->arena, S(""), STYLE_SINGLE), from);
	if (only->next)
		return e->exact ? one_scalar(e, text) : text;
	if (only->kind == NODE_SCALAR)
		return only;
	if (only->hole->is_list)
		return text;
	// A variable of Fn::Sub that stands alone is its value.
	return e->exact && !hole_is_named(only->hole) ? only->hole->expr : only;
}

// --- Fn::Split ---

// A pseudo parameter of letters, digits, '-' and '.'.
static bool is_word(const struct hole *hole)
{
	static const char *const words[] = {"AWS::AccountId", "AWS::Partition", "AWS::Region",
	                                    "AWS::StackName", "AWS::URLSuffix"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(hole->name, words[i]))
			return hole_is_named(hole);
	return false;
}

struct splitter {
	struct eval *e;
	const struct node *value; // that is split
	struct str delimiter;
	bool trim;                // blanks around each item
	struct node_list items;
	const struct node **pieces; // of the item that is not complete yet
	size_t count, room;
};

static void add_slice(struct splitter *s, const struct node *scalar, size_t from,
                      size_t to)
{
	while (s->trim && s->count == 0 && from < to && scalar->text[from] == ' ')
		from++;
	s->pieces = arena_grow(s->e->arena, s->pieces, s->count, &s->room, sizeof *s->pieces);
	s->pieces[s->count++] = text_slice(s->e, scalar, from, to);
}

static size_t trimmed(const struct splitter *s, const struct node *scalar, size_t from,
                      size_t to)
{
	while (s->trim && to > from && scalar->text[to - 1] == ' ')
		to--;
	return to;
}

static bool end_item(struct splitter *s)
{
	const struct node *item = text_join(s->e, s->value, s->pieces, s->count);

	if (!item)
		return false;
	node_list_add(&s->items, node_copy(s->e->arena, item));
	s->count = 0;
	return true;
}

static bool split_scalar(struct splitter *s, const struct node *scalar)
{
	struct str text = node_str(scalar);
	size_t from = 0;
	ptrdiff_t at;
	const char *delimiter = arena_cstring(s->e->arena, s->delimiter);

	while ((at = str_find(text, from, delimiter)) >= 0) {
		add_slice(s, scalar, from, trimmed(s, scalar, from, (size_t)at));
		if (!end_item(s))
			return false;
		from = (size_t)at + s->delimiter.len;
	}
	add_slice(s, scalar, from,
	          scalar->next ? text.len : trimmed(s, scalar, from, text.len));
	return true;
}

static bool add_hole(struct splitter *s, const struct node *hole)
{
	if (!is_word(hole->hole) || !strchr(",:;/|@ ", s->delimiter.at[0]))
		return false;
	s->pieces = arena_grow(s->e->arena, s->pieces, s->count, &s->room, sizeof *s->pieces);
	s->pieces[s->count++] = hole;
	return true;
}

const struct node *text_split(struct eval *e, const struct node *value,
                              struct str delimiter, bool trim)
{
	struct node *seq = eval_make(e, NODE_SEQ, value);
	struct splitter s = {.e = e, .value = value, .delimiter = delimiter, .trim = trim};

	seq->style = STYLE_BLOCK;
	s.items = node_list_of(seq);
	if (str_find_byte(delimiter, 0, '\0') >= 0)
		return NULL;
	if (value->kind == NODE_SCALAR) {
		struct node *alone = node_copy(e->arena, value);
		return split_scalar(&s, alone) && end_item(&s) ? seq : NULL;
	}
	// A longer delimiter may stand across two pieces.
	if (value->kind != NODE_TEXT || delimiter.len != 1)
		return NULL;
	for (const struct node *n = value->first; n; n = n->next)
		if (!(n->kind == NODE_SCALAR ? split_scalar(&s, n) : add_hole(&s, n)))
			return NULL;
	return end_item(&s) ? seq : NULL;
}

// --- Fn::Base64 ---

const struct node *text_base64(struct eval *e, const struct node *from, struct str text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *coded = arena_alloc(e->arena, text.len / 3 * 4 + 5), *end = coded;

	for (size_t i = 0; i < text.len; i += 3) {
		size_t left = text.len - i;
		uint32_t three = (uint32_t)(unsigned char)text.at[i] << 16;
		if (left > 1)
			three |= (uint32_t)(unsigned char)text.at[i + 1] << 8;
		if (left > 2)
			three |= (unsigned char)text.at[i + 2];
		*end++ = digits[three >> 18];
		*end++ = digits[three >> 12 & 63];
		*end++ = left > 1 ? digits[three >> 6 & 63] : '=';
		*end++ = left > 2 ? digits[three & 63] : '=';
	}
	return node_from(node_scalar(e->arena, (struct str){coded, (size_t)(end - coded)},
	                             STYLE_SINGLE), from);
}

// --- Fn::ToJsonString ---

struct json {
	struct eval *e;
	const struct node *from;
	struct out out; // known letters since the last hole
	struct node_list text;
};

static void flush(struct json *j)
{
	struct node *known = node_scalar(j->e->arena, out_str(&j->out), STYLE_SINGLE);

	node_list_add(&j->text, node_from(known, j->from));
	j->out = (struct out){.arena = j->e->arena};
}

// Only of holes without quotes and backslashes is it known how they stand in JSON.
static bool json_text(struct json *j, const struct node *value)
{
	bool is_text = value->kind == NODE_TEXT;
	struct str quoted;

	out_byte(&j->out, '"');
	for (const struct node *n = is_text ? value->first : value; n;
	     n = is_text ? n->next : NULL) {
		if (n->kind == NODE_HOLE) {
			if (!is_word(n->hole))
				return false;
			flush(j);
			node_list_add(&j->text, node_copy(j->e->arena, n));
			continue;
		}
		struct out piece = {.arena = j->e->arena};
		out_json_string(&piece, node_str(n));
		quoted = out_str(&piece);
		out_bytes(&j->out, str_slice(quoted, 1, quoted.len - 1));
	}
	out_byte(&j->out, '"');
	return true;
}

static bool json_scalar(struct json *j, const struct node *n)
{
	struct str text;

	if (n->style != STYLE_PLAIN)
		return json_text(j, n);
	if (!text_canonical(n, &text))
		return false;
	if (!json_is_number(text) && !str_is(text, "true") && !str_is(text, "false"))
		return json_text(j, n);
	out_bytes(&j->out, text);
	return true;
}

static bool json_value(struct json *j, const struct node *n)
{
	const struct node *value = eval_settle(j->e, n);
	bool is_map = value->kind == NODE_MAP;

	if (!eval_spend(j->e, 1 + (value->kind == NODE_SCALAR ? value->len / 8 : 0)))
		return false;
	if (value->kind == NODE_SCALAR)
		return json_scalar(j, value);
	if (value->kind == NODE_TEXT || value->kind == NODE_HOLE)
		return json_text(j, value);
	if (!is_map && value->kind != NODE_SEQ)
		return false;
	out_byte(&j->out, is_map ? '{' : '[');
	for (const struct node *child = value->first; child; child = child->next) {
		if (child != value->first)
			out_byte(&j->out, ',');
		if (is_map) {
			out_json_string(&j->out, node_str(child));
			out_byte(&j->out, ':');
			child = child->next;
		}
		if (!json_value(j, child))
			return false;
	}
	out_byte(&j->out, is_map ? '}' : ']');
	return true;
}

const struct node *text_json(struct eval *e, const struct node *from,
                             const struct node *value)
{
	struct node *text = eval_make(e, NODE_TEXT, from);
	struct json j = {.e = e, .from = from, .out = {.arena = e->arena}};
	const struct node *whole[] = {text};

	j.text = node_list_of(text);
	if (!json_value(&j, value))
		return NULL;
	flush(&j);
	return text_join(e, from, whole, 1);
}

// --- telling texts apart ---

// What YAML 1.1 may take a plain scalar for.
enum reading { READ_TEXT, READ_TRUE, READ_FALSE, READ_NULL, READ_NUMBER };

static enum reading reading_of(struct str text)
{
	static const struct {
		const char *word;
		enum reading reading;
	} words[] = {
		{"true", READ_TRUE},   {"yes", READ_TRUE}, {"on", READ_TRUE},   {"y", READ_TRUE},
		{"false", READ_FALSE}, {"no", READ_FALSE}, {"off", READ_FALSE}, {"n", READ_FALSE},
		{"null", READ_NULL},   {"~", READ_NULL},   {"", READ_NULL},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(text, str_of(words[i].word)))
			return words[i].reading;
	if (!str_all_of(str_slice(text, 0, 1), "0123456789+-."))
		return READ_TEXT;
	// A letter that no number or time has makes it a text.
	return str_all_of(text, "0123456789abcdefABCDEFxXoO_.+-:tTzZ inIN") ? READ_NUMBER
	                                                                    : READ_TEXT;
}

static bool is_integer(struct str s)
{
	struct str digits = str_slice(s, str_starts(s, "-"), s.len);

	if (str_is(s, "0"))
		return true;
	return str_all_digits(digits) && digits.at[0] != '0' && digits.len <= 18;
}

bool text_canonical(const struct node *scalar, struct str *text)
{
	*text = node_str(scalar);
	if (scalar->style != STYLE_PLAIN || is_integer(*text))
		return true;
	if (str_eq_nocase(*text, S("true")) || str_eq_nocase(*text, S("false"))) {
		*text = text->len == 4 ? S("true") : S("false");
		return true;
	}
	return reading_of(*text) == READ_TEXT;
}

enum truth literal_equal(const struct node *a, const struct node *b)
{
	struct str x, y;
	bool sure = text_canonical(a, &x);

	sure &= text_canonical(b, &y);
	if (sure)
		return truth_of(str_eq(x, y));
	if (str_eq(x, y) && a->style == b->style)
		return TRUTH_YES;
	return reading_of(x) == reading_of(y) ? TRUTH_UNKNOWN : TRUTH_NO;
}

static bool same_hole(const struct hole *a, const struct hole *b)
{
	enum { COMPARED_BYTES = 4096 }; // of an expression
	const struct node *x = a->expr, *y = b->expr;

	if (a == b)
		return true;
	// In two branches of a choice one expression may be two things.
	if (a->fallback != b->fallback || a->allowed != b->allowed)
		return false;
	if (hole_is_named(a) || hole_is_named(b))
		return str_eq(a->name, b->name) && hole_is_named(a) && hole_is_named(b) &&
		       function_of(x, NULL) == function_of(y, NULL);
	return x->end - x->start <= COMPARED_BYTES && y->end - y->start <= COMPARED_BYTES &&
	       node_same(x, y);
}

bool text_same(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind || a->len != b->len)
		return false;
	if (a->kind == NODE_HOLE)
		return same_hole(a->hole, b->hole);
	if (a->kind == NODE_SCALAR)
		return str_eq(node_str(a), node_str(b));
	if (a->kind != NODE_TEXT)
		return false;
	for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
		if (!text_same(a, b))
			return false;
	return !a && !b;
}
