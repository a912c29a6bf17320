#include "lint/runbook/condition.h"
#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct runbook_condition *c)
{
	const struct node *value = c->operator_key ? c->operator_key->next : NULL;
	struct str kind = fact_value(c->operator);
	struct str text;

	if (c->operators != 1 || !ssm_text(value, &text) || ssm_has_reference(value) ||
		text.len == 0)
		return;
	if (str_is(kind, "number") && !str_all_of(text, "0123456789.-"))
		lint_report(l, value, "%.*s compares numbers, and %s is none",
					STR(node_str(c->operator_key)), say_text(l->arena, text));
	if (str_is(kind, "boolean") && ssm_value_fits(SSM_BOOLEAN, value) == TRUTH_NO)
		lint_report(l, value, "%.*s takes true or false", STR(node_str(c->operator_key)));
}

static void branch_value_malformed(struct lint *l, const struct ssm_document *d,
									  const struct ssm_step *s)
{
	(void)d;
	runbook_each_condition(l, s, judge);
}

const struct lint_rule rule_branch_value_malformed = {
	.rule = {
		.id = "SSM038",
		.name = "branch-value-malformed",
		.severity = SEV_ERROR,
		.summary = "an operator compares with a value of another type",
		.why =
			"The numeric operators take a whole number and BooleanEquals takes true or\n"
			"false: with anything else the step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branch-condition.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Count:\n"
			"    type: Integer\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Count }}'\n"
			"          NumericGreater: ten #!\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Count:\n"
			"    type: Integer\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Count }}'\n"
			"          NumericGreater: 10\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"  Count:\n"
			"    type: Integer\n"
			"  Names:\n"
			"    type: StringList\n"
			"  Tags:\n"
			"    type: StringMap\n"
			"  Done:\n"
			"    type: Boolean\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Count }}'\n"
			"          NumericGreater: '-1.5'\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Count }}'\n"
			"          NumericEquals: '{{ Names }}'\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: many\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Done }}'\n"
			"          BooleanEquals: 'True'\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = branch_value_malformed,
};
