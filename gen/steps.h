// What CloudFormation has no resource for: commands, in order, each with a check and the way
// back. Blueprints bring them along under `steps` (docs/blueprints.md).
#ifndef GEN_STEPS_H
#define GEN_STEPS_H

#include "gen/deployment.h"
#include "model/files.h"

struct step {
	bool is_after;   // done once everything is deployed, not before
	bool is_by_hand; // a person does it: the script prints it
	bool is_on_request; // the script does it by `run NUMBER` only
	struct str title, why, check, run, undo;
	struct str account; // the name in org.yaml of where it is done; empty: in several
};

struct steps {
	const struct org *org;
	struct arena *arena;
	struct step *items;
	size_t count, room;
};

// Those before the deployment first, each kind in the order of the units.
struct steps steps_of(const struct deployments *deployments);

// Adds steps.md and steps.sh where there are steps.
void add_steps(const struct steps *steps, struct file_set *out);

#endif
