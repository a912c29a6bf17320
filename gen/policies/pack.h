// How much room there is for policies: the slots of each root, OU and account, and which of
// the policies there could be one.
#ifndef GEN_POLICIES_PACK_H
#define GEN_POLICIES_PACK_H

#include "gen/policies/policies.h"

// The policies of one type at a root, OU or account, by its id.
struct policy_slots {
	const struct org_policy **items;
	size_t count;
	unsigned aws_own;  // 1: AWS's own one that allows everything is there, too
	unsigned reserved; // kept for policies of others (reserve-scps)
	unsigned most;     // that AWS takes
};
struct policy_slots policy_slots_of(const struct org_policies *all, struct str id, bool is_rcp);

// Policies that could be one: of one type, attached to the very same places, and together no
// larger than AWS takes.
struct policy_merge {
	const struct org_policy **items;
	size_t count;
	struct str text;  // of the one, minified; what another statement says too is left out
	bool is_proven;   // it surely does what they do
};
// Those of a list, as few as possible for each; none where none can be merged. Of a list of
// more than twice what AWS takes only the beginning is looked at.
size_t policy_merges(const struct org_policies *all, const struct policy_slots *slots,
                     struct policy_merge **merges);
// "a, b and c could be one of 812 characters": of the first merge; NULL where there is none.
const char *policy_merge_say(const struct org_policies *all, const struct policy_slots *slots);

#endif
