#include "lint/lint.h"

static void rcp_not_principal(struct lint *l, const struct statement *s)
{
	if (s->not_principal.key)
		lint_report(l, s->not_principal.key, "a resource control policy takes no NotPrincipal")
			->hint = "write Principal: '*' and a condition on aws:PrincipalArn";
}

const struct lint_rule rule_rcp_not_principal = {
	.rule = {
		.id = "RCP003",
		.name = "rcp-not-principal",
		.severity = SEV_ERROR,
		.summary = "a resource control policy has a NotPrincipal",
		.why =
			"Organizations takes no NotPrincipal in a resource control policy. Exempt\n"
			"principals by a condition instead.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_rcps_syntax.html",
		.bad =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: RESOURCE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            NotPrincipal: #!\n"
			"              AWS: '111111111111'\n"
			"            Action: s3:*\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              BoolIfExists:\n"
			"                aws:SecureTransport: 'false'\n",
		.good =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: RESOURCE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Principal: '*'\n"
			"            Action: s3:*\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              BoolIfExists:\n"
			"                aws:SecureTransport: 'false'\n",
	},
	.policies = POLICIES_RCP,
	.statement = rcp_not_principal,
};
