#include "lint/lint.h"

static void rcp_action_star(struct lint *l, const struct statement *s,
                            const struct lint_text *t)
{
	if (t->element == &s->action && str_is(t->text, "*"))
		lint_report_text(l, t->variant, 0, "a resource control policy takes no action \"*\"")
			->hint = "name the services: s3:*, sqs:*";
}

const struct lint_rule rule_rcp_action_star = {
	.rule = {
		.id = "RCP005",
		.name = "rcp-action-star",
		.severity = SEV_ERROR,
		.summary = "a resource control policy denies \"*\"",
		.why =
			"In a resource control policy that you write, an action names a service. A\n"
			"bare \"*\" is refused; list the services: s3:*, sqs:*.",
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
			"            Action: '*' #!\n"
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
	.text = rcp_action_star,
};
