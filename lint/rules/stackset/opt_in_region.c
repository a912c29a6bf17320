#include "lint/lint.h"
#include "lint/template/deployed.h"

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	for (size_t i = 0; d && i < d->region_count; i++)
		if (region_opt_in(node_str(d->regions[i])))
			lint_report(l, d->regions[i], "%.*s is off in accounts that have not turned it on",
			            STR(node_str(d->regions[i])))->hint =
				"turn it on in every target account, or leave it out";
}

const struct lint_rule rule_opt_in_region = {
	.rule = {
		.id = "SET016",
		.name = "opt-in-region",
		.severity = SEV_INFO,
		.summary = "a StackSet goes to a Region that accounts have to turn on first",
		.why =
			"In accounts that have not turned the Region on, the stack instance fails, and\n"
			"counts against the failure tolerance.",
		.source = "https://docs.aws.amazon.com/accounts/latest/reference/"
		          "manage-acct-regions.html",
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
			"          Regions: [eu-west-1, ap-east-1] #!\n",
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
			"          Regions: [eu-west-1, eu-central-1]\n",
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
			"          Regions: [us-east-1]\n",
			"Parameters: {Where: {Type: String, Default: ap-east-1}}\n"
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
			"          Regions: [!Ref Where]\n",
			NULL,
		},
	},
	.resource = in_resource,
};
