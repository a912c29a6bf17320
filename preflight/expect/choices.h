// What a condition key of a request can hold, as far as the policies tell one value from
// another: a finite set of states, one for each kind of value.
#ifndef PREFLIGHT_EXPECT_CHOICES_H
#define PREFLIGHT_EXPECT_CHOICES_H

#include "policies/engine/engine.h"
#include "preflight/expect/statements.h"

struct choices {
	struct context_key *items; // of KEY_PRESENT and KEY_ABSENT
	size_t count, room;
	bool is_whole; // false: other states may get other answers
};

// `about`: the statements that are about the action. A key that the action does not take is
// absent.
struct choices choices_of(struct arena *a, const struct about *about, struct str key,
                          struct str action);

#endif
