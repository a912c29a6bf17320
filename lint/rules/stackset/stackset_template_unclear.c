#include "lint/lint.h"
#include "lint/template/deployed.h"

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *body = d ? node_key(d->properties, "TemplateBody") : NULL;
	const struct node *url = d ? node_key(d->properties, "TemplateURL") : NULL;

	if (!node_is_map(d ? d->properties : NULL) ||
	    function_of(d->properties, NULL) != FN_NONE || node_get(d->properties, "Fn::Transform"))
		return;
	if (body && url) {
		if (function_of(body->next, NULL) == FN_NONE && function_of(url->next, NULL) == FN_NONE)
			lint_report(l, url, "TemplateBody and TemplateURL exclude each other");
	} else if (!body && !url) {
		lint_report(l, resource->key, "the StackSet %.*s has no template",
		            STR(resource->name))->hint = "add TemplateURL, or TemplateBody";
	} else if (body && node_str(body->next).len > (size_t)limit("template-body")) {
		lint_report(l, body, "TemplateBody has %zu bytes, and CloudFormation takes %ld",
		            node_str(body->next).len, limit("template-body"))->hint =
			"put it into S3 and name it by TemplateURL";
	}
}

const struct lint_rule rule_stackset_template_unclear = {
	.rule = {
		.id = "SET024",
		.name = "stackset-template-unclear",
		.severity = SEV_ERROR,
		.summary = "a StackSet has two templates, none, or one that is too large",
		.why =
			"CloudFormation refuses it: exactly one of TemplateBody and TemplateURL must be\n"
			"there, and a TemplateBody has at most 51,200 bytes. A larger one goes to S3.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-cloudformation-stackset.html",
		.bad =
			"Resources:\n"
			"  Set: #!\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.silent = (const char *const[]){
			"Conditions: {Small: !Equals [!Ref AWS::Region, eu-west-1]}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: !If [Small, !Ref AWS::NoValue, 'https://code.s3.amazonaws.com/a.yaml']\n"
			"      TemplateBody: !If [Small, '{\"Resources\": {}}', !Ref AWS::NoValue]\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://shared-snippets/set.yaml}}\n",
			NULL,
		},
	},
	.resource = in_resource,
};
