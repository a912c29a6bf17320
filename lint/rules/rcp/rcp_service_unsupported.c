#include "aws/aws.h"
#include "lint/policy/statement.h"

static void rcp_service_unsupported(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	ptrdiff_t colon = str_find_byte(t->text, 0, ':');
	struct str prefix = str_slice(t->text, 0, colon < 0 ? 0 : (size_t)colon);
	const struct fact *service;

	if (t->element != &s->action || !text_is_known(prefix))
		return;
	service = action_service(prefix);
	if (service && !action_service_has_rcp(service))
		lint_report_text(l, t->variant, 0,
		                 "resource control policies were not known to reach %.*s on "
		                 "%.*s", STR(prefix), STR(lint_facts_day("actions")))->hint = "use a service control policy";
}

const struct lint_rule rule_rcp_service_unsupported = {
	.rule = {
		.id = "RCP006",
		.name = "rcp-service-unsupported",
		.severity = SEV_WARNING,
		.summary = "resource control policies do not reach this service",
		.why =
			"Resource control policies hold for the resources of some services only. An\n"
			"action of another service is denied to no one by them. The list grows, so\n"
			"a service that joined lately may be reported.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_rcps.html",
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
			"            Action:\n"
			"              - s3:*\n"
			"              - ec2:RunInstances #!\n"
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
	.text = rcp_service_unsupported,
};
