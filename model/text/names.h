// Names and what they stand for, found in constant time: an organization has thousands
// of accounts, and every selector names some.
#ifndef MODEL_TEXT_NAMES_H
#define MODEL_TEXT_NAMES_H

#include "model/arena.h"

enum { NAME_NONE = UINT32_MAX };

// Looking at all names for the nearest one takes a while, so past the first few dozen
// questions about a file nothing is near: they are one mistake, not many.
enum { MOST_GUESSES = 50 };

struct name {
	struct str text;
	uint32_t value;
};

// A zeroed struct with an arena is an empty set.
struct names {
	struct arena *arena;
	struct name *items; // in the order in which they came
	size_t count, room;
	uint32_t *slots; // index into items plus 1; 0 is empty
	size_t slot_count;
	uint64_t key; // of the hash
	unsigned guesses; // how often names_nearest was asked
};

// Makes room for so many names in an empty set, which may still grow.
void names_expect(struct names *n, size_t count);

// Takes a name in, unless it is there: then the value it has is given back, else NAME_NONE.
uint32_t names_add(struct names *n, struct str text, uint32_t value);
uint32_t names_find(const struct names *n, struct str text); // NAME_NONE where missing

// The name that was likely meant, or an empty text. Answers MOST_GUESSES questions.
struct str names_nearest(struct names *n, struct str text);

#endif
