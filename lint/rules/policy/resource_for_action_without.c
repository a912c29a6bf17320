#include "aws/aws.h"
#include "lint/policy/statement.h"

static bool is_arn(struct str text)
{
	return str_starts(text, "arn:") && str_find(text, 0, "{{") < 0;
}

// A statement with more is not judged.
enum { MANY = 64 };

static void resource_for_action_without(struct lint *l, const struct statement *s)
{
	struct lint_value *actions, *resources;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions);
	size_t n = lint_values(l, s->resource.leaves, s->resource.count, &resources);
	struct diag *d;

	if (count == 0 || n == 0 || count > MANY || n > MANY || s->open ||
	    s->action.presence != PRESENT || s->resource.presence != PRESENT)
		return;
	for (size_t i = 0; i < count; i++) {
		if (actions[i].leaf->sometimes || !action_names_no_resource(actions[i].text))
			return;
	}
	for (size_t i = 0; i < n; i++)
		if (!is_arn(resources[i].text) || resources[i].leaf->sometimes)
			return;
	d = lint_report(l, s->resource.key,
	                "%.*s is asked for \"*\" alone, so no ARN matches it",
	                STR(actions[0].text));
	d->hint = "write Resource: \"*\"";
}

const struct lint_rule rule_resource_for_action_without = {
	.rule = {
		.id = "IAM097",
		.name = "resource-for-action-without",
		.severity = SEV_WARNING,
		.summary = "ARNs stand with actions that act on no resource",
		.why =
			"Actions such as ec2:DescribeInstances cannot be limited to resources: they\n"
			"are asked for \"*\", which no ARN matches. Where all actions of a statement\n"
			"are of this kind an Allow allows nothing, and a Deny denies nothing. Only\n"
			"actions are judged of which AWS's pages say so in words: many others that\n"
			"the list of actions gives no resource are asked for one (iam:ListRoles).",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "reference_policies_actions-resources-contextkeys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ec2:DescribeInstances\n"
			"      - ec2:DescribeVolumes\n"
			"    Resource: arn:aws:ec2:*:111111111111:instance/* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ec2:DescribeInstances\n"
			"      - ec2:DescribeVolumes\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_SCP | POLICIES_UNSURE,
	.statement = resource_for_action_without,
};
