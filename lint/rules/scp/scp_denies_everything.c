#include "lint/lint.h"

static const struct node *star_of(const struct element *e)
{
	for (size_t i = 0; i < e->count; i++)
		if (!e->leaves[i].sometimes &&
		    (node_is(e->leaves[i].value, "*") || node_is(e->leaves[i].value, "*:*")))
			return e->leaves[i].value;
	return NULL;
}

static void scp_denies_everything(struct lint *l, const struct statement *s)
{
	const struct node *action = star_of(&s->action);

	if (!statement_is(s, "Deny") || s->open || s->sometimes || !action ||
	    !star_of(&s->resource) || s->condition.presence != ABSENT)
		return;
	lint_report(l, action, "this denies everything to everybody below, and to StackSets")
		->hint = "exempt the role that releases an account: ArnNotLike on aws:PrincipalArn";
}

const struct lint_rule rule_scp_denies_everything = {
	.rule = {
		.id = "SCP003",
		.name = "scp-denies-everything",
		.severity = SEV_WARNING,
		.summary = "a service control policy denies everything to everybody",
		.why =
			"Deny on every action and every resource, without a condition, stops all\n"
			"work below, that of StackSets and of pipelines too. Where that is meant for\n"
			"a while, exempt the role that lifts it again.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_evaluation.html",
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
			"            Action: '*' #!\n"
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
			"            Action: '*'\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              ArnNotLike:\n"
			"                aws:PrincipalArn:\n"
			"                  - arn:aws:iam::*:role/account-release\n"
			"                  - arn:aws:iam::*:role/stacksets-exec-*\n",
	},
	.policies = POLICIES_SCP,
	.statement = scp_denies_everything,
};
