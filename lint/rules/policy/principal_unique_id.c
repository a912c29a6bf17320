#include "lint/lint.h"

static void principal_unique_id(struct lint *l, const struct statement *s,
                                const struct lint_principal *p)
{
	(void)s;
	if (p->who.form == PRINCIPAL_UNIQUE_ID && !p->variant->assumes_parameter)
		lint_report_text(l, p->variant, 0,
		                 "%.*s is what IAM shows of a deleted principal",
		                 STR(p->text))
			->hint =
			"write the ARN of the role or user, or take it out where it is gone";
}

const struct lint_rule rule_principal_unique_id = {
	.rule = {
		.id = "IAM081",
		.name = "principal-unique-id",
		.severity = SEV_WARNING,
		.summary = "a principal is the unique id of a role or user",
		.why =
			"IAM keeps principals by their unique ids and shows the id (AROA… for roles,\n"
			"AIDA… for users) when the principal is gone. In a source file it was likely\n"
			"copied from such a policy and lets no one in.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: AROAEXAMPLEEXAMPLE123 #!\n"
			"            Action: sts:AssumeRole\n",
		.good =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: arn:aws:iam::111111111111:root\n"
			"            Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_unique_id,
};
