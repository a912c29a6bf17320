#include "lint/lint.h"

static void not_principal_with_allow(struct lint *l, const struct statement *s)
{
	if (statement_is(s, "Allow") && s->not_principal.presence == PRESENT)
		lint_report(l, s->not_principal.key,
		            "this allows everyone but these, strangers and anonymous "
		            "callers too")
			->hint = "name who is allowed under Principal";
}

const struct lint_rule rule_not_principal_with_allow = {
	.rule = {
		.id = "IAM077",
		.name = "not-principal-with-allow",
		.severity = SEV_WARNING,
		.summary = "an Allow with NotPrincipal lets in everyone else",
		.why =
			"NotPrincipal with Allow means all principals but those named, of every\n"
			"account, and callers without any. AWS says never to use the two together.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_notprincipal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    NotPrincipal: #!\n"
			"      AWS: arn:aws:iam::111111111111:role/intern\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/analyst\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_RESOURCE,
	.statement = not_principal_with_allow,
};
