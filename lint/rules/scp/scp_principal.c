#include "lint/lint.h"

static void scp_principal(struct lint *l, const struct statement *s)
{
	const struct element *e = s->principal.key ? &s->principal : &s->not_principal;

	if (!e->key)
		return;
	lint_report(l, e->key, "a service control policy has no %.*s: it holds for everyone "
	                       "below", STR(node_str(e->key)))
		->hint = "take it out, or use a condition on aws:PrincipalArn";
}

const struct lint_rule rule_scp_principal = {
	.rule = {
		.id = "SCP001",
		.name = "scp-principal",
		.severity = SEV_ERROR,
		.summary = "a service control policy has a Principal",
		.why =
			"A service control policy holds for every principal of the accounts below.\n"
			"Organizations refuses a Principal or NotPrincipal in it; exempt somebody by\n"
			"a condition on aws:PrincipalArn.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_syntax.html",
		.bad =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: SERVICE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Principal: '*' #!\n"
			"            Action: organizations:LeaveOrganization\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: SERVICE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Action: organizations:LeaveOrganization\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_SCP,
	.statement = scp_principal,
};
