#include "lint/policy/text.h"

static void arn_pattern_too_short(struct lint *l, const struct statement *s,
                                  const struct lint_text *t)
{
	struct str fields[ARN_FIELDS];
	struct placeholder unused;

	(void)s;
	if (!t->op || t->op->family != OPERATOR_ARN || !str_starts(t->text, "arn:") ||
	    !text_is_known(t->text) || str_find(t->text, 0, "${") >= 0 ||
	    placeholder_next(t->text, 0, &unused) || arn_fields(t->text, fields))
		return;
	lint_report_text(l, t->variant, 0,
	                 "%.*s has fewer than six fields, so no ARN matches it",
	                 STR(t->text))->hint =
		"write arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE";
}

const struct lint_rule rule_arn_pattern_too_short = {
	.rule = {
		.id = "IAM093",
		.name = "arn-pattern-too-short",
		.severity = SEV_WARNING,
		.summary = "an ARN pattern of fewer than six fields matches nothing",
		.why =
			"ArnLike and ArnEquals compare the six fields of an ARN one by one, and a\n"
			"wildcard stays in its field. A pattern with fewer fields matches no ARN.\n"
			"Write all of them: arn:aws:iam::*:role/NAME.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html#Conditions_ARN",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*role/operator #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/operator\n",
	},
	.policies = POLICIES_ALL,
	.text = arn_pattern_too_short,
};
