#include "lint/lint.h"

static void condition_key_deprecated(struct lint *l, const struct statement *s,
                                     const struct lint_condition *c)
{
	struct str name = c->entry->name;

	(void)s;
	if (str_eq_nocase(name, S("aws:ARN")))
		lint_report(l, c->entry->key, "%.*s is no longer a condition key", STR(name))
			->hint = "use aws:PrincipalArn";
}

const struct lint_rule rule_condition_key_deprecated = {
	.rule = {
		.id = "IAM073",
		.name = "condition-key-deprecated",
		.severity = SEV_WARNING,
		.summary = "a condition uses a key that AWS has given up",
		.why =
			"aws:ARN was the caller's ARN in old policies. AWS supports aws:PrincipalArn\n"
			"in its place, which names the role of a session, not the session.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:TerminateInstances\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:ARN: arn:aws:iam::111111111111:role/operator #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:TerminateInstances\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::111111111111:role/operator\n",
	},
	.policies = POLICIES_ALL,
	.condition = condition_key_deprecated,
};
