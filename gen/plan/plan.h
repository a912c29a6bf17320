// Which stack goes where, in what order and because of what: what a build amounts to. A plan
// is made of deployments (plan_of), or read from the plan.json of an older build
// (plan_read.h). plan.json, `orgc plan` and the comparison of two builds all use it.
#ifndef GEN_PLAN_PLAN_H
#define GEN_PLAN_PLAN_H

#include "gen/deployment.h"
#include "model/text/names.h"

enum plan_status { PLAN_ACTIVE, PLAN_SUSPENDED, PLAN_MANAGEMENT };

struct plan_account {
	struct str id, name; // the name in org.yaml
	struct str aws_name; // empty where org.yaml does not say what AWS calls it
	struct str ou;       // path; "/" for the root
	enum plan_status status;
};

struct plan_ou {
	struct str id, path;
};

// The part of org.yaml that asks for something.
struct plan_cause {
	struct str text; // "in: Workloads"
	unsigned line;   // of org.yaml; 0 in a plan that was read: plan.json holds no lines
};

// The stacks of one account in a deployment, one in each of its regions.
struct plan_stack {
	const struct plan_account *account;
	const struct plan_cause *cause; // shared by the accounts that one item covers
	const struct node *parameters;  // values of its own, as strings; NULL where none
};

// An account that a selector covers and that gets no stack.
struct plan_left_out {
	const struct plan_account *account;
	struct str why;
};

struct plan_texts {
	struct str *items;
	size_t count, room;
};

struct plan_deployment {
	struct str name; // AWS's name of a StackSet; the name of the template of a stack
	bool is_stackset;
	uint32_t order;
	struct names after; // names of templates
	struct str wave;    // the OU of rollout.order that it is for; empty: none, or the rest
	struct str file;    // "templates/baseline.yaml"
	struct plan_cause cause;
	bool is_automatic; // accounts that join get their stacks from the StackSet
	// Of a StackSet that is not: the parts of org.yaml by which its accounts are in no OU
	// that it covers as a whole.
	struct plan_cause *off_by;
	size_t off_by_count;
	struct names regions;
	const struct node *tags; // of its stacks, a map from keys to values; NULL where none
	size_t stack_count; // accounts times regions
	struct plan_stack *stacks;
	size_t count;
	struct plan_left_out *left_out;
	size_t left_out_count;
	struct plan_texts costs, notes;
};

struct plan_target {
	struct str id, name; // the name in org.yaml: a path, an account, "all" for the root
};

struct plan_policy {
	struct str name, type, file; // type: "scp", "rcp"
	struct str previously;       // the name it had before; empty where it is the first
	struct plan_cause cause;
	size_t characters;
	long most; // of characters, as AWS counts them
	struct plan_target *targets;
	size_t target_count;
};

struct plan_step {
	unsigned number; // in steps.sh
	bool is_after, is_by_hand;
	struct str title;
	struct str account; // the name in org.yaml; empty: in several
};

// Where nothing is deployed, or where something does not hold.
struct plan_gap {
	bool is_region; // else an account
	struct str name, why;
};

struct plan {
	struct str organization, home;
	struct str rollout_account; // its id: StackSets belong to it and to the home region
	struct names regions;
	size_t stack_count, stackset_count, reached; // reached: accounts with a stack
	struct plan_texts notes;
	struct plan_gap *gaps;
	size_t gap_count, gap_room;
	struct plan_step *steps;
	size_t step_count;
	struct plan_deployment *deployments; // by order
	size_t deployment_count;
	struct plan_policy *policies;
	size_t policy_count;
	struct plan_ou *ous; // without the root
	size_t ou_count;
	struct plan_account *accounts;
	size_t account_count;
};

struct steps;

// Never NULL. Everything in it lives in the arena of the organization.
struct plan *plan_of(const struct deployments *deployments, const struct steps *steps);

#endif
