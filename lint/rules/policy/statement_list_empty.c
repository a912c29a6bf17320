#include "lint/lint.h"

static void statement_list_empty(struct lint *l, const struct policy *p)
{
	const struct node *key = node_key(p->node, "Statement");
	struct diag *d;

	if (p->open || p->count > 0 || !node_is_map(p->node) ||
	    (key && !node_is_seq(key->next) && !node_is_map(key->next)))
		return;
	d = lint_report(l, key ? key : p->node, key ? "this policy's Statement is empty"
	                                            : "this policy has no Statement");
	d->hint = "add a statement, or leave the policy out";
}

const struct lint_rule rule_statement_list_empty = {
	.rule = {
		.id = "IAM017",
		.name = "statement-list-empty",
		.severity = SEV_ERROR,
		.summary = "a policy has no statement",
		.why =
			"IAM refuses a policy without statements as malformed. To grant nothing,\n"
			"leave the policy out.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_statement.html",
		.bad =
			"Resources:\n"
			"  Extra:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement: [] #!\n",
		.good =
			"Resources:\n"
			"  Extra:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.policy = statement_list_empty,
};
