// A text that was copied from a console, a terminal, a mail or JSON, in the form in
// which messages are looked for: without what copying changes.
#ifndef EXPLAIN_TEXT_H
#define EXPLAIN_TEXT_H

#include "model/arena.h"

// Stands where the text was cut: for "..." and "…".
enum { TEXT_CUT = '\1' };

// Blanks, line breaks, quotes, backslashes, box drawing, colours of a terminal and marks of
// quoting are gone; full-width letters are ASCII.
struct bare_text {
	struct str bytes;   // in lower case
	struct str written; // the same bytes as they were written
	uint32_t *at;       // for each of them its offset in the text
	struct str text;    // what it was made of
};

struct bare_text bare_text_of(struct arena *a, struct str text);

#endif
