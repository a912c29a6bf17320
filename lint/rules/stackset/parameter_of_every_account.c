#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static void walk(struct lint *l, const struct deployed *d, const struct node *n)
{
	struct str text = node_str(n);

	if (str_find(text, 0, "{{resolve:s") >= 0 && str_find(text, 0, ":/aws/service/") < 0)
		deployed_report(l, d, n, "this is read in every account and Region that the StackSet "
		                "goes to");
	node_each(n, item)
		walk(l, d, item);
	node_each_pair(n, key)
		walk(l, d, key->next);
}

static void judge(struct lint *l, const struct deployed *d)
{
	const struct template *t = d->template;

	if (!d->many_accounts)
		return;
	for (size_t i = 0; i < t->parameters.count; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *value = node_get(p->value, "Default");

		if (str_starts(node_str(node_get(p->value, "Type")), "AWS::SSM::Parameter::Value<") &&
		    look_is_literal(value) && !str_starts(node_str(value), "/aws/service/"))
			deployed_report(l, d, value, "this parameter is read in every account and Region "
			                "that the StackSet goes to");
	}
	for (size_t i = 0; i < t->resources.count; i++)
		if (node_get(t->resources.items[i].value, "Properties"))
			walk(l, d, node_get(t->resources.items[i].value, "Properties"));
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_parameter_of_every_account = {
	.rule = {
		.id = "SET029",
		.name = "parameter-of-every-account",
		.severity = SEV_INFO,
		.summary = "StackSet content reads what must be there in every target account",
		.why =
			"The parameters of Systems Manager and the secrets that a stack reads are those\n"
			"of its own account and Region. Where one is missing, the stack instance fails.\n"
			"Names below /aws/service are everywhere.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "dynamic-references.html",
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
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: '{{resolve:ssm:/news/name}}'} #!\n",
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
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: News}\n",
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
			"        Resources:\n"
			"          Machine:\n"
			"            Type: AWS::EC2::Instance\n"
			"            Properties: {ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}'}\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: '{{resolve:ssm:/news/name}}'}\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
