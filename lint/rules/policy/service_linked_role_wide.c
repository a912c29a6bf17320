#include "lint/policy/statement.h"

// Who may make roles anyway has no need of this one.
static void service_linked_role_wide(struct lint *l, const struct statement *s)
{
	struct diag *d;

	if (!statement_is(s, "Allow") || s->open || s->condition.presence != ABSENT ||
	    statement_names_action(l, s, "iam:createservicelinkedrole") != TRUTH_YES ||
	    statement_names_action(l, s, "iam:createrole") != TRUTH_NO ||
	    !statement_has_any_resource(s))
		return;
	d = lint_report(l, s->resource.key,
	                "this allows any service its service-linked role");
	d->hint = "add a Condition on iam:AWSServiceName";
}

const struct lint_rule rule_service_linked_role_wide = {
	.rule = {
		.id = "IAM075",
		.name = "service-linked-role-wide",
		.severity = SEV_WARNING,
		.summary = "service-linked roles may be made for any service",
		.why =
			"A service-linked role lets its service act in the account, with rights that\n"
			"AWS chose and that no SCP limits. Say for which service one may be made.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_create-service-linked-role.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: iam:CreateServiceLinkedRole\n"
			"    Resource: '*' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: iam:CreateServiceLinkedRole\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        iam:AWSServiceName: ecs.amazonaws.com\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_UNSURE,
	.statement = service_linked_role_wide,
};
