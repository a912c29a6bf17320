// A set of names with values, found by hash; and the nearest name to a misspelled one.
#include "model/text/names.h"

// The slot of `text`, or the empty one where it belongs; NULL where neither is near.
static uint32_t *slot_of(const struct names *n, struct str text)
{
	uint64_t hash = str_hash_keyed(text, n->key);

	for (size_t i = 0; i < HASH_PROBES; i++) {
		uint32_t *slot = &n->slots[(hash + i) & (n->slot_count - 1)];
		if (!*slot || str_eq(n->items[*slot - 1].text, text))
			return slot;
	}
	return NULL;
}

static bool fill_slots(struct names *n)
{
	n->slots = arena_array(n->arena, uint32_t, n->slot_count);
	for (size_t i = 0; i < n->count; i++) {
		uint32_t *slot = slot_of(n, n->items[i].text);
		if (!slot)
			return false;
		*slot = (uint32_t)i + 1;
	}
	return true;
}

static void grow(struct names *n)
{
	if (n->slot_count && n->count * 2 < n->slot_count)
		return;
	n->slot_count = n->slot_count ? n->slot_count * 4 : 16;
	while (!fill_slots(n))
		n->key++;
}

void names_expect(struct names *n, size_t count)
{
	n->slot_count = 16;
	while (n->slot_count < count * 2)
		n->slot_count *= 2;
	n->slots = arena_array(n->arena, uint32_t, n->slot_count);
	n->room = count;
	n->items = arena_array(n->arena, struct name, count);
}

uint32_t names_add(struct names *n, struct str text, uint32_t value)
{
	uint32_t *slot;

	grow(n);
	while (!(slot = slot_of(n, text)))
		do
			n->key++;
		while (!fill_slots(n));
	if (*slot)
		return n->items[*slot - 1].value;
	n->items = arena_grow(n->arena, n->items, n->count, &n->room, sizeof *n->items);
	n->items[n->count++] = (struct name){text, value};
	*slot = (uint32_t)n->count;
	return NAME_NONE;
}

uint32_t names_find(const struct names *n, struct str text)
{
	const uint32_t *slot = n->slot_count ? slot_of(n, text) : NULL;

	return slot && *slot ? n->items[*slot - 1].value : NAME_NONE;
}

// The edits that a name may be away to count as meant.
static int most_edits(struct str text)
{
	return text.len < 4 ? 1 : text.len < 10 ? 2 : 3;
}

struct str names_nearest(struct names *n, struct str text)
{
	struct str best = {0};
	int limit = most_edits(text);

	if (n->guesses++ >= MOST_GUESSES)
		return best;
	for (size_t i = 0; i < n->count && limit >= 0; i++) {
		int d = str_distance(text, n->items[i].text, limit);
		if (d <= limit) {
			best = n->items[i].text;
			limit = d - 1;
		}
	}
	return best;
}
