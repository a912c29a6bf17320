// What the parts of compare_builds share. Nothing else includes it.
#ifndef GEN_PLAN_COMPARE_PARTS_H
#define GEN_PLAN_COMPARE_PARTS_H

#include "gen/plan/compare.h"
#include "model/read/read.h"

// One of the two builds, by what its parts are known by. The values of the names are
// indexes into the lists of the plan.
struct view {
	const struct build *build;
	const struct plan *plan;
	struct names accounts, ous, ou_paths; // by id, id and path
	struct names deployments;             // by kind and name
	struct names policies;
	struct names stackset_names; // AWS's names, to indexes of stacksets
	const struct node **stacksets; // the resources of stacksets.yaml
};

struct comparing {
	struct arena *arena;
	struct view old, now;
	struct build_change *out;
	struct names by_id; // of accounts, to out->accounts
	struct names files; // of templates, without their folders, to out->deployments
};

// A file of a build; one that cannot be read is empty.
struct str build_file_text(const struct build *b, struct str path);
const struct doc *build_file(struct arena *a, const struct build *b, struct str path,
                             enum syntax syntax);

// What a deployment is known by in its build.
struct str deployment_key(struct arena *a, const struct plan_deployment *d);

// Fill in the parts of `out`. Accounts come first: the others ask what became of them.
void compare_ous(struct comparing *c);
void compare_accounts(struct comparing *c);
void compare_deployments(struct comparing *c);
void compare_policies(struct comparing *c);

#endif
