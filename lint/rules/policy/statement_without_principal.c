#include "lint/lint.h"

static void statement_without_principal(struct lint *l, const struct statement *s)
{
	struct diag *d;

	if (s->open || s->principal.presence != ABSENT || s->not_principal.presence != ABSENT)
		return;
	d = lint_report(l, s->node, "this statement has no Principal");
	d->hint = "say whom it is about: Principal: {AWS: …} or Principal: {Service: …}";
}

const struct lint_rule rule_statement_without_principal = {
	.rule = {
		.id = "IAM003",
		.name = "statement-without-principal",
		.severity = SEV_ERROR,
		.summary = "a statement of a trust or resource policy has no Principal",
		.why =
			"A policy that hangs on a role or a resource must say whom it lets in;\n"
			"without a Principal it is refused. Only identity policies have none,\n"
			"since they hang on the principal itself.",
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
			"          - Effect: Allow #!\n"
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
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.statement = statement_without_principal,
};
