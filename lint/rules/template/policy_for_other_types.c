#include "lint/lint.h"

static void check(struct lint *l, const struct entry *resource, const char *key,
                  const char *types)
{
	const struct node *at = node_key(resource->value, key);
	struct str type = template_type(resource);

	if (!at || !type_find(type) || fact_find(fact_get(fact_file("template"), types), type))
		return;
	lint_report(l, at, "%.*s has no %s: it does nothing here", STR(type), key)->hint =
		"leave it out, or put it at the resource that sends the signals";
}

static void policy_for_other_types(struct lint *l, const struct entry *resource)
{
	if (l->template->is_rewritten)
		return;
	check(l, resource, "CreationPolicy", "creation-policy-types");
	check(l, resource, "UpdatePolicy", "update-policy-types");
}

const struct lint_rule rule_policy_for_other_types = {
	.rule = {
		.id = "CFN042",
		.name = "policy-for-other-types",
		.severity = SEV_WARNING,
		.summary = "CreationPolicy or UpdatePolicy stands at a type that does not have it",
		.why =
			"CloudFormation waits for signals only of Auto Scaling groups, instances, wait\n"
			"conditions and AppStream fleets, and updates only a few types in steps. At\n"
			"other types the policy does nothing: the stack does not wait.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-attribute-creationpolicy.html",
		.bad =
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    CreationPolicy: #!\n"
			"      ResourceSignal: {Count: 1}\n",
		.good =
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::CloudFormation::WaitCondition\n"
			"    CreationPolicy:\n"
			"      ResourceSignal: {Count: 1}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::EC2::Instance\n"
			"    CreationPolicy:\n"
			"      ResourceSignal: {Timeout: PT10M}\n"
			"    Properties: {ImageId: ami-0abcdef1234567890}\n",
			"Resources:\n"
			"  Thing:\n"
			"    Type: Example::Own::Thing\n"
			"    CreationPolicy:\n"
			"      ResourceSignal: {Count: 1}\n",
			NULL,
		},
	},
	.resource = policy_for_other_types,
};
