// Why the SCPs and RCPs of an org.yaml let a request through or not: what each policy on the
// path says to it, and who else would get another answer.
#ifndef PREFLIGHT_WHY_H
#define PREFLIGHT_WHY_H

#include "preflight/asked.h"

// What one policy says.
struct why_policy {
	const struct guardrail *guardrail; // its policy is NULL for FullAWSAccess
	enum verdict verdict; // DENIED by a statement of it; DEPENDS: maybe; ALLOWED: it does not deny
	size_t statement;     // of the first two
	struct names keys;    // that DEPENDS depends on; none: the resource or who calls
};

// The root, an OU or the account.
struct why_level {
	struct str name;
	bool is_rcp;
	enum verdict allows; // whether something on the level allows it; ALLOWED for RCPs
	struct why_policy *policies;
	size_t count;
};

struct why {
	struct answer answer; // of all of them together
	struct why_level *levels;
	size_t count;
};

struct why_question {
	uint32_t account;
	struct caller caller;
	struct str action, resource, region;
	const struct context_key *keys; // that the user tells
	size_t key_count;
};

struct why why_of(struct arena *a, struct guardrails *g, const struct why_question *q);

// A principal that some policy names, or any other role, and what it would be told.
struct why_other {
	struct str principal, region;
	enum verdict verdict;
};
struct why_others {
	struct why_other *items;
	size_t count, room;
};
// In the Region of the question, or in each of org.yaml where it has none.
struct why_others why_others_of(struct arena *a, struct guardrails *g,
                                const struct why_question *q);

#endif
