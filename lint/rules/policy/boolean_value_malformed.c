#include "lint/policy/text.h"

// YAML's own words for true and false, which may reach IAM as such.
static bool is_yaml_truth(const struct node *n)
{
	static const char *const words[] = {"yes", "no", "on", "off", "y", "n"};

	if (!node_is_scalar(n) || n->style != STYLE_PLAIN || n->flags & NODE_JSON)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(node_str(n), str_of(words[i])))
			return true;
	return false;
}

static void boolean_value_malformed(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	struct diag *d;

	(void)s;
	if (is_yaml_truth(t->value) || (!text_is_no_value(t, OPERATOR_BOOL) &&
	                                !text_is_no_value(t, OPERATOR_NULL)))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "%.*s compares with true or false, not with %.*s",
	                     STR(t->entry->operator), STR(t->text));
	d->hint = "write true or false";
}

const struct lint_rule rule_boolean_value_malformed = {
	.rule = {
		.id = "IAM030",
		.name = "boolean-value-malformed",
		.severity = SEV_WARNING,
		.summary = "Bool or Null is given something else than true or false",
		.why =
			"Bool and Null compare with true and false. Any other value is never\n"
			"equal: the condition does not hold, whatever the request.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:MultiFactorAuthPresent: 'enabled' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:MultiFactorAuthPresent: 'true'\n",
	},
	.policies = POLICIES_ALL,
	.text = boolean_value_malformed,
};
