#include "aws/aws.h"
#include "lint/policy/managed.h"

static void judge(struct lint *l, const struct lint_value *t, struct str name)
{
	struct managed_policy policy;
	struct str nearest;
	struct diag *d;

	if (managed_policy_find(name, &policy)) {
		if (!policy.attachable && !policy.deprecated)
			lint_report(l, t->leaf->value, "only AWS itself attaches %.*s",
			            STR(name))
				->hint = "a service attaches it to its service-linked role";
		return;
	}
	nearest = managed_policy_nearest(name);
	if (nearest.len > 0) {
		d = lint_report(l, t->leaf->value, "AWS has no managed policy %.*s",
		                STR(name));
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
		return;
	}
	d = lint_report(l, t->leaf->value, "no managed policy %.*s was known on %.*s",
	                STR(name), STR(lint_facts_day("managed policies")));
	d->severity = SEV_WARNING;
}

static void managed_policy_unknown(struct lint *l, const struct entry *resource)
{
	struct lint_value *values;
	size_t count = managed_policies_of(l, resource, &values);

	for (size_t i = 0; i < count; i++) {
		struct str name = managed_policy_name(values[i].text);
		if (name.len > 0)
			judge(l, &values[i], name);
	}
}

const struct lint_rule rule_managed_policy_unknown = {
	.rule = {
		.id = "IAM070",
		.name = "managed-policy-unknown",
		.severity = SEV_ERROR,
		.summary = "a managed policy of AWS does not exist or cannot be attached",
		.why =
			"IAM answers NoSuchEntity or \"Policy does not exist or is not attachable\" and\n"
			"the stack rolls back. The path belongs to the name: many policies for\n"
			"service roles stand under service-role/.",
		.source = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/"
		          "policy-list.html",
		.bad =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadonlyAccess #!\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonSSMAutomationRole #!\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/aws-service-role/AmazonSSMServiceRolePolicy #!\n",
		.good =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonSSMAutomationRole\n",
	},
	.resource = managed_policy_unknown,
};
