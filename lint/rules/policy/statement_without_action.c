#include "lint/lint.h"
#include "model/edit/edit.h"

// A role that accounts or services take on: the action can only be one.
static bool is_plain_trust(const struct lint *l, const struct statement *s)
{
	if (l->policy->kind != POLICY_TRUST || s->principal_count == 0)
		return false;
	for (size_t i = 0; i < s->principal_count; i++)
		if (!str_is(s->principals[i].type, "AWS") &&
		    !str_is(s->principals[i].type, "Service"))
			return false;
	return true;
}

static void fix(struct lint *l, struct diag *d, const struct statement *s)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, s->node, chain);
	struct edit edit;

	if (!is_plain_trust(l, s))
		return;
	d->hint = "add Action: sts:AssumeRole";
	if (count && edit_add_pair(l->doc, l->arena, chain[count - 1], NULL, "Action",
	                           node_scalar(l->arena, S("sts:AssumeRole"),
	                                       chain[count - 1]->flags & NODE_JSON ? STYLE_DOUBLE
	                                                                           : STYLE_PLAIN),
	                           &edit))
		lint_fix(l, d, "add Action: sts:AssumeRole", &edit, 1);
}

static void statement_without_action(struct lint *l, const struct statement *s)
{
	struct diag *d;

	if (s->open || s->action.presence != ABSENT || s->not_action.presence != ABSENT)
		return;
	d = lint_report(l, s->node, "this statement has no Action");
	d->hint = "add an Action: a statement without one is refused";
	fix(l, d, s);
}

const struct lint_rule rule_statement_without_action = {
	.rule = {
		.id = "IAM001",
		.name = "statement-without-action",
		.severity = SEV_ERROR,
		.summary = "a statement has no Action",
		.why =
			"IAM answers MalformedPolicyDocument, and the role or policy is not made:\n"
			"with StackSets, in every account. Say what the statement allows or\n"
			"denies; in the trust policy of a role that is sts:AssumeRole.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_action.html",
		.bad =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow #!\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n",
		.good =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n",
		.fixed =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_ALL,
	.statement = statement_without_action,
};
