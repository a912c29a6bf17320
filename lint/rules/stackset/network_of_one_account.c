#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static void check(struct lint *l, const struct deployed *d, const struct node *key,
                  const struct node *value)
{
	const struct fact *kinds = fact_get(fact_file("template"), "id-prefixes");
	struct str wanted = fact_value(fact_find(kinds, node_str(key))), text = node_str(value);
	size_t digits = text.len > wanted.len ? text.len - wanted.len - 1 : 0;

	// Images can be shared with every account.
	if (wanted.len == 0 || str_is(wanted, "ami") || str_is(wanted, "snap") ||
	    !str_starts(text, arena_cstring(l->scratch, wanted)) || (digits != 8 && digits != 17))
		return;
	deployed_report(l, d, value, "%.*s is there in one account only", STR(text))->hint =
		"make it in the content, or ask for it by {{resolve:ssm:...}}";
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
	"            Door:\n"
	"              Type: AWS::EC2::SecurityGroup\n"
	"              Properties:\n"
	"                GroupDescription: Door\n"
	"                VpcId: \"{{resolve:ssm:/network/vpc}}\"\n",
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
	"                Value: vpc-0123456789abcdef0\n",
	NULL,
};

const struct lint_rule rule_network_of_one_account = {
	.rule = {
		.id = "SET010",
		.name = "network-of-one-account",
		.severity = SEV_WARNING,
		.summary = "StackSet content for many accounts names a network that one account has",
		.why =
			"A VPC, subnet or security group is there in one account and Region only; in every other\n"
			"target the stack fails. Make it in the content, ask for it by a parameter, or by\n"
			"{{resolve:ssm:...}}.",
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
			"            Door:\n"
			"              Type: AWS::EC2::SecurityGroup\n"
			"              Properties:\n"
			"                GroupDescription: Door\n"
			"                VpcId: vpc-0123456789abcdef0 #!\n",
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
			"          Parameters: {Network: {Type: String, Default: none}}\n"
			"          Resources:\n"
			"            Door:\n"
			"              Type: AWS::EC2::SecurityGroup\n"
			"              Properties:\n"
			"                GroupDescription: Door\n"
			"                VpcId: !Ref Network\n",
		.silent = silent,
	},
	.resource = in_resource,
	.template = in_template,
};
