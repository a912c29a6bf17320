#include "lint/lint.h"
#include "lint/template/deployed.h"

static void judge(struct lint *l, const struct deployed *d)
{
	const struct fact *types = fact_get(fact_file("stacksets"), "one-region-types");

	for (size_t i = 0; i < d->template->resources.count; i++) {
		const struct entry *r = &d->template->resources.items[i];
		struct str only = fact_value(fact_find(types, template_type(r)));

		for (size_t j = 0; j < d->region_count && only.len; j++)
			if (!str_eq(node_str(d->regions[j]), only) &&
			    !node_get(r->value, "Condition")) {
				deployed_report(l, d, r->key, "%.*s is there in %.*s only",
				                STR(template_type(r)), STR(only));
				break;
			}
	}
}

DEPLOYED_HOOKS(judge)

static const char *const silent[] = {
	"Resources:\n"
	"  Set:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: set\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [us-east-1, eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Images:\n"
	"              Type: AWS::ECR::Repository\n"
	"              Properties: {RepositoryName: images}\n",
	"Parameters: {Regions: {Type: CommaDelimitedList}}\n"
	"Resources:\n"
	"  Set:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: set\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: !Ref Regions\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Images:\n"
	"              Type: AWS::ECR::PublicRepository\n"
	"              Properties: {RepositoryName: images}\n",
	NULL,
};

const struct lint_rule rule_type_of_one_region = {
	.rule = {
		.id = "SET015",
		.name = "type-of-one-region",
		.severity = SEV_ERROR,
		.summary = "StackSet content goes to Regions that do not have one of its resource types",
		.why =
			"The type is there in one Region only; the stacks of all others fail. Put it into a\n"
			"StackSet of its own, or under a condition on AWS::Region.",
		.source = "https://docs.aws.amazon.com/AmazonECR/latest/public/"
		          "public-registries.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: set\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [us-east-1, eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Images: #!\n"
			"              Type: AWS::ECR::PublicRepository\n"
			"              Properties: {RepositoryName: images}\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: set\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [us-east-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Images:\n"
			"              Type: AWS::ECR::PublicRepository\n"
			"              Properties: {RepositoryName: images}\n",
		.silent = silent,
	},
	.resource = in_resource,
	.template = in_template,
};
