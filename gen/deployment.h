// What CloudFormation is given of each unit: for each wave of the rollout a StackSet of the
// OUs that are covered as a whole, and one of the other accounts; a plain stack for the
// management account, which StackSets never reach; or the one plain stack that the unit is.
#ifndef GEN_DEPLOYMENT_H
#define GEN_DEPLOYMENT_H

#include "gen/units/unit.h"

struct deployment {
	const struct unit *unit;
	bool is_stackset;
	// A stack for the management account, of a unit that is a StackSet elsewhere.
	bool is_copy;
	uint32_t order; // 1 for what waits for nothing, then up

	// Of a StackSet.
	const char *set_name; // what AWS calls it
	const char *id;       // its logical id in stacksets.yaml
	const struct node
		*wave; // the OU of rollout.order that it is for; NULL: all the rest
	uint32_t wave_number;
	struct targets targets;
	// Whether it has the accounts of the wave that are in no whole OU: automatic deployment
	// ignores that accounts are picked, so it is off there. Else it has the whole OUs.
	bool is_list;
	bool ends_wave; // no other StackSet of the same unit and wave comes after it
	bool by_url;      // its template is too large to stand in stacksets.yaml
};

struct deployments {
	const struct units *units;
	struct deployment *items; // unit by unit, wave by wave
	size_t count, room;
	const uint32_t *wave_of; // per OU
	uint32_t wave_count;
	struct str *suffixes; // per OU: what StackSets of its wave end in
	// Per unit: its first deployment, the StackSets from `sets` to `sets_end`, and the order of
	// the last of all.
	struct span {
		uint32_t sets, sets_end, last_order;
	} *spans;
};

struct deployments deployments_of(const struct units *units);

// The file of the template: "templates/baseline.yaml", "stacks/baseline.yaml".
const char *deployment_file(struct arena *a, const struct deployment *p);

// How many stacks a deployment comes to, suspended accounts left out.
size_t deployment_instances(const struct org *org, const struct deployments *deployments,
                      const struct deployment *p);
// Whether an account, by index, gets a stack of the deployment or would if it were not suspended.
bool deployment_covers(const struct org *org, const struct deployments *deployments,
                       const struct deployment *p, uint32_t account);

#endif
