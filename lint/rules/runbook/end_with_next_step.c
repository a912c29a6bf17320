#include "lint/runbook/runbook.h"

static void end_with_next_step(struct lint *l, const struct ssm_document *d,
							   const struct ssm_step *s)
{
	const struct node *key = node_key(s->node, "nextStep");

	if (d->kind == SSM_AUTOMATION && key && ssm_step_ends(s) && !ssm_is_open(key->next))
		lint_report(l, key, "the automation ends with %s, and nothing comes next",
					runbook_step(l, s))->hint = "drop isEnd or nextStep";
}

const struct lint_rule rule_end_with_next_step = {
	.rule = {
		.id = "SSM027",
		.name = "end-with-next-step",
		.severity = SEV_WARNING,
		.summary = "a step ends the automation and names a next step",
		.why =
			"isEnd: true stops the automation after the step, so nextStep is never\n"
			"followed. One of the two was left over.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branchdocs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: done #!\n"
			"    isEnd: true\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: done\n"
			"    isEnd: false\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: first\n"
			"    action: aws:sleep\n"
			"    isEnd: false\n"
			"    nextStep: third\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: second\n"
			"    action: aws:sleep\n"
			"    isEnd: true\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: third\n"
			"    action: aws:sleep\n"
			"    nextStep: second\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = end_with_next_step,
};
