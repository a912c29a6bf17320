#include "lint/template/property.h"

static void instance_profile_of_two_roles(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	const struct node *roles = node_get(p, "Roles");
	size_t sure = 0;

	if (map_is_open(l, p) || !node_is_seq(roles))
		return;
	node_each(roles, role)
		sure += role->kind == NODE_SCALAR || role->kind == NODE_TEXT ||
		        (role->kind == NODE_HOLE && !role->hole->is_list);
	if (sure > 1)
		lint_report(l, roles, "an instance profile holds one role, here %zu", sure);
}

static const char *const silent[] = {
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  Profile:\n"
	"    Type: AWS::IAM::InstanceProfile\n"
	"    Properties:\n"
	"      Roles: [!If [Here, reader, !Ref AWS::NoValue], !If [Here, !Ref AWS::NoValue, writer]]\n",
	"Resources:\n"
	"  Profile:\n"
	"    Type: AWS::IAM::InstanceProfile\n"
	"    Properties:\n"
	"      Roles: !Split [\",\", !ImportValue roles]\n",
	NULL,
};

static const char *const types[] = {"AWS::IAM::InstanceProfile", NULL};

const struct lint_rule rule_instance_profile_of_two_roles = {
	.rule = {
		.id = "CFN155",
		.name = "instance-profile-of-two-roles",
		.severity = SEV_ERROR,
		.summary = "an instance profile has more than one role",
		.why =
			"IAM refuses it: an instance profile holds one role, though the property is a list.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-iam-instanceprofile.html",
		.bad =
			"Resources:\n"
			"  Profile:\n"
			"    Type: AWS::IAM::InstanceProfile\n"
			"    Properties:\n"
			"      Roles: [reader, writer] #!\n",
		.good =
			"Resources:\n"
			"  Profile:\n"
			"    Type: AWS::IAM::InstanceProfile\n"
			"    Properties:\n"
			"      Roles: [reader]\n",
		.silent = silent,
	},
	.types = types,
	.resource = instance_profile_of_two_roles,
};
