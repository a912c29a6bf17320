#include "lint/lint.h"

// The key that was meant to be Type; NULL where there is none.
static const struct node *misspelt(const struct node *resource)
{
	node_each_pair(resource, key)
		if (str_eq_nocase(node_str(key), S("Type")) ||
		    (node_is_scalar(key->next) && str_find(node_str(key->next), 0, "::") > 0 &&
		     str_distance(node_str(key), S("Type"), 2) <= 2))
			return key;
	return NULL;
}

static void resource_without_type(struct lint *l, const struct entry *resource)
{
	const struct node *type = node_get(resource->value, "Type");

	if (l->template->is_rewritten || !node_is_map(resource->value) || type ||
	    node_get(resource->value, "Fn::Transform"))
		return;
	type = misspelt(resource->value);
	lint_report(l, type ? type : resource->key, "the resource %.*s has no Type",
	            STR(resource->name))->hint = type ? "did you mean Type?"
	                                              : "write Type: AWS::SERVICE::RESOURCE";
}

const struct lint_rule rule_resource_without_type = {
	.rule = {
		.id = "CFN010",
		.name = "resource-without-type",
		.severity = SEV_ERROR,
		.summary = "a resource has no Type",
		.why =
			"CloudFormation refuses the template: every resource needs a Type.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "resources-section-structure.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue: #!\n"
			"    Properties:\n"
			"      QueueName: jobs\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: jobs\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Fn::Transform:\n"
			"      Name: AWS::Include\n"
			"      Parameters: {Location: s3://shared-snippets/queue.yaml}\n",
			"Resources:\n"
			"  Thing:\n"
			"    Type: Custom::Thing\n"
			"    Properties:\n"
			"      ServiceToken: !ImportValue things\n",
			NULL,
		},
	},
	.resource = resource_without_type,
};
