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

static void execution_role_trusts_no_account(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct node *trust = node_get(p, "AssumeRolePolicyDocument");
	const struct node *list = node_get(trust, "Statement");

	if (l->template->is_rewritten || !node_is(node_get(p, "RoleName"), "AWSCloudFormationStackSetExecutionRole") ||
	    !node_is_map(trust) || function_of(trust, NULL) != FN_NONE || !list ||
	    function_of(list, NULL) != FN_NONE)
		return;
	if (node_is_map(list) && trusts(list, "AWS", ""))
		return;
	node_each(list, statement)
		if (!node_is_map(statement) || function_of(statement, NULL) != FN_NONE ||
		    trusts(statement, "AWS", ""))
			return;
	lint_report(l, node_key(p, "AssumeRolePolicyDocument"), "StackSets cannot assume this role: it trusts no account")->hint =
		"trust the account of the administration role, or the role";
}

static const char *const silent[] = {
	"Resources:\n"
	"  Role:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      RoleName: AWSCloudFormationStackSetExecutionRole\n"
	"      AssumeRolePolicyDocument:\n"
	"        Version: '2012-10-17'\n"
	"        Statement:\n"
	"          - Effect: Allow\n"
	"            Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::111122223333:role/AWSCloudFormationStackSetAdministrationRole'}\n"
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
	"            Principal: {Service: cloudformation.amazonaws.com}\n"
	"            Action: sts:AssumeRole\n"
	"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
	NULL,
};

static const char *const types[] = {"AWS::IAM::Role", NULL};

const struct lint_rule rule_execution_role_trusts_no_account = {
	.rule = {
		.id = "SET026",
		.name = "execution-role-trusts-no-account",
		.severity = SEV_ERROR,
		.summary = "the execution role of StackSets trusts no account",
		.why =
			"The administration role assumes it, so its trust policy has to name the account of that\n"
			"role, or the role. A service cannot assume it for StackSets.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-prereqs-self-managed.html",
		.bad =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: AWSCloudFormationStackSetExecutionRole\n"
			"      AssumeRolePolicyDocument: #!\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: cloudformation.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}\n",
		.good =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: AWSCloudFormationStackSetExecutionRole\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {AWS: '111122223333'}\n"
			"            Action: sts:AssumeRole\n",
		.silent = silent,
	},
	.types = types,
	.resource = execution_role_trusts_no_account,
};
