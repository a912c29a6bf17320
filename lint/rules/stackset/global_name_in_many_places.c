#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "templates/stackset.h"

static void check(struct lint *l, const struct deployed *d, const struct entry *resource,
                  const struct node *name)
{
	bool in_accounts = d->many_accounts && stackset_same_in_accounts(l->scratch, name);
	bool in_regions = d->region_count > 1 && stackset_same_in_regions(l->scratch, name);

	if (in_accounts || in_regions)
		deployed_report(l, d, name, "%.*s has a name that all accounts share, and goes to "
		                "several %s", STR(resource->name),
		                in_accounts ? "accounts" : "Regions")->hint =
			in_accounts ? "put ${AWS::AccountId} into the name, or leave it out"
			            : "put ${AWS::Region} into the name, or leave it out";
}

static void judge(struct lint *l, const struct deployed *d)
{
	for (size_t i = 0; i < d->template->resources.count; i++) {
		const struct entry *resource = &d->template->resources.items[i];
		struct str path = stackset_global_name(template_type(resource));
		const struct node *name;

		if (!path.len || node_get(resource->value, "Condition"))
			continue;
		name = node_path(node_get(resource->value, "Properties"),
		                 arena_cstring(l->scratch, path));
		if (node_is_seq(name))
			name = node_item(name, 0);
		if (name)
			check(l, d, resource, name);
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_global_name_in_many_places = {
	.rule = {
		.id = "SET004",
		.name = "global-name-in-many-places",
		.severity = SEV_ERROR,
		.summary = "a name that all of AWS shares goes to several accounts or Regions",
		.why =
			"Names of buckets and a few others are unique over all accounts: the first\n"
			"stack gets the name, every further one fails. Put ${AWS::AccountId} and\n"
			"${AWS::Region} into it, or leave the name to CloudFormation.",
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
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Logs:\n"
			"            Type: AWS::S3::Bucket\n"
			"            Properties:\n"
			"              BucketName: our-logs #!\n",
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
			"          Logs:\n"
			"            Type: AWS::S3::Bucket\n"
			"            Properties:\n"
			"              BucketName: !Sub our-logs-${AWS::AccountId}\n",
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
			"          Logs:\n"
			"            Type: AWS::S3::Bucket\n"
			"            Properties:\n"
			"              BucketName: our-logs\n",
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
			"      Parameters: [{ParameterKey: Name, ParameterValue: logs}]\n"
			"      TemplateBody: |\n"
			"        Parameters: {Name: {Type: String}}\n"
			"        Resources:\n"
			"          Logs:\n"
			"            Type: AWS::S3::Bucket\n"
			"            Properties:\n"
			"              BucketName: !Sub '${Name}-${AWS::AccountId}-${AWS::Region}'\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
