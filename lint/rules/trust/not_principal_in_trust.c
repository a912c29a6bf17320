#include "lint/lint.h"

static void not_principal_in_trust(struct lint *l, const struct statement *s)
{
	if (s->not_principal.key)
		lint_report(l, s->not_principal.key, "a trust policy takes no NotPrincipal")
			->hint = "name the principals under Principal";
}

const struct lint_rule rule_not_principal_in_trust = {
	.rule = {
		.id = "TRU005",
		.name = "not-principal-in-trust",
		.severity = SEV_ERROR,
		.summary = "a trust policy has a NotPrincipal",
		.why =
			"A trust policy says who may assume the role, and IAM takes no NotPrincipal in\n"
			"it. Name the principals, or deny with a condition on aws:PrincipalArn.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_notprincipal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotPrincipal: #!\n"
			"      AWS: arn:aws:iam::111111111111:role/auditor\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Principal:\n"
			"      AWS: '*'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::111111111111:role/auditor\n",
	},
	.policies = POLICIES_TRUST,
	.statement = not_principal_in_trust,
};
