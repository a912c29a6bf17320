#include "aws/aws.h"
#include "lint/policy/managed.h"

static void judge(struct lint *l, const struct lint_value *t, struct str name)
{
	struct managed_policy policy;
	struct diag *d;

	if (!managed_policy_find(name, &policy) || !policy.deprecated)
		return;
	d = lint_report(l, t->leaf->value,
	                "AWS has given up %.*s: it can no longer be attached", STR(name));
	if (policy.instead.len > 0)
		d->hint = arena_printf(l->arena, "use %.*s", STR(policy.instead));
}

static void managed_policy_deprecated(struct lint *l, const struct entry *resource)
{
	struct lint_value *values;
	size_t count = managed_policies_of(l, resource, &values);

	for (size_t i = 0; i < count; i++)
		judge(l, &values[i], managed_policy_name(values[i].text));
}

const struct lint_rule rule_managed_policy_deprecated = {
	.rule = {
		.id = "IAM071",
		.name = "managed-policy-deprecated",
		.severity = SEV_WARNING,
		.summary = "a managed policy was given up by AWS",
		.why =
			"A deprecated policy stays with those who have it and cannot be attached any\n"
			"more, so the template works where it was deployed once and fails in every\n"
			"new account.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access_policies_managed-deprecated.html",
		.bad =
			"Resources:\n"
			"  Recorder:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSConfigRole #!\n",
		.good =
			"Resources:\n"
			"  Recorder:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWS_ConfigRole\n",
	},
	.resource = managed_policy_deprecated,
};
