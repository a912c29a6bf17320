// The ways in which a value that is known in part can turn out.
#include "model/variant.h"

#include <string.h>

// That a hole was taken for one value, or left open (NULL): the same parameter cannot be
// one thing at the start of a text and another at its end.
struct pick {
	const struct hole *hole;
	const struct node *value;
	const struct pick *next;
};

struct alternative {
	struct piece *pieces;
	size_t count, room;
	const struct pick *picks;
	bool assumes_parameter;
};

struct set {
	struct arena *arena;
	bool assume;
	struct alternative *items;
	size_t count, room;
	bool incomplete, may_be_none;
};

static void add_alternative(struct set *s, struct alternative alternative)
{
	if (s->count == VARIANTS_MAX) {
		s->incomplete = true;
		return;
	}
	s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof alternative);
	s->items[s->count++] = alternative;
}

static void add_piece(struct arena *a, struct alternative *to, struct piece piece)
{
	to->pieces = arena_grow(a, to->pieces, to->count, &to->room, sizeof piece);
	to->pieces[to->count++] = piece;
}

static const struct pick *new_pick(struct arena *a, struct pick pick)
{
	struct pick *p = arena_new(a, struct pick);

	*p = pick;
	return p;
}

static void expand(struct set *s, const struct node *value);

// `value` stands in for the hole, or each of its items does for a list.
static void assume(struct set *s, const struct hole *hole, const struct node *value)
{
	size_t from = s->count;

	if (node_is_seq(value)) {
		node_each(value, item)
			assume(s, hole, item);
		return;
	}
	expand(s, value);
	for (size_t i = from; i < s->count; i++) {
		struct alternative *item = &s->items[i];
		item->picks = new_pick(s->arena, (struct pick){hole, value, item->picks});
		item->assumes_parameter = true;
	}
}

static void expand_hole(struct set *s, const struct node *n)
{
	const struct hole *hole = n->hole;

	struct alternative open = {0};

	add_piece(s->arena, &open, (struct piece){.hole = hole, .from = n});
	if (!s->assume || (!hole->fallback && !hole->allowed)) {
		add_alternative(s, open);
		return;
	}
	open.picks = new_pick(s->arena, (struct pick){.hole = hole});
	add_alternative(s, open);
	if (hole->fallback)
		assume(s, hole, hole->fallback);
	node_each(hole->allowed, value)
		if (!hole->fallback || !node_same(value, hole->fallback))
			assume(s, hole, value);
}

static bool agree(const struct pick *left, const struct pick *right)
{
	for (; left; left = left->next)
		for (const struct pick *r = right; r; r = r->next)
			if (r->hole == left->hole && r->value != left->value)
				return false;
	return true;
}

static void append(struct arena *a, struct alternative *to, const struct alternative *more)
{
	for (size_t i = 0; i < more->count; i++)
		add_piece(a, to, more->pieces[i]);
	for (const struct pick *p = more->picks; p; p = p->next)
		to->picks = new_pick(a, (struct pick){p->hole, p->value, to->picks});
	to->assumes_parameter |= more->assumes_parameter;
}

// Every way of `so_far` with every way of `next` after it; where that is too many, only
// the first way of `next`, which for a parameter is the open one.
static void multiply(struct set *so_far, const struct set *next)
{
	struct set old = *so_far;

	if (old.count * next->count > VARIANTS_MAX)
		so_far->incomplete = true;
	if (next->count == 1 || so_far->incomplete) {
		for (size_t i = 0; i < old.count; i++)
			append(so_far->arena, &old.items[i], &next->items[0]);
		return;
	}
	*so_far = (struct set){.arena = old.arena};
	for (size_t i = 0; i < old.count; i++) {
		for (size_t j = 0; j < next->count; j++) {
			struct alternative both = {0};
			if (!agree(old.items[i].picks, next->items[j].picks))
				continue;
			append(so_far->arena, &both, &old.items[i]);
			append(so_far->arena, &both, &next->items[j]);
			add_alternative(so_far, both);
		}
	}
}

static void expand_text(struct set *s, const struct node *text)
{
	enum { ASSUME_PIECES = 200 }; // longer texts are scripts: no use in trying them
	struct set whole = {.arena = s->arena};

	add_alternative(&whole, (struct alternative){0});
	for (const struct node *child = text->first; child; child = child->next) {
		struct set part = {
			.arena = s->arena,
			.assume = s->assume && text->len <= ASSUME_PIECES,
		};
		expand(&part, child);
		whole.incomplete |= part.incomplete;
		if (part.count == 0) {
			s->incomplete = true;
			return;
		}
		multiply(&whole, &part);
	}
	s->incomplete |= whole.incomplete;
	for (size_t i = 0; i < whole.count; i++)
		add_alternative(s, whole.items[i]);
}

static void expand(struct set *s, const struct node *value)
{
	struct alternative known = {0};

	if (s->count == VARIANTS_MAX) {
		s->incomplete = true;
		return;
	}
	switch (value->kind) {
	case NODE_SCALAR:
		add_piece(s->arena, &known,
		          (struct piece){.text = node_str(value), .from = value});
		add_alternative(s, known);
		break;
	case NODE_HOLE:
		expand_hole(s, value);
		break;
	case NODE_TEXT:
		expand_text(s, value);
		break;
	case NODE_CHOICE:
		expand(s, value->first);
		expand(s, value->first->next);
		break;
	case NODE_NONE:
		s->may_be_none = true;
		break;
	default:
		s->incomplete = true;
	}
}

