// Look-ups in the tables of facts, which are sorted by name.
#include "aws/facts.h"

#include <string.h>

static struct str text_at(uint32_t offset)
{
	const char *at = (const char *)&facts + facts.texts + offset;
	uint32_t len;

	memcpy(&len, at, sizeof len);
	return (struct str){at + sizeof len, len};
}

struct str fact_name(const struct fact *f)
{
	return f ? text_at(f->name) : (struct str){0};
}

struct str fact_value(const struct fact *f)
{
	return f ? text_at(f->value) : (struct str){0};
}

const struct fact *fact_at(const struct fact *owner, size_t index)
{
	return index < fact_count(owner) ? &facts.row[owner->first + index] : NULL;
}

const struct fact *fact_next(const struct fact *owner, const struct fact *f)
{
	size_t next = (size_t)(f - facts.row) + 1;

	return next < owner->first + owner->count ? &facts.row[next] : NULL;
}

const struct fact *fact_from(const struct fact *owner, struct str name)
{
	size_t from = 0, to = fact_count(owner);

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (fact_cmp_nocase(fact_name(fact_at(owner, middle)), name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return fact_at(owner, from);
}

// Half of the slots are free: each search ends.
static const struct fact *find(const struct fact *owner, struct str name,
                               bool (*is_same)(struct str, struct str))
{
	const uint32_t row_mask = (1u << FACT_ROW_BITS) - 1;
	size_t count = fact_count(owner), i;
	const uint32_t *slots;
	uint64_t hash;

	if (count == 0)
		return NULL;
	hash = fact_hash(name);
	i = fact_slot(hash, count);
	slots = (const uint32_t *)((const char *)&facts + facts.slots) + 2 * owner->first;
	for (; slots[i]; i = i + 1 < 2 * count ? i + 1 : 0) {
		const struct fact *row = &facts.row[slots[i] & row_mask];
		if (slots[i] == fact_slot_value(hash, slots[i] & row_mask) &&
		    is_same(fact_name(row), name))
			return row;
	}
	return NULL;
}

const struct fact *fact_find_nocase(const struct fact *owner, struct str name)
{
	return find(owner, name, str_eq_nocase);
}

const struct fact *fact_find(const struct fact *owner, struct str name)
{
	return find(owner, name, str_eq);
}

// A short name is near only when little differs: every two-letter name is two edits away
// from every other.
static int most_edits(struct str name)
{
	return name.len < 5 ? 1 : name.len < 12 ? 2 : 3;
}

struct str fact_nearest(const struct fact *owner, struct str name)
{
	struct str nearest = {0};
	int limit = most_edits(name);

	for (size_t i = 0; i < fact_count(owner) && limit >= 0; i++) {
		struct str other = fact_name(fact_at(owner, i));
		int distance = str_distance(name, other, limit);
		if (distance > limit)
			continue;
		nearest = other;
		limit = distance - 1;
	}
	return nearest;
}

bool fact_word(struct str *words, struct str *word)
{
	ptrdiff_t blank = str_find_byte(*words, 0, ' ');
	size_t end = blank < 0 ? words->len : (size_t)blank;

	*word = str_slice(*words, 0, end);
	*words = str_slice(*words, end + 1, words->len);
	return word->len > 0;
}

bool fact_has_word(const struct fact *f, const char *word)
{
	struct str words = fact_value(f), w;

	while (fact_word(&words, &w))
		if (str_is(w, word))
			return true;
	return false;
}
