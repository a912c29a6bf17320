#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static bool is_allowed(const struct node *allowed, const struct node *value)
{
	node_each(allowed, item)
		if (literal_equal(item, value) != TRUTH_NO)
			return true;
	return false;
}

static void check(struct lint *l, const struct deployed *d, const struct node *item)
{
	const struct node *key = node_get(item, "ParameterKey");
	const struct node *value = node_get(item, "ParameterValue"), *allowed;
	const struct entry *p = entries_find(&d->template->parameters, node_str(key));
	struct str near = entries_nearest(&d->template->parameters, node_str(key));

	if (!look_is_literal(key))
		return;
	if (!p) {
		lint_report(l, key, "the content has no parameter %.*s", STR(node_str(key)))->hint =
			near.len ? arena_printf(l->arena, "did you mean %.*s?", STR(near)) : NULL;
		return;
	}
	allowed = node_get(p->value, "AllowedValues");
	if (look_is_literal(value) && node_is_seq(allowed) && allowed->len > 0 &&
	    !parameter_type_is_list(node_str(node_get(p->value, "Type"))) &&
	    !is_allowed(allowed, value))
		lint_report(l, value, "the parameter %.*s does not allow %.*s", STR(node_str(key)),
		            STR(node_str(value)));
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	if (!d || !d->template || d->template->is_rewritten)
		return;
	node_each(node_get(d->properties, "Parameters"), item)
		check(l, d, item);
	node_each(d->groups, group)
		node_each(node_get(group, "ParameterOverrides"), item)
			check(l, d, item);
}

const struct lint_rule rule_value_for_no_parameter = {
	.rule = {
		.id = "SET006",
		.name = "value-for-no-parameter",
		.severity = SEV_ERROR,
		.summary = "a StackSet gives a value to a parameter that its content lacks, or refuses",
		.why =
			"CreateStackSet refuses it: Parameters and ParameterOverrides name parameters of\n"
			"the template, and their values have to be among AllowedValues. An override\n"
			"needs a value under Parameters or a default that it overrides.",
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
			"      Parameters: [{ParameterKey: Stag, ParameterValue: test}] #!\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Stage: {Type: String, Default: test}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Stage}\n",
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
			"      Parameters: [{ParameterKey: Stage, ParameterValue: test}]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Stage: {Type: String, Default: test}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Stage}\n",
		.silent = (const char *const[]){
			"Parameters: {Stage: {Type: String}}\n"
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
			"      Parameters: [{ParameterKey: Stage, ParameterValue: !Ref Stage}]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Stage: {Type: String, AllowedValues: [test, prod]}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Stage}\n",
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
			"      Parameters: [{ParameterKey: Verbose, ParameterValue: 'true'}]\n"
			"      TemplateBody: |\n"
			"        Parameters:\n"
			"          Verbose: {Type: String, AllowedValues: [true, false]}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !Ref Verbose}\n",
			NULL,
		},
	},
	.resource = in_resource,
};
