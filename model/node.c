// Nodes of a tree: access by key and index, making new ones, comparing them.
#include "model/node.h"

#include "model/read/text_map.h"

#include <assert.h>
#include <string.h>

static struct node *find_key(const struct node *map, struct str name)
{
	struct node *found = NULL;

	if (!node_is_map(map))
		return NULL;
	for (struct node *key = map->first; key; key = key->next->next)
		if (key->kind == NODE_SCALAR && key->len == name.len && str_eq(node_str(key), name))
			found = key;
	return found;
}

struct node *node_get_str(const struct node *map, struct str name)
{
	struct node *key = find_key(map, name);

	return key ? key->next : NULL;
}

bool node_is_null(const struct node *n)
{
	struct str s = node_str(n);

	return node_is_scalar(n) && n->style == STYLE_PLAIN && n->tag == TAG_NONE &&
	       (s.len == 0 || str_is(s, "~") || str_is(s, "null") || str_is(s, "Null") ||
	        str_is(s, "NULL"));
}

struct node *node_key_str(const struct node *map, struct str key)
{
	return find_key(map, key);
}

struct node *node_path(const struct node *map, const char *path)
{
	for (;;) {
		size_t len = strcspn(path, "/");
		struct node *value = node_get_str(map, (struct str){path, len});

		if (!path[len] || !value)
			return value;
		map = value;
		path += len + 1;
	}
}

struct node *node_item(const struct node *seq, size_t index)
{
	struct node *item = node_is_seq(seq) ? seq->first : NULL;

	while (item && index--)
		item = item->next;
	return item;
}

struct place node_place(const struct doc *d, const struct node *n)
{
	return source_place(d->arena, d->sources[n->src], n->start);
}

struct str node_source_text(const struct doc *d, const struct node *n)
{
	return str_slice(d->sources[n->src]->text, n->start, n->end);
}

uint32_t node_offset(const struct doc *d, const struct node *n, size_t offset)
{
	struct str text = node_str(n);
	struct arena scratch = {0};
	const uint32_t *map;
	uint32_t at = n->start;

	if (!node_is_scalar(n) || text.len == 0)
		return n->start;
	if (offset > text.len)
		offset = text.len;
	if (!(n->flags & NODE_DECODED)) {
		// The letters stand in the file as they are, after a tag, anchor or quote.
		size_t quote = n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE;
		if (n->end - n->start >= text.len + quote)
			return n->end - (uint32_t)(text.len + quote) + (uint32_t)offset;
		return n->start;
	}
	map = text_map_of(&scratch, d, n);
	if (map)
		at = map[offset];
	arena_free(&scratch);
	return at;
}

static bool has_twins(const struct node *map)
{
	node_each_pair(map, key)
		for (const struct node *k = key->next->next; k; k = k->next->next)
			if (node_same(key, k))
				return true;
	return false;
}

// Of equal length. Most maps have the same order; a key that stands there twice counts only
// in its place.
static bool pairs_same(const struct node *a, const struct node *b)
{
	const struct node *expected = b->first;
	bool in_order = true;

	node_each_pair(a, key) {
		const struct node *other = node_same(key, expected) ? expected : NULL;
		in_order &= other != NULL;
		for (const struct node *k = b->first; k && !other; k = k->next->next)
			if (node_same(key, k))
				other = k;
		if (!other || !node_same(key->next, other->next))
			return false;
		expected = expected->next->next;
	}
	return in_order || !has_twins(a);
}

bool node_same(const struct node *a, const struct node *b)
{
	if (a == b)
		return true;
	if (!a || !b || a->kind != b->kind || a->len != b->len || a->tag != b->tag)
		return false;
	switch (a->kind) {
	case NODE_SCALAR:
		return str_eq(node_str(a), node_str(b));
	case NODE_MAP:
		return pairs_same(a, b);
	case NODE_HOLE:
		return node_same(a->hole->expr, b->hole->expr);
	case NODE_NONE:
		return true;
	default:
		for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
			if (!node_same(a, b))
				return false;
		return !a && !b;
	}
}

static struct node *node_new(struct arena *a, enum node_kind kind, enum node_style style)
{
	struct node *n = arena_new(a, struct node);

	n->kind = kind;
	n->style = style;
	return n;
}

struct node *node_scalar(struct arena *a, struct str text, enum node_style style)
{
	struct node *n = node_new(a, NODE_SCALAR, style);

	assert(text.len <= UINT32_MAX);
	n->text = text.at;
	n->len = (uint32_t)text.len;
	return n;
}

struct node *node_seq(struct arena *a)
{
	return node_new(a, NODE_SEQ, STYLE_BLOCK);
}

struct node *node_map(struct arena *a)
{
	return node_new(a, NODE_MAP, STYLE_BLOCK);
}

void node_append(struct node *seq, struct node *item)
{
	struct node **tail = &seq->first;

	assert(seq->kind == NODE_SEQ || seq->kind == NODE_TEXT);
	while (*tail)
		tail = &(*tail)->next;
	*tail = item;
	item->next = NULL;
	seq->len++;
}

void node_set(struct arena *a, struct node *map, const char *name, struct node *value)
{
	struct node *key = node_scalar(a, str_of(name), STYLE_PLAIN);
	struct node **tail = &map->first;

	assert(map->kind == NODE_MAP);
	while (*tail)
		tail = &(*tail)->next;
	*tail = key;
	key->next = value;
	value->next = NULL;
	map->len++;
}

struct node_list node_list_of(struct node *parent)
{
	assert(!parent->first);
	return (struct node_list){parent, &parent->first};
}

static void link_child(struct node_list *l, struct node *child)
{
	*l->tail = child;
	l->tail = &child->next;
	child->next = NULL;
}

void node_list_add(struct node_list *l, struct node *child)
{
	assert(l->parent->kind != NODE_MAP);
	link_child(l, child);
	l->parent->len++;
}

void node_list_pair(struct node_list *l, struct node *key, struct node *value)
{
	assert(l->parent->kind == NODE_MAP);
	link_child(l, key);
	link_child(l, value);
	l->parent->len++;
}

struct node *node_copy(struct arena *a, const struct node *n)
{
	struct node *copy = arena_new(a, struct node);

	*copy = *n;
	copy->next = NULL;
	return copy;
}

struct node *node_from(struct node *n, const struct node *from)
{
	n->src = from->src;
	n->start = from->start;
	n->end = from->end;
	return n;
}
