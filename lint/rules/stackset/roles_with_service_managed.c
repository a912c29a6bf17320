#include "lint/lint.h"
#include "lint/template/deployed.h"

static void refuse(struct lint *l, const struct deployed *d, const char *key,
                   const char *model)
{
	const struct node *at = node_key(d->properties, key);

	if (at && function_of(at->next, NULL) == FN_NONE)
		lint_report(l, at, "%s is not for StackSets with PermissionModel %s", key, model)
			->hint = "leave it out, or change PermissionModel";
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	if (!d)
		return;
	if (d->service_managed) {
		refuse(l, d, "AdministrationRoleARN", "SERVICE_MANAGED");
		refuse(l, d, "ExecutionRoleName", "SERVICE_MANAGED");
	} else if (d->self_managed) {
		refuse(l, d, "AutoDeployment", "SELF_MANAGED");
		if (node_is(node_get(d->properties, "CallAs"), "DELEGATED_ADMIN"))
			lint_report(l, node_get(d->properties, "CallAs"),
			            "DELEGATED_ADMIN is for StackSets with PermissionModel SERVICE_MANAGED");
	}
}

const struct lint_rule rule_roles_with_service_managed = {
	.rule = {
		.id = "SET019",
		.name = "roles-with-service-managed",
		.severity = SEV_ERROR,
		.summary = "a StackSet's roles do not fit its permission model",
		.why =
			"CloudFormation refuses it: with SERVICE_MANAGED, AWS makes the roles, and\n"
			"AdministrationRoleARN and ExecutionRoleName cannot be given. AutoDeployment and\n"
			"DELEGATED_ADMIN belong to SERVICE_MANAGED alone.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-cloudformation-stackset.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      ExecutionRoleName: AWSCloudFormationStackSetExecutionRole #!\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      ExecutionRoleName: AWSCloudFormationStackSetExecutionRole\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
		.silent = (const char *const[]){
			"Parameters: {Model: {Type: String}}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: !Ref Model\n"
			"      ExecutionRoleName: AWSCloudFormationStackSetExecutionRole\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			"Conditions: {Own: !Equals [!Ref AWS::Region, eu-west-1]}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      ExecutionRoleName: !If [Own, own-role, !Ref AWS::NoValue]\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			NULL,
		},
	},
	.resource = in_resource,
};
