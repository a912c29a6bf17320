#include "lint/lint.h"

static void rcp_principal_not_everyone(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];

		if (e->negated || !node_is_scalar(e->value) || node_is(e->value, "*") ||
		    e->value->tag != TAG_NONE)
			continue;
		lint_report(l, e->value, "the Principal of a resource control policy is always "
		                         "\"*\"")->hint =
			"write Principal: '*' and say who by a condition";
		return;
	}
}

const struct lint_rule rule_rcp_principal_not_everyone = {
	.rule = {
		.id = "RCP002",
		.name = "rcp-principal-not-everyone",
		.severity = SEV_ERROR,
		.summary = "a resource control policy names principals",
		.why =
			"The Principal of a resource control policy is always \"*\". Who is meant, or\n"
			"exempt, is said by conditions such as aws:PrincipalOrgID.",
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
			"            Principal:\n"
			"              AWS: '111111111111' #!\n"
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
	.statement = rcp_principal_not_everyone,
};
