// What would let deployments through, as edits: of org.yaml, or of the file of a policy. Each
// gives something away, which it says.
#ifndef PREFLIGHT_FIXES_H
#define PREFLIGHT_FIXES_H

#include "preflight/preflight.h"

struct preflight_edit {
	struct source *source; // the file that it changes
	struct fix fix;        // its title says what is written
	const char *trade_off;
};
struct preflight_edits {
	struct preflight_edit *items;
	size_t count, room;
};

// Of the causes that surely stop StackSets, where one way is the obvious one: not where a
// Region is in the way, where a feature brings the policy, or where nothing allows the action.
struct preflight_edits preflight_edits_of(struct arena *a, const struct org *org,
                                          const struct preflight *p);

#endif
