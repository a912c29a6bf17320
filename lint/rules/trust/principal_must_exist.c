#include "lint/lint.h"

static void principal_must_exist(struct lint *l, const struct statement *s,
                                 const struct lint_principal *p)
{
	struct str resource = p->who.arn.resource;
	struct diag *d;

	(void)s;
	if (!l->resource || p->who.has_wildcard || p->variant->assumes_parameter ||
	    (p->who.form != PRINCIPAL_ROLE && p->who.form != PRINCIPAL_USER) ||
	    !text_is_known(resource))
		return;
	d = lint_report_text(l, p->variant, (size_t)(resource.at - p->text.at),
	                     "%.*s must exist before this role is made", STR(resource));
	d->hint = "make it first, or trust the account's root and narrow it by Condition: "
	          "ArnLike: aws:PrincipalArn";
	lint_unless_created(l, d, str_after_last(resource, '/'));
}

const struct lint_rule rule_principal_must_exist = {
	.rule = {
		.id = "TRU004",
		.name = "principal-must-exist",
		.severity = SEV_INFO,
		.summary = "a trusted role or user must exist first",
		.why =
			"IAM looks the principal up when the role is saved, and answers \"Invalid\n"
			"principal in policy\" where it is missing; if it is deleted and made again,\n"
			"the trust is silently broken, since IAM kept the id of the old one. Make it\n"
			"first, or trust the account's root with ArnLike on aws:PrincipalArn, which\n"
			"needs nothing to exist. Not reported where a file of the same run makes it.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-roles",
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
			"              AWS: arn:aws:iam::111111111111:role/test-user #!\n"
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
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: arn:aws:iam::111111111111:role/test-user\n",
	},
	.policies = POLICIES_TRUST,
	.principal = principal_must_exist,
};
