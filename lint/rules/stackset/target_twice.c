#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

enum { MOST = 200 }; // of items that are compared with one another

static const struct node *shared(const struct node *a, const struct node *b)
{
	if (!node_is_seq(a) || !node_is_seq(b) || a->tag || b->tag || a->len > MOST ||
	    b->len > MOST)
		return NULL;
	node_each(a, item)
		node_each(b, other)
			if (look_is_literal(item) && look_is_literal(other) &&
			    str_eq(node_str(item), node_str(other)))
				return other;
	return NULL;
}

static bool is_filtered(const struct node *targets)
{
	const struct node *filter = node_get(targets, "AccountFilterType");

	return filter && !node_is(filter, "NONE");
}

static void compare(struct lint *l, const struct node *first, const struct node *second)
{
	const struct node *a = node_get(first, "DeploymentTargets");
	const struct node *b = node_get(second, "DeploymentTargets"), *twice;

	if (is_filtered(a) || is_filtered(b) ||
	    !shared(node_get(first, "Regions"), node_get(second, "Regions")))
		return;
	twice = shared(node_get(a, "OrganizationalUnitIds"), node_get(b, "OrganizationalUnitIds"));
	if (!twice)
		twice = shared(node_get(a, "Accounts"), node_get(b, "Accounts"));
	if (twice)
		lint_report(l, twice, "%.*s is a target of another group in the same Region, too",
		            STR(node_str(twice)))->hint = "name it in one group";
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	if (!d || !d->groups || d->groups->len > 50)
		return;
	node_each(d->groups, first)
		for (const struct node *second = first->next; second; second = second->next)
			compare(l, first, second);
}

const struct lint_rule rule_target_twice = {
	.rule = {
		.id = "SET021",
		.name = "target-twice",
		.severity = SEV_ERROR,
		.summary = "two groups of a StackSet name one target in one Region",
		.why =
			"An account has one stack of a StackSet in a Region. The second group finds it\n"
			"there: CloudFormation refuses the groups, or one wins over the other.",
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
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"        - DeploymentTargets:\n"
			"            OrganizationalUnitIds: [ou-ab12-22222222, ou-ab12-11111111] #!\n"
			"          Regions: [eu-west-1, eu-central-1]\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"        - DeploymentTargets:\n"
			"            OrganizationalUnitIds: [ou-ab12-22222222]\n"
			"          Regions: [eu-west-1, eu-central-1]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-central-1]\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets:\n"
			"            AccountFilterType: INTERSECTION\n"
			"            Accounts: ['111122223333']\n"
			"            OrganizationalUnitIds: [ou-ab12-11111111]\n"
			"          Regions: [eu-west-1]\n"
			"        - DeploymentTargets:\n"
			"            AccountFilterType: INTERSECTION\n"
			"            Accounts: ['444455556666']\n"
			"            OrganizationalUnitIds: [ou-ab12-11111111]\n"
			"          Regions: [eu-west-1]\n",
			NULL,
		},
	},
	.resource = in_resource,
};
