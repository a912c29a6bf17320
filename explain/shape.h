// What messages of AWS look like: rows of explain/messages.txt, ready to be looked for.
#ifndef EXPLAIN_SHAPE_H
#define EXPLAIN_SHAPE_H

#include "aws/facts.h"
#include "explain/text.h"

enum { SHAPE_PARTS = 8 };

// Words that must be there, and the name of what stands after them.
struct shape_part {
	struct str words; // bare; only of the last part they may be empty
	struct str name;  // empty at the end
};

// One way in which a message is put.
struct shape {
	const struct fact *row; // of the message
	struct str before;      // the name of what stands in front of the first words, or empty
	struct shape_part parts[SHAPE_PARTS];
	size_t count;
};

struct shapes {
	struct shape *items;
	size_t count, room;
};

struct shapes shapes_of(struct arena *a);

struct slot {
	struct str name, value;
};

// Where a text has a message, or a part of it at a place where the text was cut.
struct told_match {
	const struct fact *row;
	size_t from, to;  // in the bare text
	size_t letters;   // of the shape's words that were found
	bool is_complete;
	struct slot slots[SHAPE_PARTS];
	size_t slot_count;
};

struct told_matches {
	struct told_match *items;
	size_t count, room;
};

// All of them, those that contradict one another as well.
struct told_matches shapes_match(struct arena *a, const struct shapes *shapes,
                            const struct bare_text *text);

#endif
