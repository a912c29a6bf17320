#include "lint/lint.h"
#include "lint/template/deployed.h"

static bool is_execution_role(const struct deployed *d, const struct node *name)
{
	const struct node *said = node_get(d->properties, "ExecutionRoleName");

	if (said)
		return str_eq(node_str(said), node_str(name)) && node_str(name).len;
	return node_is(name, "AWSCloudFormationStackSetExecutionRole");
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	if (!d || !d->template || !d->self_managed)
		return;
	for (size_t i = 0; i < d->template->resources.count; i++) {
		const struct entry *role = &d->template->resources.items[i];

		if (!str_is(template_type(role), "AWS::IAM::Role") ||
		    node_is(node_get(role->value, "DeletionPolicy"), "Retain") ||
		    !is_execution_role(d, node_path(role->value, "Properties/RoleName")))
			continue;
		deployed_report(l, d, role->key, "the StackSet is run by this role, and deletes it")
			->hint = "add DeletionPolicy: Retain";
	}
}

const struct lint_rule rule_execution_role_in_content = {
	.rule = {
		.id = "SET025",
		.name = "execution-role-in-content",
		.severity = SEV_WARNING,
		.summary = "a StackSet makes the role that it is run by, without keeping it",
		.why =
			"When the stack is deleted, the role goes first, and nothing may delete the\n"
			"rest: the stack instance ends as INOPERABLE. Give the role DeletionPolicy:\n"
			"Retain, or make it outside of StackSets.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-prereqs-self-managed.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      ExecutionRoleName: deployer\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Role: #!\n"
			"            Type: AWS::IAM::Role\n"
			"            Properties:\n"
			"              RoleName: deployer\n"
			"              AssumeRolePolicyDocument:\n"
			"                Version: '2012-10-17'\n"
			"                Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      ExecutionRoleName: deployer\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Role:\n"
			"            Type: AWS::IAM::Role\n"
			"            DeletionPolicy: Retain\n"
			"            UpdateReplacePolicy: Retain\n"
			"            Properties:\n"
			"              RoleName: deployer\n"
			"              AssumeRolePolicyDocument:\n"
			"                Version: '2012-10-17'\n"
			"                Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      ExecutionRoleName: deployer\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Role:\n"
			"            Type: AWS::IAM::Role\n"
			"            Properties:\n"
			"              RoleName: worker\n"
			"              AssumeRolePolicyDocument:\n"
			"                Version: '2012-10-17'\n"
			"                Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n",
			NULL,
		},
	},
	.resource = in_resource,
};
