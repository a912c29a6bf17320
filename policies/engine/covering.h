// The parts of a comparison of policies (policies/engine/cover.h); for the files of the
// engine only. "Takes all": each string that the second takes the first takes too. "Apart":
// none is taken by both. True is sure; false says nothing.
#ifndef POLICIES_ENGINE_COVERING_H
#define POLICIES_ENGINE_COVERING_H

#include "policies/engine/prepared.h"

// The work of one call.
struct covering {
	struct arena *scratch;
	size_t steps; // left
};

// Takes steps; false where there are not enough.
static inline bool spend(struct covering *c, size_t steps)
{
	bool enough = steps <= c->steps;

	c->steps -= enough ? steps : c->steps;
	return enough;
}

// --- cover_text.c ---

// Whether an item is surely there, as one string or pattern.
bool item_is_single(const struct item *item);
bool item_takes_all(struct covering *c, const struct item *wide, const struct item *narrow,
                    enum matching how);
bool items_take_all(struct covering *c, const struct items *wide,
                    const struct items *narrow, enum matching how);
// Whether one of them is "*".
bool items_take_everything(const struct items *items);
bool items_are_apart(struct covering *c, const struct items *a, const struct items *b);
bool pattern_is_apart(struct covering *c, const struct pattern *p, const struct pattern *q);

// --- cover_test.c ---

// Whether `wide` holds wherever `narrow` does.
bool test_covers(struct covering *c, const struct test *wide, const struct test *narrow);

#endif
