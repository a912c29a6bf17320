// Whether all strings that one pattern of a policy takes are taken by another one, and
// whether two have none in common.
#include <string.h>

#include "model/text/utf8.h"
#include "policies/engine/covering.h"

// Policy variables are written as bytes that no text holds, the same byte for the same
// variable, so that texts with variables compare like others.
enum { SYMBOL_FIRST = 0xf5, SYMBOLS = 9 };

struct symbols {
	const struct pattern_part *named[SYMBOLS];
	size_t count;
};

static bool is_symbol(char c)
{
	return (unsigned char)c >= SYMBOL_FIRST && (unsigned char)c < SYMBOL_FIRST + SYMBOLS;
}

static bool has_symbol(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_symbol(text.at[i]))
			return true;
	return false;
}

static bool variable_is(const struct pattern_part *a, const struct pattern_part *b)
{
	return str_eq_nocase(a->key, b->key) && a->has_fallback == b->has_fallback &&
	       str_eq(a->fallback, b->fallback);
}

// The byte of a variable; 0 where there are too many, or a part of it is not known.
static char symbol_of(struct symbols *s, const struct pattern_part *part)
{
	size_t i = 0;

	if (!text_is_known(part->key) || !text_is_known(part->fallback))
		return 0;
	while (i < s->count && !variable_is(s->named[i], part))
		i++;
	if (i == SYMBOLS)
		return 0;
	if (i == s->count)
		s->named[s->count++] = part;
	return (char)(SYMBOL_FIRST + i);
}

static bool write_symbols(struct covering *c, struct symbols *s, const struct pattern *p,
                          struct str *text)
{
	char *at;
	size_t len = 0;

	*text = p->text;
	if (!p->parts)
		return true;
	at = arena_alloc(c->scratch, p->text.len + p->part_count);
	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		char symbol = 0;
		if (part->key.len > 0 && !(symbol = symbol_of(s, part)))
			return false;
		if (part->text.len > 0)
			memcpy(at + len, part->text.at, part->text.len);
		len += part->text.len;
		if (symbol)
			at[len++] = symbol;
	}
	*text = (struct str){at, len};
	return true;
}

// Whether it stands for just one character, so that '?' takes it.
static bool is_character(char c)
{
	return c != PATTERN_ANY && c != HOLE_BYTE && !is_symbol(c) && !utf8_continues(c);
}

// Whether `wide` takes every text that `narrow` takes. What can stand for several letters
// in `narrow` is taken as one letter that only '*', or a variable only the same, can take.
static bool takes_all(struct covering *c, struct str wide, struct str narrow)
{
	size_t w = 0, n = 0, star = SIZE_MAX, retry = 0;

	while (n < narrow.len) {
		if (!spend(c, 1))
			return false;
		if (w < wide.len && wide.at[w] == PATTERN_ANY) {
			star = w++;
			retry = n;
		} else if (w < wide.len && wide.at[w] == PATTERN_ONE &&
		           is_character(narrow.at[n])) {
			w++;
			for (n++; n < narrow.len && utf8_continues(narrow.at[n]);)
				n++;
		} else if (w < wide.len && wide.at[w] == narrow.at[n]) {
			w++;
			n++;
		} else if (star != SIZE_MAX) {
			w = star + 1;
			n = ++retry;
		} else {
			return false;
		}
	}
	while (w < wide.len && wide.at[w] == PATTERN_ANY)
		w++;
	return w == wide.len;
}

// A variable in one of the first five fields could hold a colon and move those after it:
// that does no harm only where both have it at the same place.
static bool arn_takes_all(struct covering *c, struct str wide, struct str narrow)
{
	struct str w[ARN_FIELDS], n[ARN_FIELDS];

	if (!arn_fields(wide, w) || !arn_fields(narrow, n))
		return false;
	for (int i = 0; i < ARN_FIELDS; i++) {
		if (i < ARN_FIELDS - 1 && has_symbol(n[i]) && !str_eq(w[i], n[i]))
			return false;
		if (!takes_all(c, w[i], n[i]))
			return false;
	}
	return true;
}

