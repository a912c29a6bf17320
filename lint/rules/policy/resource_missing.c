#include "aws/aws.h"
#include "lint/policy/statement.h"

// Of a policy on its own the actions tell what it hangs on.
static bool actions_need_it(struct lint *l, const struct statement *s)
{
	struct lint_value *actions;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions);

	for (size_t i = 0; i < count; i++)
		if (!action_service_needs_resource(action_prefix(actions[i].text)))
			return false;
	return count > 0;
}

// Of the policies that hang on a resource, some services let the Resource be left out.
static bool is_required(struct lint *l, const struct statement *s)
{
	struct str type;

	if (l->policy->kind != POLICY_RESOURCE)
		return true;
	if (!l->resource)
		return actions_need_it(l, s);
	type = template_type(l->resource);
	return str_is(type, "AWS::S3::BucketPolicy") ||
	       str_is(type, "AWS::S3::AccessPoint") || str_is(type, "AWS::KMS::Key") ||
	       str_is(type, "AWS::KMS::ReplicaKey");
}

static void resource_missing(struct lint *l, const struct statement *s)
{
	struct diag *d;

	if (s->open || s->resource.presence != ABSENT || s->not_resource.presence != ABSENT ||
	    !is_required(l, s))
		return;
	d = lint_report(l, s->node, "this statement has no Resource");
	d->hint = "name the ARNs that it is about, or Resource: '*'";
}

const struct lint_rule rule_resource_missing = {
	.rule = {
		.id = "IAM018",
		.name = "resource-missing",
		.severity = SEV_ERROR,
		.summary = "a statement does not say what it is about",
		.why =
			"Statements of identity policies, of organization policies and of the\n"
			"policies of buckets and keys must have a Resource or a NotResource; AWS\n"
			"refuses the policy otherwise. Only in trust policies it goes without\n"
			"saying.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_resource.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow #!\n"
			"    Action: ssm:StartAutomationExecution\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL & ~POLICIES_TRUST,
	.statement = resource_missing,
};
