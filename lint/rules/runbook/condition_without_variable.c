#include "lint/runbook/condition.h"
#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct runbook_condition *c)
{
	struct str text;

	if (c->list_key || c->not_key || c->node->len == 0)
		return;
	if (!c->variable)
		lint_report(l, c->node->first, "this condition has no Variable");
	else if (ssm_text(c->variable, &text) && !ssm_has_reference(c->variable) && text.len)
		lint_report(l, c->variable, "Variable is always the same text here")->hint =
			"write a reference: '{{ Name }}'";
}

static void condition_without_variable(struct lint *l, const struct ssm_document *d,
									   const struct ssm_step *s)
{
	(void)d;
	runbook_each_condition(l, s, judge);
}

const struct lint_rule rule_condition_without_variable = {
	.rule = {
		.id = "SSM037",
		.name = "branch-condition-without-variable",
		.severity = SEV_ERROR,
		.summary = "a condition does not say what it looks at",
		.why =
			"Beside its operator a condition of a branch or loop has a Variable: a\n"
			"reference to a parameter, a variable or an output of a step. Systems Manager\n"
			"refuses one without it.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branch-condition.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait #!\n"
			"          StringEquals: '{{ State }}'\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
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
			"          Or:\n"
			"            - Variable: '{{ State }}'\n"
			"              StringEquals: pending\n"
			"            - Not:\n"
			"                Variable: 'a{{ State }}'\n"
			"                StringEquals: ab\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = condition_without_variable,
};
