// What two builds differ in: who comes and goes, which stacks are added, changed and
// removed and what that does inside of them, and which policies let more or less pass.
// Accounts are known by their id, StackSets by AWS's name: what is only called otherwise in
// org.yaml is not another one.
#ifndef GEN_COMPARE_COMPARE_H
#define GEN_COMPARE_COMPARE_H

#include "gen/plan/plan.h"
#include "gen/compare/template_change.h"
#include "model/files.h"

struct build {
	struct file_set files;
	const struct plan *plan;
};

struct account_change {
	// NULL where it is not in the organization.
	const struct plan_account *old, *now;
	bool renamed, moved;
	bool suspended, resumed;
	// Policies of the organization under which it does not come any more, and comes now,
	// by moving.
	struct names lost, gained;
};

struct ou_change {
	const struct plan_ou *old, *now; // both where the path differs
};

// The stacks of one account, in some regions.
struct instance_change {
	enum change change;
	const struct plan_account *account;
	const struct names *regions;
	const char *why;            // NULL for a change of the template alone
	// Its StackSet is asked for another OU now: the stack is deleted, with all that is in
	// it, and made anew.
	bool is_remade;
};

// When a stack goes that the new build does not have.
enum going {
	GOING_BEFORE, // automatic deployment takes it away when its account moves or leaves
	GOING_NOW,    // when its StackSet is updated
	GOING_LAST,   // with its StackSet, once all others are deployed
	GOING_NEVER,
	GOING_LOOSE, // never either, but its StackSet does not have it any more (retain)
};

// Why a deployment of the new build fails.
struct failure {
	const struct plan_deployment *deployment; // of the new build, or the one that goes
	bool is_sure;
	const char *what; // "makes AWS::Logs::LogGroup /log, which …"
	const char *way;  // the way out
	struct names accounts; // where; may be empty
};

struct deployment_change {
	enum change change; // CHANGED: it is in both
	const struct plan_deployment *old, *now; // NULL where it is not
	struct instance_change *instances;
	size_t count, room;
	size_t added, changed, removed, stay; // stacks
	// The ids of the OUs, or of the root, that its StackSet is asked for.
	struct names old_targets, now_targets;
	// Shared by the waves of a StackSet and the stack of the management account: `same_as`
	// is the first deployment that has this change, NULL where this one is.
	struct template_change template;
	const struct deployment_change *same_as;
	// Of a StackSet that is new: the one that is the same resource of stacksets.yaml, which
	// goes once this one is there, and how it keeps its name. NULL where there is none.
	const struct plan_deployment *replaces;
	const char *keep_name;
	struct names settings; // of the StackSet: AutoDeployment …
	bool tags_differ;      // CloudFormation updates every stack for it
	bool differs;
};

struct policy_change {
	enum change change;
	const struct plan_policy *old, *now; // NULL where it is not
	bool text_differs;
	struct reach_change text;
	struct names left, joined;    // targets, by the names in org.yaml
	enum reach reach;             // all together
};

struct text_change {
	enum change change; // ADDED or REMOVED
	struct str text;
};
struct text_changes {
	struct text_change *items;
	size_t count, room;
};

struct build_change {
	struct account_change *accounts; // all of them
	size_t account_count;
	struct ou_change *ous; // that differ
	size_t ou_count, ou_room;
	struct deployment_change
		*deployments; // all: as in the new plan, then removed ones
	size_t deployment_count;
	struct policy_change *policies; // that differ
	size_t policy_count, policy_room;
	struct text_changes regions, steps, costs;
	struct failure *failures;
	size_t failure_count, failure_room;
	size_t added, changed, removed, stay; // stacks
	bool differs;
};

bool account_differs(const struct account_change *a);

struct build_change compare_builds(struct arena *a, const struct build *old,
                                   const struct build *now);

#endif
