#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "templates/stackset.h"

static void judge(struct lint *l, const struct deployed *d)
{
	if (d->region_count < 2)
		return;
	for (size_t i = 0; i < d->template->resources.count; i++) {
		const struct entry *resource = &d->template->resources.items[i];
		struct str path = stackset_account_name(template_type(resource));
		const struct node *properties = node_get(resource->value, "Properties"), *name;

		name = path.len ? node_path(properties, arena_cstring(l->scratch, path)) : NULL;
		if (!name || node_get(resource->value, "Condition") ||
		    !stackset_same_in_regions(l->scratch, name))
			continue;
		deployed_report(l, d, name,
		                "%.*s has a fixed %.*s: of %zu Regions, all but the first fail",
		                STR(resource->name), STR(path), d->region_count)->hint =
			"deploy it to one Region, or put ${AWS::Region} into the name";
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_named_iam_in_regions = {
	.rule = {
		.id = "SET003",
		.name = "named-iam-in-regions",
		.severity = SEV_ERROR,
		.summary = "a name that an account has once goes to several Regions of it",
		.why =
			"IAM and CloudFront have no Regions: the first stack of an account makes the\n"
			"role, and every further one fails because it is there already. Deploy it to\n"
			"one Region only, or put ${AWS::Region} into the name.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-bestpractices.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n"
			"            Properties:\n"
			"              GroupName: operators #!\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n"
			"            Properties:\n"
			"              GroupName: operators\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n"
			"            Properties:\n"
			"              GroupName: !Sub operators-${AWS::Region}\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Conditions:\n"
			"          Home: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n"
			"            Condition: Home\n"
			"            Properties:\n"
			"              GroupName: operators\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
