// Keeps the keys of the wide maps of a document in hash tables, each made when it is first
// asked.
#include "model/read/keys.h"

#include "model/text/names.h"

enum { WIDE = 32 };

struct wide_map {
	struct names names;         // to indexes of …
	const struct node **values;
};

struct keys {
	struct arena *arena;
	struct names maps; // the bytes of their addresses, to indexes of `items`
	struct wide_map *items;
	size_t count, room;
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
