#include "lint/lint.h"

static bool is_false(const struct condition_entry *c)
{
	return c->count == 1 && str_eq_nocase(node_str(c->leaves[0].value), S("false"));
}

static void mfa_bool_deny(struct lint *l, const struct statement *s,
                          const struct lint_condition *c)
{
	if (statement_is(s, "Deny") && c->op && c->op->family == OPERATOR_BOOL &&
	    !c->op->if_exists && c->op->set == SET_NONE && is_false(c->entry) &&
	    str_eq_nocase(c->entry->name, S("aws:MultiFactorAuthPresent")))
		lint_report(l, c->entry->operator_key,
		            "this does not stop access keys, whose requests have no "
		            "aws:MultiFactorAuthPresent")
			->hint = "write BoolIfExists";
}

const struct lint_rule rule_mfa_bool_deny = {
	.rule = {
		.id = "IAM076",
		.name = "mfa-bool-deny",
		.severity = SEV_WARNING,
		.summary = "a Deny without MFA does not reach long-term access keys",
		.why =
			"Requests signed with the access key of a user carry no\n"
			"aws:MultiFactorAuthPresent at all, so Bool \"false\" does not hold and the\n"
			"Deny passes them by. BoolIfExists takes a missing key as fitting.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html"
		          "#condition-keys-multifactorauthpresent",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: iam:DeleteUser\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      Bool: #!\n"
			"        aws:MultiFactorAuthPresent: 'false'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: iam:DeleteUser\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      BoolIfExists:\n"
			"        aws:MultiFactorAuthPresent: 'false'\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_RESOURCE | POLICIES_SCP | POLICIES_UNSURE,
	.condition = mfa_bool_deny,
};
