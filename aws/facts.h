// The fact files of this room as one read-only table: rows in rows, as they stand in the
// files. The typed look-ups of aws/aws.h are made of these few.
//
// A fact file is lines. Tabs in front say whose row it is, then comes its name and,
// after one more tab, its value. `#` in the first column is a comment. Siblings are
// sorted as fact_cmp does, so a diff shows what changed and prefixes can be searched.
#ifndef AWS_FACTS_H
#define AWS_FACTS_H

#include <assert.h>

#include "model/text/str.h"

// Offsets, not pointers: the table is bytes of the program file and needs no relocation.
struct fact {
	uint32_t name, value;  // into the texts
	uint32_t first, count; // its rows: where they begin, and how many
};

// What aws/tables/compile.c writes and aws/tables/facts.S puts into the program.
struct facts {
	uint32_t count;    // of rows
	uint32_t slots;    // byte of this struct where the slots begin: 2 * count of them
	uint32_t texts;    // … and the texts
	struct fact row[]; // the root, its rows, then the rows of each of these with all below
};

extern const struct facts facts; // of aws/tables/facts.S

// Names that differ in case alone have one hash: the bit that tells cases apart is set in
// every byte, of what are no letters too.
static inline uint64_t fact_hash(struct str name)
{
	const uint64_t same_case = 0x2020202020202020, mix = 0x9e3779b97f4a7c15;
	uint64_t hash = name.len, word;
	size_t i = 0;

	for (; i + sizeof word <= name.len; i += sizeof word) {
		memcpy(&word, name.at + i, sizeof word);
		hash = (hash ^ (word | same_case)) * mix;
		hash ^= hash >> 32;
	}
	for (word = 0; i < name.len; i++)
		word = word << 8 | (unsigned char)name.at[i];
	hash = (hash ^ (word | same_case)) * mix;
	return (hash ^ hash >> 32) * mix;
}

// Where a look-up begins among the slots of `count` siblings, two for each and in the same
// order: those of the rows 5 and 6 are the slots 10 to 13. A slot is 0, or the number of a
// row with some bits of its name's hash above it; what is taken already stands in the next
// one free, the first after the last.
static inline size_t fact_slot(uint64_t hash, size_t count)
{
	return (size_t)((hash >> 32) * (2 * count) >> 32);
}

enum { FACT_ROW_BITS = 20 }; // of a slot

static inline uint32_t fact_slot_value(uint64_t hash, uint32_t row)
{
	return (uint32_t)hash << FACT_ROW_BITS | row;
}

// Letters count alike in either case; where that leaves two equal, bytes decide. So one
// order serves names that are exact and names that are not (IAM actions).
static inline int fact_cmp_nocase(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < len; i++) {
		unsigned char x = (unsigned char)char_lower(a.at[i]);
		unsigned char y = (unsigned char)char_lower(b.at[i]);
		if (x != y)
			return x - y;
	}
	return (a.len > b.len) - (a.len < b.len);
}

static inline int fact_cmp(struct str a, struct str b)
{
	int order = fact_cmp_nocase(a, b);

	return order ? order : str_cmp(a, b);
}

// --- asking; a NULL owner has no rows, and a row that is not there is NULL ---

struct str fact_name(const struct fact *f);
struct str fact_value(const struct fact *f); // empty for NULL

static inline size_t fact_count(const struct fact *owner)
{
	return owner ? owner->count : 0;
}

const struct fact *fact_at(const struct fact *owner, size_t index); // NULL past the end
const struct fact *fact_next(const struct fact *owner, const struct fact *f); // or NULL
#define fact_each(owner, f)                                                            \
	for (const struct fact *f##_owner = (owner), *f = fact_at(f##_owner, 0); f;    \
	     f = fact_next(f##_owner, f))

const struct fact *fact_find(const struct fact *owner, struct str name);
const struct fact *fact_find_nocase(const struct fact *owner, struct str name);

static inline const struct fact *fact_get(const struct fact *owner, const char *name)
{
	return fact_count(owner) > 0 ? fact_find(owner, str_of(name)) : NULL;
}

// "types": never NULL.
static inline const struct fact *fact_file(const char *name)
{
	const struct fact *file = fact_get(&facts.row[0], name);

	assert(file);
	return file;
}

// The first row that does not stand before `name`, letters of either case alike.
const struct fact *fact_from(const struct fact *owner, struct str name);

// The name of the row that was likely meant; empty where none is near.
struct str fact_nearest(const struct fact *owner, struct str name);

// Words stand apart by one blank each. Takes the first off *words; false: none is left.
bool fact_word(struct str *words, struct str *word);
bool fact_has_word(const struct fact *f, const char *word); // whether the value holds it

#endif
