#include "lint/lint.h"

static bool trusts(const struct node *statement, const char *kind, const char *part)
{
	const struct node *principal = node_get(statement, "Principal");
	const struct node *who = node_get(principal, kind);

	if (!node_is_map(principal) || function_of(who, NULL) != FN_NONE ||
	    function_of(principal, NULL) != FN_NONE)
		return principal != NULL && (!node_is_map(principal) || who != NULL);
	if (node_is_scalar(who))
		return str_find(node_str(who), 0, part) >= 0;
	node_each(who, item)
		if (!node_is_scalar(item) || item->tag != TAG_NONE ||
		    str_find(node_str(item), 0, part) >= 0)
			return true;
	return false;
}

static void administration_role_not_for_stacksets(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct node *trust = node_get(p, "AssumeRolePolicyDocument");
	const struct node *list = node_get(trust, "Statement");

	if (l->template->is_rewritten || !node_is(node_get(p, "RoleName"), "AWSCloudFormationStackSetAdministrationRole") ||
	    !node_is_map(trust) || function_of(trust, NULL) != FN_NONE || !list ||
	    function_of(list, NULL) != FN_NONE)
		return;
	if (node_is_map(list) && trusts(list, "Service", "cloudformation."))
		return;
	node_each(list, statement)
		if (!node_is_map(statement) || function_of(statement, NULL) != FN_NONE ||
		    trusts(statement, "Service", "cloudformation."))
			return;
	lint_report(l, node_key(p, "AssumeRolePolicyDocument"), "CloudFormation cannot assume this role")->hint =
		"trust Service: cloudformation.amazonaws.com";
}

static const char *const silent[] = {
	"Resources:\n"
	"  Role:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      RoleName: AWSCloudFormationStackSetAdministrationRole\n"
	"      AssumeRolePolicyDocument:\n"
	"        Version: '2012-10-17'\n"
	"        Statement:\n"
	"          - Effect: Allow\n"
	"            Principal: {Service: [cloudformation.amazonaws.com, cloudformation.eu-south-1.amazonaws.com]}\n"
	"            Action: sts:AssumeRole\n"
	"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
	"Resources:\n"
	"  Role:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      RoleName: Other\n"
	"      AssumeRolePolicyDocument:\n"
	"        Version: '2012-10-17'\n"
	"        Statement:\n"
	"          - Effect: Allow\n"
	"            Principal: {AWS: 'arn:aws:iam::111122223333:role/deploy'}\n"
	"            Action: sts:AssumeRole\n"
	"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
	NULL,
};

static const char *const types[] = {"AWS::IAM::Role", NULL};

const struct lint_rule rule_administration_role_not_for_stacksets = {
	.rule = {
		.id = "SET031",
		.name = "administration-role-not-for-stacksets",
		.severity = SEV_ERROR,
		.summary = "the administration role of StackSets does not trust CloudFormation",
		.why =
			"CloudFormation assumes the role to reach the targets, so its trust policy has to name\n"
			"cloudformation.amazonaws.com.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-prereqs-self-managed.html",
		.bad =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: AWSCloudFormationStackSetAdministrationRole\n"
			"      AssumeRolePolicyDocument: #!\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {AWS: 'arn:aws:iam::111122223333:role/deploy'}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
		.good =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: AWSCloudFormationStackSetAdministrationRole\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: cloudformation.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
		.silent = silent,
	},
	.types = types,
	.resource = administration_role_not_for_stacksets,
};
