#include "lint/lint.h"

static void statement_without_policy(struct lint *l, const struct policy *p)
{
	if (!policy_is_bare(p->node))
		return;
	lint_report(l, p->node, node_is_seq(p->node)
	                                ? "these are statements without the policy around them"
	                                : "this is a statement without the policy around it")
		->hint = "write {\"Version\": \"2012-10-17\", \"Statement\": […]} around it";
}

const struct lint_rule rule_statement_without_policy = {
	.rule = {
		.id = "IAM099",
		.name = "statement-without-policy",
		.severity = SEV_ERROR,
		.summary = "a file holds statements, and no policy around them",
		.why =
			"Articles often print single statements. What AWS takes is a policy: a map\n"
			"with a Version, and with the statements as a list under Statement.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_grammar.html",
		.bad =
			"Effect: Allow #!\n"
			"Action: s3:GetObject\n"
			"Resource: arn:aws:s3:::reports/*\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_ALL,
	.policy = statement_without_policy,
};
