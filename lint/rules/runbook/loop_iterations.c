#include "lint/runbook/runbook.h"

static void loop_iterations(struct lint *l, const struct ssm_document *d,
							const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "MaxIterations");
	long number;

	(void)d;
	if (ssm_step_is(s, "aws:loop") && ssm_is_number(value, &number) &&
		(number < 1 || number > limit("automation-loop")))
		lint_report(l, value, "a loop goes round 1 to %ld times", limit("automation-loop"));
}

const struct lint_rule rule_loop_iterations = {
	.rule = {
		.id = "SSM041",
		.name = "loop-iterations-out-of-range",
		.severity = SEV_ERROR,
		.summary = "a loop goes round less than once or more than 100 times",
		.why =
			"MaxIterations of aws:loop is a whole number from 1 to 100.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-loop.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: again\n"
			"    action: aws:loop\n"
			"    inputs:\n"
			"      Iterators: [a, b]\n"
			"      MaxIterations: 500 #!\n"
			"      Steps:\n"
			"        - name: wait\n"
			"          action: aws:sleep\n"
			"          inputs:\n"
			"            Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: again\n"
			"    action: aws:loop\n"
			"    inputs:\n"
			"      Iterators: [a, b]\n"
			"      MaxIterations: 100\n"
			"      Steps:\n"
			"        - name: wait\n"
			"          action: aws:sleep\n"
			"          inputs:\n"
			"            Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Most:\n"
			"    type: Integer\n"
			"mainSteps:\n"
			"  - name: each\n"
			"    action: aws:loop\n"
			"    inputs:\n"
			"      Iterators: [a, b]\n"
			"      MaxIterations: 100\n"
			"      Steps:\n"
			"        - name: wait\n"
			"          action: aws:sleep\n"
			"          inputs:\n"
			"            Duration: PT1M\n"
			"  - name: again\n"
			"    action: aws:loop\n"
			"    inputs:\n"
			"      Iterators: [a, b]\n"
			"      MaxIterations: '{{ Most }}'\n"
			"      Steps:\n"
			"        - name: rest\n"
			"          action: aws:sleep\n"
			"          inputs:\n"
			"            Duration: PT1M\n",
			NULL,
		},
	},
	.step = loop_iterations,
};
