#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static void check_known(struct lint *l, const struct node *region)
{
	struct str near = region_nearest(node_str(region));
	struct diag *d;

	if (region_known(node_str(region)))
		return;
	if (near.len) {
		lint_report(l, region, "there is no Region %.*s", STR(node_str(region)))->hint =
			arena_printf(l->arena, "did you mean %.*s?", STR(near));
		return;
	}
	d = lint_report(l, region, "no Region %.*s is known on 2026-11-22",
	                STR(node_str(region)));
	d->severity = SEV_WARNING;
}

static void check_twice(struct lint *l, const struct node *regions)
{
	if (!node_is_seq(regions) || regions->len > 100)
		return;
	node_each(regions, region)
		for (const struct node *other = regions->first; other != region; other = other->next)
			if (look_is_literal(region) && look_is_literal(other) &&
			    str_eq(node_str(region), node_str(other))) {
				lint_report(l, region, "the Region %.*s stands here twice",
				            STR(node_str(region)))->severity = SEV_WARNING;
				break;
			}
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	if (!d)
		return;
	for (size_t i = 0; i < d->region_count; i++)
		check_known(l, d->regions[i]);
	node_each(d->groups, group)
		check_twice(l, node_get(group, "Regions"));
	node_each(node_path(d->properties, "OperationPreferences/RegionOrder"), region) {
		bool found = !d->regions_known || !d->groups || !look_is_literal(region);

		for (size_t i = 0; i < d->region_count; i++)
			found |= str_eq(node_str(d->regions[i]), node_str(region));
		if (!found)
			lint_report(l, region, "RegionOrder names %.*s, which is no target",
			            STR(node_str(region)));
	}
}

const struct lint_rule rule_region_of_no_target = {
	.rule = {
		.id = "SET023",
		.name = "region-of-no-target",
		.severity = SEV_ERROR,
		.summary = "a Region of a StackSet is not there, stands twice, or is only in the order",
		.why =
			"CloudFormation refuses a Region that it does not know. A Region twice in one\n"
			"group is one Region; one in RegionOrder that is no target is refused.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/"
		          "API_StackSetOperationPreferences.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-wset-2] #!\n"
			"      OperationPreferences:\n"
			"        RegionOrder: [eu-west-1, us-east-1] #!\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-west-2]\n"
			"      OperationPreferences:\n"
			"        RegionOrder: [eu-west-1, eu-west-2]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [!Ref AWS::Region, eu-west-2]\n"
			"      OperationPreferences:\n"
			"        RegionOrder: [eu-west-1]\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      OperationPreferences:\n"
			"        RegionOrder: [eu-west-1, eu-west-2]\n",
			NULL,
		},
	},
	.resource = in_resource,
};
