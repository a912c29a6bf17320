// The plan held against the SCPs and RCPs of the same org.yaml: which stacks cannot be
// created, because of which statement. Decided once for all accounts and Regions that no
// policy tells apart.
#ifndef PREFLIGHT_PREFLIGHT_H
#define PREFLIGHT_PREFLIGHT_H

#include "gen/build.h"
#include "gen/plan/plan.h"
#include "preflight/expect/expect.h"

// What stops stacks, or may.
struct preflight_cause {
	enum layer layer;
	const struct guardrail *by;  // whose statement it is; NULL: no policy allows it
	size_t statement;            // its number, from 0
	struct str level;            // where no policy allows it: the OU's path, "/" or the account
	bool is_sure;                // else it may stop them: `keys` would tell
	struct names keys;           // condition keys that it depends on
	size_t instances;            // stacks that it stops
	struct names deployments, accounts, regions; // of those
	bool of_stacksets;           // some of these are of StackSets
	bool is_later;               // it stops a runbook of these stacks, not the stacks
	struct str step;             // of the runbook
	// The first that fails.
	struct str deployment, account, region, action, logical_id, type;
	// Of preflight.c: the round that counted last; the deployment, and which classes of its
	// accounts `accounts` has.
	size_t last_round, last_deployment;
	bool *has_class;
};

struct preflight_row {
	struct str deployment;
	size_t instances, blocked, maybe;
	struct names unknown; // types of which no one has said what they need
};

struct preflight {
	struct preflight_cause *causes; // sure ones first, in the order of the plan
	size_t count, room;
	struct preflight_row *rows; // a deployment each
	size_t row_count, row_room;
	size_t instances, blocked, maybe;
	struct expected_list expected; // what org.yaml says under `expect`
	size_t evaluated; // requests that the engine was asked
};

// What a build made, as gen_build leaves it. `verb`: "create", "update" or "delete".
struct preflight *preflight_of(struct arena *a, const struct made_list *made,
                               const char *verb);

#endif
