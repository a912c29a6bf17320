// Keeps the keys of the wide maps of a document in hash tables, each made when it is first
// asked; and where in wide maps and lists something was found last.
#include "model/read/keys.h"

#include "model/read/around.h"
#include "model/text/names.h"

enum { WIDE = 32, LAST = 4 };

struct wide_map {
	struct names names;         // to indexes of …
	const struct node **values;
};

struct keys {
	struct arena *arena;
	struct names maps; // the bytes of their addresses, to indexes of `items`
	struct wide_map *items;
	size_t count, room;
	struct { const struct node *parent, *child; } last[LAST]; // found in wide ones
	size_t next;                                              // of those to be given up
};

struct keys *keys_new(struct arena *a)
{
	struct keys *k = arena_new(a, struct keys);

	k->arena = a;
	k->maps.arena = a;
	return k;
}

// Of two pairs with one key the last counts, as for node_get_str.
static struct wide_map *add(struct keys *k, const struct node *map, struct str address)
{
	struct wide_map *w;

	k->items = arena_grow(k->arena, k->items, k->count, &k->room, sizeof *k->items);
	w = &k->items[k->count];
	*w = (struct wide_map){.names = {.arena = k->arena}};
	w->values = arena_array(k->arena, const struct node *, map->len);
	names_expect(&w->names, map->len);
	names_add(&k->maps, arena_copy(k->arena, address), (uint32_t)k->count++);
	node_each_pair(map, key) {
		uint32_t next = (uint32_t)w->names.count, there;
		if (!node_is_scalar(key))
			continue;
		there = names_add(&w->names, node_str(key), next);
		w->values[there == NAME_NONE ? next : there] = key->next;
	}
	return w;
}

struct node *doc_get(const struct doc *d, const struct node *map, struct str key)
{
	struct str address = {(const char *)&map, sizeof map};
	struct keys *k = d->keys;
	struct wide_map *w;
	uint32_t at;

	if (!k || !node_is_map(map) || map->len <= WIDE)
		return node_get_str(map, key);
	at = names_find(&k->maps, address);
	w = at == NAME_NONE ? add(k, map, address) : &k->items[at];
	at = names_find(&w->names, key);
	return at == NAME_NONE ? NULL : (struct node *)w->values[at];
}

// --- children by place ---

static bool holds(const struct node *child, const struct node *n)
{
	return child->start <= n->start && n->end <= child->end && !(child->flags & NODE_SHARED);
}

static const struct node *find_around(const struct node *from, const struct node *n)
{
	while (from && !holds(from, n))
		from = from->next;
	return from;
}

const struct node *doc_child_around(const struct doc *d, const struct node *parent,
                                    const struct node *n)
{
	struct keys *k = d->keys;
	const struct node *found = NULL;
	size_t at = 0;

	if (!node_is_map(parent) && !node_is_seq(parent))
		return NULL;
	if (!k || parent->len <= WIDE)
		return find_around(parent->first, n);
	while (at < LAST && k->last[at].parent != parent)
		at++;
	if (at < LAST)
		found = find_around(k->last[at].child, n);
	else
		at = k->next++ % LAST;
	if (!found)
		found = find_around(parent->first, n);
	k->last[at].parent = parent;
	k->last[at].child = found ? found : parent->first;
	return found;
}
