#include "lint/lint.h"

static void check_operator(struct lint *l, const struct node *operator)
{
	struct str name = node_str(operator);
	struct diag *d;

	if (!str_is(condition_operator_base(name), "Null") || str_is(name, "Null"))
		return;
	if (str_ends(name, "IfExists")) {
		d = lint_report(l, operator, "there is no condition operator %.*s", STR(name));
	} else {
		d = lint_report(l, operator, "%.*s asks the same as Null", STR(name));
		d->severity = SEV_INFO;
	}
	d->hint = "write Null";
}

static void null_operator_qualified(struct lint *l, const struct statement *s)
{
	const struct node *last = NULL;

	for (size_t i = 0; i < s->condition_count; i++) {
		if (s->conditions[i].operator_key != last)
			check_operator(l, s->conditions[i].operator_key);
		last = s->conditions[i].operator_key;
	}
}

const struct lint_rule rule_null_operator_qualified = {
	.rule = {
		.id = "IAM028",
		.name = "null-operator-qualified",
		.severity = SEV_ERROR,
		.summary = "the operator Null has a prefix or a suffix",
		.why =
			"Null asks whether a key is there at all. IAM refuses NullIfExists, and a\n"
			"ForAllValues: or ForAnyValue: in front of Null changes nothing.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      NullIfExists: #!\n"
			"        aws:PrincipalTag/team: false\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      'Null':\n"
			"        aws:PrincipalTag/team: false\n",
	},
	.policies = POLICIES_ALL,
	.statement = null_operator_qualified,
};
