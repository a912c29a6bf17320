#include "lint/policy/statement.h"

// "*" under an operator that takes it for any value: it asks only whether the key is there.
static void condition_always_present(struct lint *l, const struct statement *s,
                                     const struct lint_text *t)
{
	(void)s;
	if (!t->op || !str_is(t->text, "*") || t->op->negated || t->op->if_exists ||
	    t->op->set != SET_NONE || t->entry->count != 1 ||
	    (t->op->family != OPERATOR_LIKE && t->op->family != OPERATOR_ARN))
		return;
	lint_report_text(l, t->variant, 0, "this asks only whether %.*s is there",
	                 STR(t->entry->name))->hint = "say so by Null: \"false\", or write what is meant";
}

const struct lint_rule rule_condition_always_present = {
	.rule = {
		.id = "IAM109",
		.name = "condition-always-present",
		.severity = SEV_INFO,
		.summary = "a condition takes any value of its key",
		.why =
			"StringLike with \"*\" holds for every value, and fails only where the request\n"
			"has no such key. That is what Null with \"false\" says, and whoever reads this\n"
			"looks for a value that is not there.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:CreateTags\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        aws:RequestTag/team: '*' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:CreateTags\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      'Null':\n"
			"        aws:RequestTag/team: 'false'\n",
		.silent = (const char *const[]){
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:CreateTags\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotLike:\n"
			"        aws:RequestTag/team: '*'\n",
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:CreateTags\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringLikeIfExists:\n"
			"        aws:RequestTag/team: '*'\n"
			"      StringLike:\n"
			"        aws:RequestTag/cost: '*-*'\n",
			NULL,
		},
	},
	.policies = POLICIES_ALL,
	.text = condition_always_present,
};
