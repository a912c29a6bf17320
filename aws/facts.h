// The fact files of this room as one read-only table: rows in rows, as they stand in the
// files. The typed look-ups of aws/aws.h are made of these few.
//
// A fact file is lines. Tabs in front say whose row it is, then comes its name and,
// after one more tab, its value. `#` in the first column is a comment. Siblings are
// sorted as fact_cmp does, so a diff shows what changed and prefixes can be searched.
#ifndef AWS_FACTS_H
#define AWS_FACTS_H

#include "model/text/str.h"

// Offsets, not pointers: the table is bytes of the program file and needs no relocation.
struct fact {
	uint32_t name, value; // into the texts
	uint32_t first;       // row where this one's rows begin; they end at the next row's
};

// What aws/tables/compile.c writes and aws/tables/facts.S puts into the program.
struct facts {
	uint32_t count;    // of rows
	uint32_t slots;    // byte of this struct where the slots begin: 2 * count of them
	uint32_t texts;    // … and the texts
	struct fact row[]; // the root, the files, their rows … and one after the last
};

// Where a look-up for a name begins among the slots of `count` siblings, two for each and
// in the same order: those of the rows 5 and 6 are the slots 10 to 13. A slot is the number
// of a row, or 0; what is taken already stands in the next one free, the first after the
// last. Names that differ in case alone begin at one slot.
static inline size_t fact_slot(struct str name, size_t count)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)char_lower(name.at[i])) * 16777619u;
	return (size_t)((uint64_t)hash * (2 * count) >> 32);
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

const struct fact *fact_file(const char *name); // "types": never NULL
struct str fact_name(const struct fact *f);
struct str fact_value(const struct fact *f); // empty for NULL
size_t fact_count(const struct fact *owner);
const struct fact *fact_at(const struct fact *owner, size_t index); // NULL past the end
const struct fact *fact_next(const struct fact *owner, const struct fact *f); // or NULL
#define fact_each(owner, f)                                                            \
	for (const struct fact *f##_owner = (owner), *f = fact_at(f##_owner, 0); f;    \
	     f = fact_next(f##_owner, f))

const struct fact *fact_find(const struct fact *owner, struct str name);
const struct fact *fact_find_nocase(const struct fact *owner, struct str name);
const struct fact *fact_get(const struct fact *owner, const char *name);
// The first row that does not stand before `name`, letters of either case alike.
const struct fact *fact_from(const struct fact *owner, struct str name);

// The name of the row that was likely meant; empty where none is near.
struct str fact_nearest(const struct fact *owner, struct str name);

// Words stand apart by one blank each. Takes the first off *words; false: none is left.
bool fact_word(struct str *words, struct str *word);
bool fact_has_word(const struct fact *f, const char *word); // whether the value holds it

#endif
