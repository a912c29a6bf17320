// A question to the engine while its policies are read; for the files of the engine only.
#ifndef POLICIES_ENGINE_ASKING_H
#define POLICIES_ENGINE_ASKING_H

#include "policies/engine/prepared.h"

// The ways in which the policy of a resource may reach a caller. What it gives to the very user or
// session needs no more; what it gives to the role of a session stays within the
// role's boundary and the session's policy; what it gives to an account is passed on by
// the account's own policies.
struct reached {
	enum truth account, limited, direct;
};

static inline struct reached reached_all(enum truth t)
{
	return (struct reached){t, t, t};
}

static inline enum truth reached_any(struct reached r)
{
	return truth_or(truth_or(r.account, r.limited), r.direct);
}

static inline struct reached reached_or(struct reached a, struct reached b)
{
	return (struct reached){
		truth_or(a.account, b.account),
		truth_or(a.limited, b.limited),
		truth_or(a.direct, b.direct),
	};
}

// One question; lives on the stack of engine_ask.
struct asking {
	struct context c;
	const struct situation *s;
	enum truth deny;              // of all layers
	enum truth guards;            // whether SCPs leave it alone
	struct policy_place deny_at;  // the first Deny
	struct policy_place lacks_at; // the first level, else layer, without an Allow
	struct policy_place allow_at;
};

// --- clause.c ---

// Whether a statement applies, and by which way it reaches the caller. Keeps no doubts of
// one that surely does or does not.
struct reached ask_clause(struct asking *q, const struct clause *clause);

// --- exempt.c ---

// Whether SCPs do not count for the caller: in the management account, of a service-linked
// role, of a service itself.
enum truth is_beyond_scps(const struct asking *q);
// Whether RCPs do not count for the request, by its caller, its resource or its action.
enum truth is_beyond_rcps(const struct asking *q);

#endif