static bool pattern_takes_all(struct covering *c, const struct pattern *wide,
                              const struct pattern *narrow, enum matching how)
{
	struct symbols symbols = {.count = 0};
	struct str w, n;

	if (wide->has_hole || !spend(c, 1) || !write_symbols(c, &symbols, wide, &w) ||
	    !write_symbols(c, &symbols, narrow, &n))
		return false;
	if (str_eq(w, n))
		return true;
	switch (how) {
	case COMPARE_NOCASE:
		return str_eq_nocase(w, n);
	case COMPARE_GLOB:
		return takes_all(c, w, n);
	case COMPARE_RESOURCE:
		return wildcards_take_all(w) && takes_all(c, w, n);
	case COMPARE_ARN:
		return arn_takes_all(c, w, n);
	default:
		return false;
	}
}

// --- items ---

bool item_is_single(const struct item *item)
{
	return item->is_sure && item->other_count == 0;
}

// Whether both are surely the same text with the same unknown parts.
static bool item_same(const struct item *a, const struct item *b)
{
	const struct pattern *p = &a->first, *q = &b->first;

	if (!item_is_single(a) || !item_is_single(b) || !p->has_hole || !q->has_hole ||
	    p->parts || q->parts || !str_eq(p->text, q->text))
		return false;
	return a->node->kind != NODE_CHOICE && node_same(a->node, b->node);
}

bool item_takes_all(struct covering *c, const struct item *wide,
                    const struct item *narrow, enum matching how)
{
	if (item_same(wide, narrow))
		return true;
	if (!item_is_single(wide) || !narrow->is_sure ||
	    !pattern_takes_all(c, &wide->first, &narrow->first, how))
		return false;
	for (size_t i = 0; i < narrow->other_count; i++)
		if (!pattern_takes_all(c, &wide->first, &narrow->others[i], how))
			return false;
	return true;
}

bool items_take_all(struct covering *c, const struct items *wide,
                    const struct items *narrow, enum matching how)
{
	for (size_t i = 0; i < narrow->count; i++) {
		bool taken = false;
		for (size_t j = 0; j < wide->count && !taken; j++)
			taken = item_takes_all(c, &wide->all[j], &narrow->all[i], how);
		if (!taken)
			return false;
	}
	return true;
}

bool items_take_everything(const struct items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		const struct pattern *p = &items->all[i].first;
		if (item_is_single(&items->all[i]) && !p->parts && p->plain == 0 && p->is_prefix)
			return true;
	}
	return false;
}

static bool is_one_text(const struct pattern *p)
{
	return p->plain == p->text.len && !p->parts && !p->has_hole;
}

bool pattern_is_apart(struct covering *c, const struct pattern *p,
                      const struct pattern *q)
{
	if (p->parts || q->parts || !spend(c, 1))
		return false;
	if (is_one_text(p) && is_one_text(q))
		return !str_eq(p->text, q->text);
	if (!spend(c, (p->text.len + 1) * (q->text.len + 1)))
		return false;
	if (!p->has_hole && is_one_text(q))
		return !takes_all(c, p->text, q->text) && c->steps > 0;
	if (!q->has_hole && is_one_text(p))
		return !takes_all(c, q->text, p->text) && c->steps > 0;
	return !patterns_may_meet(p->text, q->text, c->scratch);
}

static bool item_is_apart(struct covering *c, const struct item *a, const struct item *b)
{
	return item_is_single(a) && item_is_single(b) &&
	       pattern_is_apart(c, &a->first, &b->first);
}

bool items_are_apart(struct covering *c, const struct items *a, const struct items *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (!item_is_apart(c, &a->all[i], &b->all[j]))
				return false;
	return true;
}
