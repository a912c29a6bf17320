#include "lint/lint.h"

static void rcp_not_action(struct lint *l, const struct statement *s)
{
	if (s->not_action.key)
		lint_report(l, s->not_action.key, "a resource control policy takes no NotAction")
			->hint = "list the actions under Action";
}

const struct lint_rule rule_rcp_not_action = {
	.rule = {
		.id = "RCP004",
		.name = "rcp-not-action",
		.severity = SEV_ERROR,
		.summary = "a resource control policy has a NotAction",
		.why =
			"Organizations takes no NotAction in a resource control policy. Say under\n"
			"Action what is denied.",
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
			"            Principal: '*'\n"
			"            NotAction: s3:Get* #!\n"
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
	.statement = rcp_not_action,
};
