#include "lint/policy/statement.h"

static const struct leaf *any_action(const struct statement *s)
{
	for (size_t i = 0; i < s->action.count; i++) {
		const struct leaf *leaf = &s->action.leaves[i];
		if (!leaf->sometimes &&
		    (node_is(leaf->value, "*") || node_is(leaf->value, "*:*")))
			return leaf;
	}
	return NULL;
}

// A boundary is made so: everything, less what further statements deny.
static bool has_deny(const struct policy *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (!statement_is(&p->statements[i], "Allow"))
			return true;
	return p->open;
}

static void administrator_statement(struct lint *l, const struct statement *s)
{
	const struct leaf *action = any_action(s);

	if (!statement_is(s, "Allow") || s->open || s->condition.presence != ABSENT ||
	    !action || !statement_has_any_resource(s) || has_deny(l->policy))
		return;
	lint_report(l, action->value, "this allows everything, as AdministratorAccess does")
		->hint = "name the actions that are needed";
}

const struct lint_rule rule_administrator_statement = {
	.rule = {
		.id = "IAM080",
		.name = "administrator-statement",
		.severity = SEV_WARNING,
		.summary = "a statement allows every action on every resource",
		.why =
			"Action \"*\" on Resource \"*\" is the right of an administrator, written where\n"
			"it is easily overlooked. Name what is needed, or attach AdministratorAccess\n"
			"where an administrator is meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "best-practices.html#grant-least-privilege",
		.bad =
			"Resources:\n"
			"  Helper:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: '*' #!\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Helper:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: arn:aws:ssm:*:*:parameter/helper/*\n",
	},
	.policies = POLICIES_IDENTITY,
	.statement = administrator_statement,
};
