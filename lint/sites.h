// Where a template, or what the AWS CLI prints, holds a policy.
#ifndef LINT_SITES_H
#define LINT_SITES_H

#include "policies/policy.h"

struct policy_site {
	const char *type;     // of the resource
	const char *property; // that holds the policy, or a list of things that do
	const char *inner;    // key of each thing in the list; NULL: the property is the policy
	enum policy_kind kind;
};

// The rows of one resource type, NULL where there are none; *count says how many.
const struct policy_site *policy_sites_of(struct str type, size_t *count);

// Whether a text looks like a policy written as JSON.
bool policy_text_is(const struct node *n);

// The policy in what `aws iam get-role`, `aws organizations describe-policy` and the like
// print: a map, or JSON in a text. NULL where there is none.
const struct node *printed_policy(const struct node *root, enum policy_kind *kind);

// What the names of a file and its folders say of a policy in it: "scps/deny.json",
// "resource-control-policies". POLICY_SCP, POLICY_RCP, or POLICY_UNSURE where they say
// nothing, or both.
enum policy_kind policy_kind_of_path(struct str path);

#endif
