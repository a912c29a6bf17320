#include "lint/lint.h"

static void rcp_allow(struct lint *l, const struct statement *s)
{
	if (statement_is(s, "Allow"))
		lint_report(l, s->effect.value, "a resource control policy can only deny")->hint =
			"write a Deny for what must not be";
}

const struct lint_rule rule_rcp_allow = {
	.rule = {
		.id = "RCP001",
		.name = "rcp-allow",
		.severity = SEV_ERROR,
		.summary = "a resource control policy has an Allow",
		.why =
			"Resource control policies only deny; what they do not deny,\n"
			"RCPFullAWSAccess lets pass. Organizations refuses an Allow.",
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
			"          - Effect: Allow #!\n"
			"            Principal: '*'\n"
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
	.statement = rcp_allow,
};
