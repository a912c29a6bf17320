// What AWS printed, explained: which messages a text has, which of them is the first cause,
// and what follows from it. A text that holds no message known here gives none: nothing is
// guessed.
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "explain/shape.h"

enum { TOLD_SLOTS = 20 };

enum relation_to_cause {
	TOLD_FIRST,      // the first cause, as far as the text tells
	TOLD_OTHER,      // as near to a cause as that one
	TOLD_FOLLOWS,    // follows from it
	TOLD_MAY_FOLLOW, // may follow from it
	TOLD_HARMLESS,
};

// A message of the text.
struct told {
	const struct fact *row; // of explain/messages.txt
	int order;              // its value: 1 a cause … 9 harmless
	enum relation_to_cause relation;
	unsigned line;  // of the text, where it begins
	unsigned times; // that the text says it
	bool is_cut;
	// What it tells, and what follows from that (told_value).
	struct slot slots[TOLD_SLOTS];
	size_t slot_count;
};

struct told_list {
	struct told *items; // as they stand in the text
	size_t count, room;
	const struct told *first; // the first cause; NULL where nothing but harmless ones are there
	bool has_cause;           // false: what `first` tells follows from something else
};

struct told_list explain_text(struct arena *a, struct str text);

// What a message tells under a name of explain/messages.txt, or what follows from it:
//     account    of who called, of the resource or of the principal
//     role-arn-of-caller  the role whose session signed the call
//     principal  "role/stacksets-exec-0123"
//     exempt     what a condition on aws:PrincipalArn takes to exempt it
// Empty where it tells nothing.
struct str told_value(const struct told *t, const char *name);

// A text of the row (`cause`, or one under `do`) in a language ("en", "ja") with its names
// filled in.
struct str told_text(struct arena *a, const struct told *t, const struct fact *text,
                     const char *language);
// A word of explain/words.txt.
struct str explain_word(const char *name, const char *language);

#endif
