#include "lint/policy/guardrail.h"
#include "lint/policy/statement.h"

#define ROLE "stacksets-exec-0123456789abcdef0123456789abcdef"

// What denies everything to everybody has a rule of its own.
static bool spares_nobody(const struct statement *s)
{
	return s->condition.presence == ABSENT && statement_has_any_action(s) &&
	       statement_has_any_resource(s);
}

static void scp_stops_stacksets(struct lint *l, const struct statement *s)
{
	static const char *const actions[] = {"cloudformation:CreateStack",
	                                      "cloudformation:UpdateStack",
	                                      "cloudformation:DescribeStacks"};
	struct request r = {
		.caller = caller_of(l->scratch, S("arn:aws:iam::111111111111:role/" ROLE)),
		.resource = S("arn:aws:cloudformation:us-east-1:111111111111:stack/StackSet-\x1a"),
		.resource_account = S("111111111111"),
		.unlisted = KEY_UNKNOWN,
	};
	const struct element *e = s->action.key ? &s->action : &s->not_action;

	if (!e->key || !statement_is(s, "Deny") || spares_nobody(s))
		return;
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		r.action = str_of(actions[i]);
		if (!guardrail_denies(l, s, &r))
			continue;
		lint_report(l, e->key, "this denies StackSets' role stacksets-exec-… %s",
		            actions[i])->hint =
			"exempt it: ArnNotLike on aws:PrincipalArn, arn:aws:iam::*:role/stacksets-exec-*";
		return;
	}
}

const struct lint_rule rule_scp_stops_stacksets = {
	.rule = {
		.id = "SCP004",
		.name = "scp-stops-stacksets",
		.severity = SEV_WARNING,
		.summary = "a service control policy stops StackSets",
		.why =
			"In each target account StackSets work as the role stacksets-exec-…, which\n"
			"service control policies bind like any other. A Deny that catches its calls\n"
			"to CloudFormation fails every deployment there. Exempt the role by\n"
			"ArnNotLike on aws:PrincipalArn.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-orgs-enable-trusted-access.html",
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
			"            Action: cloudformation:* #!\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              ArnNotLike:\n"
			"                aws:PrincipalArn: arn:aws:iam::*:role/pipeline\n",
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
			"            Action: cloudformation:*\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              ArnNotLike:\n"
			"                aws:PrincipalArn:\n"
			"                  - arn:aws:iam::*:role/pipeline\n"
			"                  - arn:aws:iam::*:role/stacksets-exec-*\n",
	},
	.policies = POLICIES_SCP,
	.statement = scp_stops_stacksets,
};
