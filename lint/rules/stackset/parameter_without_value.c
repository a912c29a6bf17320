#include "lint/lint.h"
#include "lint/template/deployed.h"

static bool is_given(const struct node *values, struct str name)
{
	node_each(values, item)
		if (str_eq(node_str(node_get(item, "ParameterKey")), name))
			return true;
	return false;
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *values = d ? node_get(d->properties, "Parameters") : NULL;

	if (!d || !d->template || d->template->is_rewritten ||
	    (values && (!node_is_seq(values) || function_of(values, NULL) != FN_NONE)))
		return;
	node_each(values, item)
		if (function_of(item, NULL) != FN_NONE)
			return;
	for (size_t i = 0; i < d->template->parameters.count; i++) {
		const struct entry *p = &d->template->parameters.items[i];

		if (node_get(p->value, "Default") || is_given(values, p->name) ||
		    !node_is_map(p->value))
			continue;
		deployed_report(l, d, p->key, "the parameter %.*s has no default, and %.*s gives it no "
		                "value", STR(p->name), STR(resource->name))->hint =
			"add it to Parameters of the StackSet, or give it a Default";
	}
}

const struct lint_rule rule_parameter_without_value = {
	.rule = {
		.id = "SET005",
		.name = "stackset-parameter-without-value",
		.severity = SEV_ERROR,
		.summary = "a parameter of StackSet content gets no value",
		.why =
			"CreateStackSet refuses it: a parameter without Default must have a value in\n"
			"Parameters. ParameterOverrides of a group change values, they do not add them.",
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
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Name: {Type: String} #!\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Name}\n",
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
			"      Parameters: [{ParameterKey: Name, ParameterValue: News}]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Name: {Type: String}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Name}\n",
		.silent = (const char *const[]){
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
			"        Parameters:\n"
			"          Name: {Type: String, Default: ''}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Name}\n",
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
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
			"      Parameters: !If [Here, [{ParameterKey: Name, ParameterValue: News}], []]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Name: {Type: String}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Name}\n",
			NULL,
		},
	},
	.resource = in_resource,
};
