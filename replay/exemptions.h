// What policies of org.yaml let through by name: each value that a Deny compares with
// aws:PrincipalArn to spare it, and whether any call needed that.
#ifndef REPLAY_EXEMPTIONS_H
#define REPLAY_EXEMPTIONS_H

#include "preflight/guardrails.h"

struct replay_exemption {
	struct str policy, principal; // "arn:aws:iam::*:role/Admin"
	size_t statement;             // from 1
	bool is_used;                 // some call would be denied, or may be, without it
	// Of a replay with policies: the statement without this value, as a policy.
	size_t guardrail;
	const struct prepared *without;
};

struct replay_exemptions {
	struct replay_exemption *items; // in the order of org.yaml
	size_t count, room;
};

struct replay_exemptions exemptions_of(struct arena *a, const struct guardrails *g);

// Marks those that a call needs. `s`: what stands around the request.
void exemptions_mark(struct replay_exemptions *e, const struct guardrails *g,
                     const struct situation *s, const struct request *r,
                     struct arena *scratch);

// Takes one in, or its mark, where it is there already.
void exemptions_add(struct arena *a, struct replay_exemptions *to,
                    const struct replay_exemption *one);

#endif
