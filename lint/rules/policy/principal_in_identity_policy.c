#include "lint/lint.h"

static void check_element(struct lint *l, const struct element *e)
{
	struct diag *d;

	if (e->presence != PRESENT)
		return;
	d = lint_report(l, e->key, "an identity policy takes no %.*s: it is about the identity it "
	                           "hangs on", STR(node_str(e->key)));
	d->hint = "take it out, or move the statement to a trust or resource policy";
}

static void principal_in_identity_policy(struct lint *l, const struct statement *s)
{
	check_element(l, &s->principal);
	check_element(l, &s->not_principal);
}

const struct lint_rule rule_principal_in_identity_policy = {
	.rule = {
		.id = "IAM019",
		.name = "principal-in-identity-policy",
		.severity = SEV_ERROR,
		.summary = "a statement of an identity policy has a Principal",
		.why =
			"An identity policy is about the user, group or role that it hangs on;\n"
			"IAM refuses a Principal in it. Who may assume a role stands in the\n"
			"role's trust policy, who may use a bucket in the bucket's policy.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: '*' #!\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_IDENTITY,
	.statement = principal_in_identity_policy,
};
