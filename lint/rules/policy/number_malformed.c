#include "lint/policy/text.h"

static void number_malformed(struct lint *l, const struct statement *s,
                             const struct lint_text *t)
{
	struct diag *d;

	(void)s;
	if (!text_is_no_value(t, OPERATOR_NUMERIC))
		return;
	d = lint_report_text(l, t->variant, 0, "%.*s compares numbers, and %.*s is none",
	                     STR(t->entry->operator), STR(t->text));
	d->hint = "write a decimal number";
}

const struct lint_rule rule_number_malformed = {
	.rule = {
		.id = "IAM032",
		.name = "number-malformed",
		.severity = SEV_WARNING,
		.summary = "a numeric operator is given no number",
		.why =
			"Numbers are written in digits, with a sign and a decimal point at most.\n"
			"Anything else is equal to nothing, nor less or greater.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      NumericLessThan:\n"
			"        aws:MultiFactorAuthAge: 1h #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      NumericLessThan:\n"
			"        aws:MultiFactorAuthAge: 3600\n",
	},
	.policies = POLICIES_ALL,
	.text = number_malformed,
};
