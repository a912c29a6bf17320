#include "lint/policy/text.h"
#include "policies/variable.h"

static void variable_with_wrong_operator(struct lint *l, const struct statement *s,
                                         const struct lint_text *t)
{
	struct variable v = {0};
	struct diag *d;

	if (!t->op || text_takes_variables(s, t))
		return;
	while (variable_next(t->text, v.end, &v)) {
		if (!variable_names_key(&v) || !text_is_known(v.inside))
			continue;
		d = lint_report_text(l, t->variant, v.start,
		                     "%.*s does not fill in policy variables",
		                     STR(t->entry->operator));
		d->hint = "write the value itself";
		return;
	}
}

const struct lint_rule rule_variable_with_wrong_operator = {
	.rule = {
		.id = "IAM039",
		.name = "variable-with-wrong-operator",
		.severity = SEV_ERROR,
		.summary = "a policy variable stands under an operator that takes none",
		.why =
			"Operators on texts and ARNs fill in policy variables. Numeric, Date,\n"
			"IpAddress, BinaryEquals and Null do not: the condition compares with the\n"
			"letters of the variable.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html#policy-vars-conditionelement",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      NumericLessThan:\n"
			"        aws:MultiFactorAuthAge: ${aws:PrincipalTag/age} #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      NumericLessThan:\n"
			"        aws:MultiFactorAuthAge: '3600'\n",
	},
	.policies = POLICIES_ALL,
	.text = variable_with_wrong_operator,
};
