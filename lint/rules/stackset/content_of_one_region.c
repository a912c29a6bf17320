#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

// The Region that a literal belongs to by its form; empty where it says none.
static struct str region_of(struct str key, struct str text)
{
	struct str region = {0};
	size_t colons = 0, at = 0;

	if (str_is(key, "AvailabilityZone") && text.len > 1)
		region = str_slice(text, 0, text.len - 1);
	if ((str_is(key, "ServiceToken") || str_is(key, "TopicArn")) && str_starts(text, "arn:")) {
		for (; at < text.len && colons < 3; at++)
			colons += text.at[at] == ':';
		region = str_slice(text, at, text.len);
		region = str_slice(region, 0, (size_t)(str_find_byte(region, 0, ':') + 1));
		region.len -= region.len > 0;
	}
	return region_known(region) ? region : (struct str){0};
}

static void check(struct lint *l, const struct deployed *d, const struct node *key,
                  const struct node *value)
{
	struct str region = region_of(node_str(key), node_str(value));
	bool elsewhere = false;

	if (str_is(node_str(key), "ImageId") && id_is("image", node_str(value))) {
		if (d->region_count > 1)
			deployed_report(l, d, value, "%.*s is an image of one Region, and the StackSet "
			                "goes to %zu", STR(node_str(value)), d->region_count)->hint =
				"ask for it by {{resolve:ssm:...}}, or choose by Fn::FindInMap";
		return;
	}
	for (size_t i = 0; i < d->region_count && region.len; i++)
		elsewhere |= !str_eq(node_str(d->regions[i]), region);
	if (elsewhere)
		deployed_report(l, d, value, "%.*s is in %.*s, and the StackSet goes to other Regions, "
		                "too", STR(node_str(key)), STR(region))->hint =
			"put ${AWS::Region} there";
}

static void walk(struct lint *l, const struct deployed *d, const struct node *key,
                 const struct node *n)
{
	if (function_of(n, NULL) == FN_IF)
		return;
	if (look_is_literal(n) && key)
		check(l, d, key, n);
	node_each(n, item)
		walk(l, d, key, item);
	node_each_pair(n, k)
		walk(l, d, k, k->next);
}

static void judge(struct lint *l, const struct deployed *d)
{
	for (size_t i = 0; i < d->template->resources.count && d->region_count; i++) {
		const struct entry *resource = &d->template->resources.items[i];
		const struct node *properties = node_get(resource->value, "Properties");

		if (properties && !node_get(resource->value, "Condition"))
			walk(l, d, NULL, properties);
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_content_of_one_region = {
	.rule = {
		.id = "SET009",
		.name = "content-of-one-region",
		.severity = SEV_WARNING,
		.summary = "StackSet content names what is in one Region, and goes to others",
		.why =
			"An image, an availability zone, a function that answers a custom resource and\n"
			"the code bucket of a Lambda function have to be in the Region of the stack.\n"
			"In the other Regions the stack fails.",
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
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Machine:\n"
			"            Type: AWS::EC2::Instance\n"
			"            Properties:\n"
			"              ImageId: ami-0abcdef1234567890 #!\n"
			"              AvailabilityZone: eu-west-1a #!\n",
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
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Machine:\n"
			"            Type: AWS::EC2::Instance\n"
			"            Properties:\n"
			"              ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}'\n"
			"              AvailabilityZone: !Select [0, !GetAZs '']\n",
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
			"            Properties:\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"              AvailabilityZone: eu-west-1a\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Conditions: {Home: !Equals [!Ref AWS::Region, eu-west-1]}\n"
			"        Resources:\n"
			"          Machine:\n"
			"            Type: AWS::EC2::Instance\n"
			"            Properties:\n"
			"              ImageId: !If [Home, ami-0abcdef1234567890, ami-0abcdef1234567891]\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
