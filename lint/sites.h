// Where a template, or what the AWS CLI prints, holds a policy.
#ifndef LINT_SITES_H
#define LINT_SITES_H

#include "aws/facts.h"
#include "policies/policy.h"

// A property of a resource that holds a policy: a row of aws/policy-sites.txt.
struct policy_site {
	const struct fact *row; // NULL before the first and after the last
	struct str property;    // that holds the policy, or a list of things that do
	struct str inner;       // key of each thing in the list; empty: the property is the policy
	enum policy_kind kind;  // POLICY_SCP for RCPs too, which come in the same type
	struct str limit;       // the row of aws/limits.txt for all of the resource; may be empty
};

// The next one of a resource type; starts with a zeroed site.
bool policy_site_next(struct str type, struct policy_site *site);

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
