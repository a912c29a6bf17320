#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "templates/stackset.h"

static void judge(struct lint *l, const struct deployed *d)
{
	for (size_t i = 0; i < d->template->resources.count; i++) {
		const struct entry *resource = &d->template->resources.items[i];
		struct str type = template_type(resource);

		if (!stackset_nests(type) ||
		    (d->resource && !d->service_managed &&
		     !str_is(type, "AWS::CloudFormation::StackSet")))
			continue;
		deployed_report(l, d, resource->key, "%.*s nests another stack, which StackSets %s",
		                STR(resource->name), d->self_managed ? "refuse"
		                                     : "with service-managed permissions refuse")
			->hint = "put its resources here, or make a StackSet of its template";
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_stackset_nests_stack = {
	.rule = {
		.id = "SET001",
		.name = "stackset-nests-stack",
		.severity = SEV_ERROR,
		.summary = "StackSet content holds a nested stack",
		.why =
			"StackSets with service-managed permissions refuse nested stacks, and a\n"
			"StackSet inside a StackSet is refused always. Put the resources into the\n"
			"template itself, or make another StackSet of the nested template.",
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
			"        Resources:\n"
			"          Nested: #!\n"
			"            Type: AWS::CloudFormation::Stack\n"
			"            Properties: {TemplateURL: 'https://code.s3.amazonaws.com/a.yaml'}\n",
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
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Nested:\n"
			"            Type: AWS::CloudFormation::Stack\n"
			"            Properties: {TemplateURL: 'https://code.s3.amazonaws.com/a.yaml'}\n",
			"Resources:\n"
			"  Nested:\n"
			"    Type: AWS::CloudFormation::Stack\n"
			"    Properties: {TemplateURL: 'https://code.s3.amazonaws.com/a.yaml'}\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
