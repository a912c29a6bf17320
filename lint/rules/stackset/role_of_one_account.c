#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

// Properties whose role has to be of the account that the resource is in.
static bool is_own_role(struct str key)
{
	static const char *const names[] = {"Role", "ServiceRole", "ExecutionRoleArn", "TaskRoleArn"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(key, names[i]))
			return true;
	return false;
}

static void check(struct lint *l, const struct deployed *d, const struct node *key,
                  const struct node *value)
{
	struct str text = node_str(value), account;
	ptrdiff_t at = str_find(text, 0, ":iam::");

	if (!is_own_role(node_str(key)) || at < 0 || !str_starts(text, "arn:"))
		return;
	account = str_slice(text, (size_t)at + 6, text.len);
	if (account.len > 12 && id_is("account", str_slice(account, 0, 12)))
		deployed_report(l, d, value, "the role is of account %.*s, and the content goes to others",
		                12, account.at)->hint = "write ${AWS::AccountId} with Fn::Sub";
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
	for (size_t i = 0; i < d->template->resources.count && d->many_accounts; i++) {
		const struct entry *r = &d->template->resources.items[i];
		const struct node *properties = node_get(r->value, "Properties");

		if (properties && !node_get(r->value, "Condition"))
			walk(l, d, NULL, properties);
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
	"        - Regions: [eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Project:\n"
	"              Type: AWS::CodeBuild::Project\n"
	"              Properties:\n"
	"                ServiceRole: !ImportValue role\n"
	"                Artifacts: {Type: NO_ARTIFACTS}\n"
	"                Source: {Type: NO_SOURCE, BuildSpec: 'version: 0.2'}\n"
	"                Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}\n",
	"Resources:\n"
	"  Set:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: set\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Note:\n"
	"              Type: AWS::SSM::Parameter\n"
	"              Properties:\n"
	"                Type: String\n"
	"                Value: arn:aws:iam::111122223333:role/build\n",
	NULL,
};

const struct lint_rule rule_role_of_one_account = {
	.rule = {
		.id = "SET011",
		.name = "role-of-one-account",
		.severity = SEV_WARNING,
		.summary = "StackSet content for many accounts names a role of one account",
		.why =
			"A service takes a role of the account that it works in only. In every other target the\n"
			"stack fails; write ${AWS::AccountId} into the ARN.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-concepts.html",
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
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Project:\n"
			"              Type: AWS::CodeBuild::Project\n"
			"              Properties:\n"
			"                ServiceRole: arn:aws:iam::111122223333:role/build #!\n"
			"                Artifacts: {Type: NO_ARTIFACTS}\n"
			"                Source: {Type: NO_SOURCE, BuildSpec: 'version: 0.2'}\n"
			"                Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}\n",
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
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Project:\n"
			"              Type: AWS::CodeBuild::Project\n"
			"              Properties:\n"
			"                ServiceRole: !Sub 'arn:aws:iam::${AWS::AccountId}:role/build'\n"
			"                Artifacts: {Type: NO_ARTIFACTS}\n"
			"                Source: {Type: NO_SOURCE, BuildSpec: 'version: 0.2'}\n"
			"                Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}\n",
		.silent = silent,
	},
	.resource = in_resource,
	.template = in_template,
};
