#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"
#include "model/text/utf8.h"

static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_alnum(name.at[i]) && name.at[i] != '-')
			return false;
	return name.len > 0 && char_is_letter(name.at[0]) &&
	       name.len <= (size_t)limit("stackset-name");
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *name = d ? node_get(d->properties, "StackSetName") : NULL;
	const struct node *description = d ? node_get(d->properties, "Description") : NULL;
	const struct node *tags = d ? node_get(d->properties, "Tags") : NULL;
	const struct node *after = d ? node_path(d->properties, "AutoDeployment/DependsOn") : NULL;

	if (look_is_literal(name) && !is_name(node_str(name)) &&
	    str_find_byte(node_str(name), 0, '{') < 0)
		lint_report(l, name, "the name of a StackSet is a letter, and letters, digits and "
		                     "hyphens, %ld at most", limit("stackset-name"));
	if (utf8_count(node_str(description)) > (size_t)limit("stackset-description"))
		lint_report(l, description, "the description has %zu characters, and CloudFormation "
		            "takes %ld", utf8_count(node_str(description)),
		            limit("stackset-description"));
	if (node_is_seq(tags) && tags->len > (size_t)limit("stackset-tags"))
		lint_report(l, tags, "%u tags, and a StackSet takes %ld", tags->len,
		            limit("stackset-tags"));
	if (node_is_seq(after) && after->len > (size_t)limit("stackset-dependencies"))
		lint_report(l, after, "%u StackSets to wait for, and CloudFormation takes %ld",
		            after->len, limit("stackset-dependencies"));
}

const struct lint_rule rule_stackset_over_limit = {
	.rule = {
		.id = "SET028",
		.name = "stackset-over-limit",
		.severity = SEV_ERROR,
		.summary = "a StackSet's name or description is too long, or it has too many tags",
		.why =
			"CloudFormation refuses it. A name has at most 128 letters, digits and hyphens,\n"
			"and begins with a letter.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "cloudformation-limits.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: our_baseline #!\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: our-baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: !Sub ${AWS::StackName}-baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: B2\n"
			"      Description: Öffentliche Ämter\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      Tags: [{Key: team, Value: platform}]\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			NULL,
		},
	},
	.resource = in_resource,
};
