// Whether what one statement or policy says holds for all that another one says.
//
// YES is sure: there is no request that shows otherwise, whatever its keys and its
// caller. Anything else is UNKNOWN: something is not covered, or that cannot be told. It is
// never NO, as a request that shows it may be one that no service ever makes.
//
// What counts: each statement (and in it each action, resource, principal and condition)
// has to be covered by one alone, not by several together. Condition keys and actions are
// compared in any case, ARNs field by field. A policy variable is equal to itself only,
// and taken in by a '*'; so is a part that deployment fills in, where two of the same
// expression (node_same) are taken for the same value.
//
// The work is bounded: a policy with thousands of statements that are not alike is not
// compared to its end, and the answer is UNKNOWN.
#ifndef POLICIES_ENGINE_COVER_H
#define POLICIES_ENGINE_COVER_H

#include "policies/engine/engine.h"

struct cover {
	enum truth all; // YES or UNKNOWN
	// The first statement that is not surely covered; NULL where `all` is YES, or where
	// a policy may hold more than can be read.
	const struct statement *left;
};

// Whether `wide` allows all that `narrow` allows, by its Allows and in spite of its Denies.
// `left` is an Allow of `narrow` or a Deny of `wide`. Policies of different kinds never
// cover one another.
//     policy_allows_all(old, new): YES says that the change gave no one more.
struct cover policy_allows_all(const struct prepared *wide, const struct prepared *narrow,
                               struct arena *scratch);
// Whether the Denies of `wide` deny all that the Denies of `narrow` deny.
struct cover policy_denies_all(const struct prepared *wide, const struct prepared *narrow,
                               struct arena *scratch);

// For each statement of a policy the index of another one with the same effect that covers
// it, SIZE_MAX where there is none. Of two that cover one another the first is kept.
size_t *policy_covered(struct arena *a, const struct prepared *p);

struct test; // policies/condition.h

// Whether no request meets both of two conditions of a statement: surely, so that the
// statement never applies. A doubt gives false.
bool conditions_exclude(struct arena *scratch, const struct test *a, const struct test *b);

#endif
