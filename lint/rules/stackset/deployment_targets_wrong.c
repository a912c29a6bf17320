#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static bool is_empty(const struct node *list)
{
	return node_is_seq(list) && list->tag == TAG_NONE && list->len == 0;
}

static void check_filter(struct lint *l, const struct node *targets)
{
	const struct node *filter = node_get(targets, "AccountFilterType");
	const struct node *accounts = node_get(targets, "Accounts");

	if (!look_is_literal(filter) || node_is(filter, "NONE"))
		return;
	if ((!accounts || is_empty(accounts)) && !node_get(targets, "AccountsUrl"))
		lint_report(l, filter, "AccountFilterType %.*s has no Accounts to filter by",
		            STR(node_str(filter)));
}

static void check_service_managed(struct lint *l, const struct node *targets)
{
	const struct node *units = node_get(targets, "OrganizationalUnitIds");

	check_filter(l, targets);
	if (units && !is_empty(units))
		return;
	lint_report(l, units ? units : targets,
	            "StackSets with service-managed permissions deploy to OUs, and none is named")
		->hint = "add OrganizationalUnitIds; the root (r-...) stands for all accounts";
}

static void check_self_managed(struct lint *l, const struct node *targets)
{
	const struct node *accounts = node_get(targets, "Accounts");
	const struct node *units = node_key(targets, "OrganizationalUnitIds");

	if (units && !is_empty(units->next))
		lint_report(l, units, "OUs are targets of StackSets with service-managed permissions "
		                      "only")->hint = "name Accounts";
	else if ((!accounts || is_empty(accounts)) && !node_get(targets, "AccountsUrl"))
		lint_report(l, accounts ? accounts : targets,
		            "StackSets with self-managed permissions deploy to accounts, and none is "
		            "named");
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);

	node_each(d ? d->groups : NULL, group) {
		const struct node *targets = node_get(group, "DeploymentTargets");

		if (!node_is_map(targets) || function_of(targets, NULL) != FN_NONE)
			continue;
		if (d->service_managed)
			check_service_managed(l, targets);
		else if (d->self_managed)
			check_self_managed(l, targets);
	}
}

const struct lint_rule rule_deployment_targets_wrong = {
	.rule = {
		.id = "SET020",
		.name = "deployment-targets-wrong",
		.severity = SEV_ERROR,
		.summary = "the targets of a StackSet do not fit its permission model, or are none",
		.why =
			"CloudFormation refuses it. SERVICE_MANAGED deploys to OUs, and Accounts only\n"
			"choose among them by AccountFilterType; SELF_MANAGED deploys to Accounts. An\n"
			"empty list is no target.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/"
		          "API_DeploymentTargets.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {Accounts: []} #!\n"
			"          Regions: [eu-west-1]\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]} #!\n"
			"          Regions: [eu-west-1]\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {Accounts: ['111122223333']}\n"
			"          Regions: [eu-west-1]\n",
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
			"        - DeploymentTargets:\n"
			"            AccountFilterType: DIFFERENCE\n"
			"            Accounts: ['111122223333']\n"
			"            OrganizationalUnitIds: [r-ab12]\n"
			"          Regions: [eu-west-1]\n",
			"Parameters: {Accounts: {Type: CommaDelimitedList}}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {Accounts: !Ref Accounts}\n"
			"          Regions: [eu-west-1]\n",
			NULL,
		},
	},
	.resource = in_resource,
};
