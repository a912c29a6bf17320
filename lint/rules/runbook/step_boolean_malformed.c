#include "lint/runbook/runbook.h"

static void step_boolean_malformed(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	static const char *const keys[] = {"isEnd", "isCritical"};

	for (size_t i = 0; d->kind == SSM_AUTOMATION && i < sizeof keys / sizeof *keys; i++) {
		const struct node *value = ssm_step_get(s, keys[i]);

		if (ssm_value_fits(SSM_BOOLEAN, value) == TRUTH_NO)
			lint_report(l, value, "%s is true or false", keys[i]);
	}
}

const struct lint_rule rule_step_boolean_malformed = {
	.rule = {
		.id = "SSM031",
		.name = "step-boolean-malformed",
		.severity = SEV_ERROR,
		.summary = "isEnd or isCritical is neither true nor false",
		.why =
			"Systems Manager refuses the document: isEnd and isCritical are true or\n"
			"false.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    isEnd: last #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    isEnd: 'true'\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    isCritical: False\n"
			"    isEnd: 'true'\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = step_boolean_malformed,
};
