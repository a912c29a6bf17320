#include "lint/lint.h"
#include "lint/template/deployed.h"

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *deployment = d ? node_get(d->properties, "AutoDeployment") : NULL;
	const struct node *enabled = node_get(deployment, "Enabled");
	const struct node *retain = node_key(deployment, "RetainStacksOnAccountRemoval");

	if (!node_is_map(deployment) || function_of(deployment, NULL) != FN_NONE)
		return;
	if (node_is(enabled, "true") && !retain)
		lint_report(l, deployment, "automatic deployment is on, and nothing says what becomes "
		                           "of stacks whose account leaves")->hint =
			"add RetainStacksOnAccountRemoval: false, or true";
	else if (node_is(enabled, "false") && retain &&
	         function_of(retain->next, NULL) == FN_NONE)
		lint_report(l, retain, "RetainStacksOnAccountRemoval is refused where automatic "
		                       "deployment is off")->hint = "leave it out";
}

const struct lint_rule rule_auto_deployment_missing = {
	.rule = {
		.id = "SET018",
		.name = "auto-deployment-malformed",
		.severity = SEV_ERROR,
		.summary = "AutoDeployment of a StackSet contradicts itself",
		.why =
			"CloudFormation refuses it: what becomes of stacks when an account leaves the OU\n"
			"(RetainStacksOnAccountRemoval) must be said where automatic deployment is on,\n"
			"and cannot be said where it is off.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/"
		          "API_AutoDeployment.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true} #!\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			"Parameters: {Auto: {Type: String}}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: !Ref Auto, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			NULL,
		},
	},
	.resource = in_resource,
};
