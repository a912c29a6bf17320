// The principals of an account that a sentence is about, one of each kind that the policies
// can tell apart.
#ifndef PREFLIGHT_EXPECT_PEOPLE_H
#define PREFLIGHT_EXPECT_PEOPLE_H

#include "org/expect.h"
#include "preflight/expect/statements.h"

struct people {
	struct names arns;
	bool is_whole; // false: others may get other answers
};

// `about`: the statements that are about the action.
struct people people_of(struct arena *a, const struct org *org, const struct about *about,
                        const struct expectation *e, struct str account);

#endif
