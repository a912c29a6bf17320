#include "lint/lint.h"

// A negated operator holds where the key is missing. These are there whenever a user or a
// role asks, and no one else meets the policies that this rule reads.
static bool is_always_there(struct str key)
{
	return str_eq_nocase(key, S("aws:PrincipalArn")) ||
	       str_eq_nocase(key, S("aws:PrincipalAccount")) ||
	       str_eq_nocase(key, S("aws:userid"));
}

static void negated_condition_on_everything(struct lint *l, const struct statement *s,
                                            const struct lint_text *t)
{
	(void)s;
	if (!t->op || !t->op->negated || t->op->set != SET_NONE || t->entry->sometimes ||
	    t->op->family != OPERATOR_LIKE || !str_is(t->text, "*") ||
	    t->value->kind == NODE_CHOICE || !is_always_there(t->entry->name))
		return;
	lint_report_text(l, t->variant, 0,
	                 "every %.*s matches \"*\", so this statement never applies",
	                 STR(t->entry->name))->hint = "take it out, or name who is meant";
}

const struct lint_rule rule_negated_condition_on_everything = {
	.rule = {
		.id = "IAM090",
		.name = "negated-condition-on-everything",
		.severity = SEV_ERROR,
		.summary = "an exemption exempts everybody",
		.why =
			"\"*\" matches any value, so under a negated operator nothing is left: the\n"
			"statement never applies, however strict it looks.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotLike:\n"
			"        aws:PrincipalArn:\n"
			"          - arn:aws:iam::*:role/audit\n"
			"          - '*' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn:\n"
			"          - arn:aws:iam::*:role/audit\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_SCP | POLICIES_UNSURE,
	.text = negated_condition_on_everything,
};
