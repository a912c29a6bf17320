// What the parts of compare_builds share. Nothing else includes it.
#ifndef GEN_COMPARE_COMPARE_PARTS_H
#define GEN_COMPARE_COMPARE_PARTS_H

#include "gen/compare/compare.h"
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
	struct names stackset_ids;   // logical ids, to the same
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

// What a deployment is known by: a StackSet belongs to an account and a Region, too.
struct str deployment_key(struct arena *a, const struct plan *p,
                          const struct plan_deployment *d);

// What stacksets.yaml says of a deployment; NULL where it says nothing.
const struct node *find_set(const struct view *v, const struct plan_deployment *d);

// The change of an account; NULL where it is in neither build.
const struct account_change *change_of(const struct comparing *c, struct str id);

// When the stack of an account goes that the old build has in a deployment, and the new one
// has not; *why, if not NULL, says by what.
enum going going_of(const struct comparing *c, const struct deployment_change *d,
                    const struct plan_account *account, const char **why);

// Whether the StackSets of the old build stand in another account or Region than those of the
// new one, or the new one has none: then nothing touches them.
bool stacksets_stay(const struct comparing *c);

// The OUs that a StackSet is asked for, by id.
struct names targets_of(struct arena *a, const struct view *v,
                        const struct plan_deployment *d);

// The OU of `targets` that an account of the new build is in; empty where it is in none.
struct str target_over(const struct comparing *c, const struct names *targets,
                       const struct plan_account *account);

// Fill in the parts of `out`. Accounts come first: the others ask what became of them.
void compare_ous(struct comparing *c);
void compare_accounts(struct comparing *c);
void compare_deployments(struct comparing *c);
void compare_policies(struct comparing *c);
// Needs what the others found.
void compare_failures(struct comparing *c);

#endif