static struct set expanded(struct arena *a, const struct node *value, bool assume)
{
	struct set s = {.arena = a, .assume = assume};

	if (value)
		expand(&s, value);
	else
		s.incomplete = true;
	return s;
}

static struct variants all_variants(struct arena *a, const struct node *value, bool assume)
{
	struct set s = expanded(a, value, false);
	struct variants result = {.may_be_none = s.may_be_none};
	struct variant *items;

	if (assume) {
		struct set more = expanded(a, value, true);
		s.incomplete |= more.incomplete;
		for (size_t i = 0; i < more.count; i++)
			if (more.items[i].assumes_parameter)
				add_alternative(&s, more.items[i]);
	}
	items = arena_array(a, struct variant, s.count);
	for (size_t i = 0; i < s.count; i++)
		items[i] = (struct variant){s.items[i].pieces, s.items[i].count,
		                            s.items[i].assumes_parameter};
	result.items = items;
	result.count = s.count;
	result.complete = !s.incomplete;
	return result;
}

static struct piece piece_of(const struct node *n)
{
	if (n->kind == NODE_HOLE)
		return (struct piece){.hole = n->hole, .from = n};
	return (struct piece){.text = node_str(n), .from = n};
}

// Known letters, and holes of which nothing is assumed: there is just one way.
static bool is_settled(const struct node *n, bool assume)
{
	return n->kind == NODE_SCALAR ||
	       (n->kind == NODE_HOLE &&
	        (!assume || (!n->hole->fallback && !n->hole->allowed)));
}

// Most values are such: they need none of the sets above.
static bool only_variant(struct arena *a, const struct node *value, bool assume,
                         struct variants *result)
{
	const struct node *child;
	struct variant *only;
	struct piece *pieces;
	size_t count = 0;

	if (!value || (value->kind != NODE_TEXT && !is_settled(value, assume)))
		return false;
	for (child = value->kind == NODE_TEXT ? value->first : NULL; child; child = child->next)
		if (!is_settled(child, assume))
			return false;
	pieces = arena_array(a, struct piece, value->kind == NODE_TEXT ? value->len : 1);
	if (value->kind != NODE_TEXT)
		pieces[count++] = piece_of(value);
	else
		for (child = value->first; child; child = child->next)
			pieces[count++] = piece_of(child);
	only = arena_new(a, struct variant);
	*only = (struct variant){.pieces = pieces, .count = count};
	*result = (struct variants){.items = only, .count = 1, .complete = true};
	return true;
}

struct variants variants_of(struct arena *a, const struct node *value, bool assume)
{
	struct variants result;

	return only_variant(a, value, assume, &result) ? result : all_variants(a, value, assume);
}

// A document that holds the byte of a hole, escaped, is not one: another control character
// that nothing matches either takes its place.
static void put_known(char *to, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		to[i] = text.at[i] == HOLE_BYTE ? HOLE_BYTE + 1 : text.at[i];
}

static struct str joined(struct arena *a, const struct variant *v)
{
	size_t len = 0;
	char *text;

	for (size_t i = 0; i < v->count; i++)
		len += v->pieces[i].hole ? 1 : v->pieces[i].text.len;
	text = arena_alloc(a, len + 1);
	len = 0;
	for (size_t i = 0; i < v->count; i++) {
		const struct piece *p = &v->pieces[i];
		if (p->hole)
			text[len++] = HOLE_BYTE;
		else if (p->text.len)
			put_known(text + len, p->text);
		len += p->text.len;
	}
	return (struct str){text, len};
}

bool variant_text(struct arena *a, const struct variant *v, struct str *text)
{
	*text = (struct str){0};
	for (size_t i = 0; i < v->count; i++)
		if (v->pieces[i].hole)
			return false;
	*text = v->count == 1 ? v->pieces[0].text : joined(a, v);
	return true;
}

struct str variant_pattern(struct arena *a, const struct variant *v)
{
	return v->count == 1 && !v->pieces[0].hole &&
	                       str_find_byte(v->pieces[0].text, 0, HOLE_BYTE) < 0
	               ? v->pieces[0].text
	               : joined(a, v);
}

const struct piece *variant_piece(const struct variant *v, size_t offset)
{
	for (size_t i = 0; i < v->count; i++) {
		size_t len = v->pieces[i].hole ? 1 : v->pieces[i].text.len;
		if (offset < len)
			return &v->pieces[i];
		offset -= len;
	}
	return v->count ? &v->pieces[v->count - 1] : NULL;
}

// --- elements ---

struct leaves {
	struct arena *arena;
	struct leaf *items;
	size_t count, room;
};

static void add_leaves(struct leaves *l, const struct node *value, bool sometimes)
{
	if (value->kind == NODE_NONE)
		return;
	if (value->kind == NODE_SEQ || value->kind == NODE_CHOICE) {
		sometimes |= value->kind == NODE_CHOICE;
		for (const struct node *n = value->first; n; n = n->next)
			add_leaves(l, n, sometimes);
		return;
	}
	l->items = arena_grow(l->arena, l->items, l->count, &l->room, sizeof *l->items);
	l->items[l->count++] = (struct leaf){value, sometimes};
}

size_t leaves_of(struct arena *a, const struct node *value, struct leaf **leaves)
{
	struct leaves l = {.arena = a};

	if (value)
		add_leaves(&l, value, false);
	*leaves = l.items;
	return l.count;
}
