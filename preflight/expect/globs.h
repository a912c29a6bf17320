// Patterns with wildcards as sets of texts: what two of them have in common, and a text that
// stands for all that a pattern takes.
//
// The texts that a finite set of patterns can tell apart are finitely many kinds. One text of
// each kind is enough to decide a sentence about all texts: a text in which each wildcard is
// filled with letters that no pattern knows is taken by those patterns only that take all that
// its own pattern takes; with it for each pattern, and for what patterns have in common, no
// kind is left out.
#ifndef PREFLIGHT_EXPECT_GLOBS_H
#define PREFLIGHT_EXPECT_GLOBS_H

#include "model/text/names.h"

// In a pattern; '*' and '?' stand for themselves there. No text holds these bytes.
#define GLOB_ANY '\xff'
#define GLOB_ONE '\xfe'

enum { GLOBS_MOST = 64 };

struct globs {
	struct names patterns;
	bool is_whole; // false: there are more kinds of texts than were looked for
};

struct globs globs_new(struct arena *a); // none yet
// With '*' and '?' as wildcards.
struct str glob_of(struct arena *a, struct str text);
void globs_add(struct globs *g, struct str pattern);
// Adds what both take, as patterns.
void globs_add_common(struct globs *to, struct str p, struct str q);
// Adds what each two of them have in common, and so on.
void globs_close(struct globs *g);

// A text for each pattern, of readable words.
struct names globs_texts(struct arena *a, const struct globs *g);

#endif
