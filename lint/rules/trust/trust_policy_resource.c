#include "lint/lint.h"
#include "model/edit/edit.h"

static void report(struct lint *l, const struct statement *s, const struct element *e)
{
	const struct node *chain[LINT_CHAIN];
	const struct node *statement;
	struct edit edit;
	struct diag *d;
	size_t count;

	if (!e->key)
		return;
	d = lint_report(l, e->key, "a trust policy has no %.*s: the role itself is meant",
	                STR(node_str(e->key)));
	d->hint = "take the line out";
	count = lint_chain(l, s->node, chain);
	statement = count ? chain[count - 1] : NULL;
	node_each_pair(statement, key)
		if (key->start == e->key->start && statement->len > 1 &&
		    edit_remove_pair(l->doc, l->arena, statement, key, &edit))
			lint_fix(l, d, "take it out", &edit, 1);
}

static void trust_policy_resource(struct lint *l, const struct statement *s)
{
	report(l, s, &s->resource);
	report(l, s, &s->not_resource);
}

const struct lint_rule rule_trust_policy_resource = {
	.rule = {
		.id = "TRU001",
		.name = "trust-policy-resource",
		.severity = SEV_ERROR,
		.summary = "a trust policy has a Resource",
		.why =
			"IAM answers MalformedPolicyDocument, \"Has prohibited field Resource\": a\n"
			"trust policy is about the role it hangs on and nothing else.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n"
			"            Resource: '*' #!\n",
		.good =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n",
		.fixed =
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST,
	.statement = trust_policy_resource,
};
