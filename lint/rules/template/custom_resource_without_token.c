#include "lint/template/property.h"

static void custom_resource_without_token(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	struct str type = template_type(r);

	if (!str_starts(type, "Custom::") && !str_is(type, "AWS::CloudFormation::CustomResource"))
		return;
	p = p ? lint_evaluate(l, p) : NULL;
	if (l->template->is_rewritten || (p && (map_is_open(l, p) ||
	                                        map_has(p, S("ServiceToken")) != TRUTH_NO)))
		return;
	lint_report(l, node_get(r->value, "Type"), "the custom resource has no ServiceToken")
		->hint = "add ServiceToken with the ARN of the function that makes it";
}

static const char *const silent[] = {
	"Transform: OwnMacro\n"
	"Resources:\n"
	"  Thing:\n"
	"    Type: Custom::Thing\n"
	"    Properties:\n"
	"      Name: a\n"
	"      Size: 3\n",
	"Resources:\n"
	"  Thing:\n"
	"    Type: Custom::Thing\n"
	"    Properties:\n"
	"      Fn::Transform: {Name: OwnMacro}\n",
	NULL,
};

const struct lint_rule rule_custom_resource_without_token = {
	.rule = {
		.id = "CFN151",
		.name = "custom-resource-without-token",
		.severity = SEV_ERROR,
		.summary = "a custom resource has no ServiceToken",
		.why =
			"CloudFormation refuses the template: ServiceToken is the function or topic that makes\n"
			"the resource.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-cloudformation-customresource.html",
		.bad =
			"Resources:\n"
			"  Thing:\n"
			"    Type: Custom::Thing #!\n"
			"    Properties:\n"
			"      Name: a\n"
			"      Size: 3\n",
		.good =
			"Resources:\n"
			"  Thing:\n"
			"    Type: Custom::Thing\n"
			"    Properties:\n"
			"      ServiceToken: !ImportValue things\n"
			"      Size: 3\n",
		.silent = silent,
	},
	.resource = custom_resource_without_token,
};
