#include "lint/runbook/runbook.h"

static void choice_without_next_step(struct lint *l, const struct ssm_document *d,
									 const struct ssm_step *s)
{
	(void)d;
	if (!ssm_step_is(s, "aws:branch"))
		return;
	node_each(ssm_input(s, "Choices"), choice)
		if (node_is_map(choice) && !ssm_is_open(choice) && choice->len > 0 &&
			!node_get(choice, "NextStep"))
			lint_report(l, choice->first, "this choice has no NextStep");
}

const struct lint_rule rule_choice_without_next_step = {
	.rule = {
		.id = "SSM034",
		.name = "choice-without-next-step",
		.severity = SEV_ERROR,
		.summary = "a choice does not say where it leads",
		.why =
			"Every choice of a branch has a NextStep beside its condition. Systems\n"
			"Manager refuses a branch in which one has none.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-branch.html",
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
			"        - Variable: '{{ State }}' #!\n"
			"          StringEquals: pending\n"
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
			"        - Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"          NextStep: wait\n"
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
			"        - Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"          NextStep: wait\n"
			"        - And:\n"
			"            - Variable: '{{ State }}'\n"
			"              StringEquals: stopping\n"
			"            - Variable: '{{ Count }}'\n"
			"              NumericGreater: 1\n"
			"          NextStep: wait\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = choice_without_next_step,
};
