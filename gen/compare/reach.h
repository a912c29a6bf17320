// Whether a policy lets more or less pass than the one that was there before. A wrong
// "narrowed" is how a door stays open: it is said only of what policies/engine/cover.h proves.
#ifndef GEN_COMPARE_REACH_H
#define GEN_COMPARE_REACH_H

#include "policies/policy.h"

enum reach {
	REACH_SAME,     // in other words
	REACH_WIDER,    // nothing is lost, and no one can say that nothing is gained
	REACH_NARROWER, // nothing is gained: that is sure
	REACH_BOTH,     // some statements let more pass, others less
	REACH_UNKNOWN,  // not known
};

struct reach_change {
	enum reach reach;
	// The statements that may let more and less pass, by Sid or number; NULL where there
	// is none.
	const char *wider_by, *narrower_by;
};

// "widened", "narrowed", "widened and narrowed", "changed", "means the same".
const char *reach_word(enum reach r);
// Of two changes that come together.
enum reach reach_join(enum reach a, enum reach b);

// Of two policies as the evaluator gives them.
struct reach_change reach_of(struct arena *a, const struct node *old,
                             const struct node *now, enum policy_kind kind);
// Whether all statements are known to be Denies: then the policy only takes away.
bool reach_only_denies(const struct node *policy);

#endif
