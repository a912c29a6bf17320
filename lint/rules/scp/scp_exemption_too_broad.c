#include "lint/lint.h"

// Other conditions beside it may say more of who is meant.
static void scp_exemption_too_broad(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	struct arn arn;

	if (!t->op || !t->op->negated || t->op->set != SET_NONE || s->condition_count != 1 ||
	    (t->op->family != OPERATOR_ARN && t->op->family != OPERATOR_LIKE) ||
	    !statement_is(s, "Deny") || !str_eq_nocase(t->entry->name, S("aws:PrincipalArn")) ||
	    !arn_split(t->text, &arn) || !str_is(arn.resource, "role/*") ||
	    !str_is(arn.account, "*"))
		return;
	lint_report_text(l, t->variant, (size_t)(arn.resource.at - t->text.at),
	                 "every role is exempt from this Deny")
		->hint = "name the roles that are meant: role/NAME";
}

const struct lint_rule rule_scp_exemption_too_broad = {
	.rule = {
		.id = "SCP005",
		.name = "scp-exemption-too-broad",
		.severity = SEV_WARNING,
		.summary = "an exemption from a Deny takes in every role",
		.why =
			"A pattern that any role's ARN matches exempts every role there is, and\n"
			"anyone who may create a role escapes the Deny. Name the roles that are meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-principalarn",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/audit-*\n",
	},
	.policies = POLICIES_SCP | POLICIES_UNSURE,
	.text = scp_exemption_too_broad,
};
