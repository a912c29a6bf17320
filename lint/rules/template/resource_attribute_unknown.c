#include "lint/lint.h"

static const char *const attributes[] = {
	"Type", "Properties", "DependsOn", "Condition", "Metadata", "Description",
	"DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy", "Version",
	"Connectors", "IgnoreGlobals", "Hooks",
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

static bool is_known(struct str name)
{
	for (size_t i = 0; i < ATTRIBUTES; i++)
		if (str_is(name, attributes[i]))
			return true;
	return str_starts(name, "Fn::");
}

static const char *advice(struct lint *l, const struct entry *resource, struct str name)
{
	const struct fact *type = type_find(template_type(resource));
	struct property property;

	for (size_t i = 0; i < ATTRIBUTES; i++)
		if (str_distance(name, str_of(attributes[i]), 2) <= 2)
			return arena_printf(l->arena, "did you mean %s?", attributes[i]);
	if (type && property_find(type_properties(type), name, &property))
		return "it is a property: put it under Properties";
	return "what only people read belongs under Metadata";
}

static void resource_attribute_unknown(struct lint *l, const struct entry *resource)
{
	struct str type = template_type(resource);

	if (l->template->is_rewritten || str_ends(type, "::MODULE") || type.len == 0)
		return;
	node_each_pair(resource->value, key) {
		struct str name = node_str(key);

		if (is_known(name))
			continue;
		lint_report(l, key, "Resources.%.*s: a resource has no %.*s beside its properties",
		            STR(resource->name), STR(name))->hint = advice(l, resource, name);
	}
}

const struct lint_rule rule_resource_attribute_unknown = {
	.rule = {
		.id = "CFN011",
		.name = "resource-attribute-unknown",
		.severity = SEV_ERROR,
		.summary = "a resource has a key that no resource can have",
		.why =
			"CloudFormation refuses the template. What describes the resource itself\n"
			"belongs under Properties; beside it stand only Type, Condition, DependsOn,\n"
			"Metadata and the policies for creation, update and deletion.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-product-attribute-reference.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Propertes: #!\n"
			"      DisplayName: News\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    QueueName: jobs #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: News\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: jobs\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Network:\n"
			"    Type: Example::Shared::Network::MODULE\n"
			"    Overrides: {Cidr: 10.0.0.0/16}\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Metadata: {Owner: platform}\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n",
			NULL,
		},
	},
	.resource = resource_attribute_unknown,
};
