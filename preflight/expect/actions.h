// The actions that a sentence is about, one of each kind that the policies can tell apart,
// and what they act on.
#ifndef PREFLIGHT_EXPECT_ACTIONS_H
#define PREFLIGHT_EXPECT_ACTIONS_H

#include "org/expect.h"
#include "preflight/expect/statements.h"

// "s3:PutBucketPolicy", as AWS spells them.
struct names actions_of(struct arena *a, const struct statements *statements,
                        const struct expectation *e);

// The Regions of a sentence, one of each kind; for an action without Regions one stands for all.
struct names regions_of(struct arena *a, const struct org *org, const struct about *about,
                        const struct expectation *e, struct str action);

// `about`: the statements that are about the action. A call that needs several kinds of
// resources goes through where each of them does.
struct resource_kind {
	bool is_required;
	struct names arns; // "*" where it has none
};
struct resource_kinds {
	struct resource_kind *items;
	size_t count;
	bool is_whole;
};
struct resource_kinds resources_of(struct arena *a, const struct about *about,
                                   struct str action, struct str account, struct str region);

#endif
