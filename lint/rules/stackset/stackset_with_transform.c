#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "templates/stackset.h"

static void judge(struct lint *l, const struct deployed *d)
{
	const struct node *at = stackset_transform(d->doc->root);

	if (at && !d->self_managed && (d->service_managed || !d->resource))
		deployed_report(l, d, at, "the content needs a transform, which StackSets with "
		                "service-managed permissions refuse")->hint =
			"expand it first and deploy the result";
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_stackset_with_transform = {
	.rule = {
		.id = "SET002",
		.name = "stackset-with-transform",
		.severity = SEV_ERROR,
		.summary = "StackSet content needs a transform or macro",
		.why =
			"StackSets with service-managed permissions refuse templates with transforms:\n"
			"a macro would have to be in every target account. Expand the template first\n"
			"(sam build, aws cloudformation package) and deploy the result.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-orgs-associate-stackset-with-org.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Transform: AWS::LanguageExtensions #!\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      Capabilities: [CAPABILITY_AUTO_EXPAND]\n"
			"      TemplateBody: |\n"
			"        Transform: AWS::LanguageExtensions\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n",
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
