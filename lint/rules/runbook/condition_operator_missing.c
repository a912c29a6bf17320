#include "lint/runbook/condition.h"
#include "lint/runbook/runbook.h"

static void say_unknown(struct lint *l, const struct runbook_condition *c)
{
	struct str name = node_str(c->unknown_key);
	struct diag *item = lint_report(l, c->unknown_key, "there is no operator %s",
									say_text(l->arena, name));

	runbook_nearest(l, item, c->unknown_key, 0, name.len,
					fact_nearest(runbook_facts("operators"), name));
}

static void judge(struct lint *l, const struct runbook_condition *c)
{
	if (c->list_key || c->not_key)
		return;
	if (c->unknown_key)
		say_unknown(l, c);
	else if (c->operators == 0 && c->node->len > 0)
		lint_report(l, c->node->first, "this condition has no operator");
	else if (c->operators > 1)
		lint_report(l, c->operator_key, "a condition has one operator")->hint =
			"put several under And";
}

static void condition_operator_missing(struct lint *l, const struct ssm_document *d,
									   const struct ssm_step *s)
{
	(void)d;
	runbook_each_condition(l, s, judge);
}

const struct lint_rule rule_condition_operator_missing = {
	.rule = {
		.id = "SSM036",
		.name = "branch-operator-unknown",
		.severity = SEV_ERROR,
		.summary = "a condition of a branch or loop has no operator that is known, or several",
		.why =
			"A condition is a Variable and one operator (StringEquals, NumericGreater …),\n"
			"written just so; Systems Manager refuses an operator that it does not know,\n"
			"and a condition with none or with two.",
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
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEqual: pending #!\n"
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
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Not:\n"
			"            Variable: '{{ State }}'\n"
			"            StringEquals: pending\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
		.fixed =
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
	},
	.step = condition_operator_missing,
};
