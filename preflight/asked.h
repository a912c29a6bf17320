// Requests as a deployment makes them: who calls, and what is known of their context.
#ifndef PREFLIGHT_ASKED_H
#define PREFLIGHT_ASKED_H

#include "preflight/guardrails.h"
#include "preflight/needs.h"

// The role of a StackSet in an account, or (`is_stackset` false) the caller who deploys a plain
// stack there. An account's id may be HOLE_BYTE.
struct caller deploying_caller(struct arena *a, struct str partition, struct str account,
                               bool is_stackset);

// Keys that every request of a role in the account has, those of tags that a role of a
// StackSet does not have, and the Region that the call counts as made in. Nothing else is
// known.
struct asked {
	struct request request;
	struct context_key keys[8];
	struct str values[8];
};
void ask_of(struct arena *a, struct asked *asked, struct guardrails *g, uint32_t account,
            struct caller caller, struct str action, struct str resource,
            struct str region);

// The Region that aws:RequestedRegion holds for a call to the service from a Region.
struct str requested_region(struct str service, struct str region);

#endif
