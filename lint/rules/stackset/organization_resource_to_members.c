#include "lint/lint.h"
#include "lint/template/deployed.h"

static void judge(struct lint *l, const struct deployed *d)
{
	const struct fact *types = fact_get(fact_file("stacksets"), "organization-types");

	for (size_t i = 0; i < d->template->resources.count && d->many_accounts; i++) {
		const struct entry *resource = &d->template->resources.items[i];

		if (!fact_find(types, template_type(resource)))
			continue;
		deployed_report(l, d, resource->key, "%.*s cannot be made in member accounts",
		                STR(template_type(resource)))->hint =
			"deploy it as a stack of the management account or its delegate";
		return;
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_organization_resource_to_members = {
	.rule = {
		.id = "SET017",
		.name = "organization-resource-to-members",
		.severity = SEV_WARNING,
		.summary = "StackSet content makes parts of the organization in member accounts",
		.why =
			"Only the management account, or one that it delegated this to, makes accounts,\n"
			"OUs and policies of an organization. In the targets of a StackSet, which are\n"
			"member accounts, the stacks fail. Make a plain stack of it.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "services-that-can-integrate-cloudformation.html",
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
			"          Unit: #!\n"
			"            Type: AWS::Organizations::OrganizationalUnit\n"
			"            Properties: {Name: Tests, ParentId: r-ab12}\n",
		.good =
			"Resources:\n"
			"  Unit:\n"
			"    Type: AWS::Organizations::OrganizationalUnit\n"
			"    Properties: {Name: Tests, ParentId: r-ab12}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {Accounts: ['111122223333']}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Unit:\n"
			"            Type: AWS::Organizations::OrganizationalUnit\n"
			"            Properties: {Name: Tests, ParentId: r-ab12}\n",
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
			"            Properties: {DisplayName: AWS Organizations}\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
