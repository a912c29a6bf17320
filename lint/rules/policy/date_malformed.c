#include "lint/policy/text.h"

static void date_malformed(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	struct diag *d;

	(void)s;
	if (!text_is_no_value(t, OPERATOR_DATE))
		return;
	d = lint_report_text(l, t->variant, 0, "%.*s compares dates, and %.*s is none",
	                     STR(t->entry->operator), STR(t->text));
	d->hint = "write 2026-12-31T23:59:59Z";
}

const struct lint_rule rule_date_malformed = {
	.rule = {
		.id = "IAM031",
		.name = "date-malformed",
		.severity = SEV_WARNING,
		.summary = "a date operator is given no date",
		.why =
			"Dates are written as ISO 8601 has them, with a time zone where there is\n"
			"a time (2026-12-31T23:59:59Z), or as seconds since 1970. What AWS makes\n"
			"of other texts it does not tell.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      DateLessThan:\n"
			"        aws:CurrentTime: 31.12.2026 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      DateLessThan:\n"
			"        aws:CurrentTime: '2026-12-31T00:00:00Z'\n",
	},
	.policies = POLICIES_ALL,
	.text = date_malformed,
};
