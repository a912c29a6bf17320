#include "lint/lint.h"

static void boolean_list(struct lint *l, const struct statement *s,
                         const struct lint_condition *c)
{
	const struct condition_entry *entry = c->entry;

	(void)s;
	if (!c->op || c->op->family != OPERATOR_BOOL || c->op->set != SET_NONE ||
	    entry->count < 2 || entry->leaves[0].sometimes || entry->leaves[1].sometimes)
		return;
	lint_report(l, entry->leaves[1].value, "%.*s takes one value, and %.*s has %zu",
	            STR(entry->operator), STR(entry->name), entry->count)
		->hint = "write the one that is meant; either of them is no condition at all";
}

const struct lint_rule rule_boolean_list = {
	.rule = {
		.id = "IAM086",
		.name = "boolean-list",
		.severity = SEV_WARNING,
		.summary = "Bool is given a list of values",
		.why =
			"A key is true or false: with both in the list the condition always holds, and\n"
			"anyone who reads it thinks that it narrows something. IAM Access Analyzer calls it\n"
			"an error.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:SecureTransport:\n"
			"          - 'true'\n"
			"          - 'false' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:SecureTransport: 'true'\n",
	},
	.policies = POLICIES_ALL,
	.condition = boolean_list,
};
