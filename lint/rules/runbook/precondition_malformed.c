#include "lint/runbook/runbook.h"

static void precondition_malformed(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	const struct node *value = ssm_step_get(s, "precondition");

	if (d->kind != SSM_COMMAND || !node_is_map(value) || ssm_is_open(value))
		return;
	node_each_pair(value, key) {
		if (!node_is(key, "StringEquals"))
			lint_report(l, key, "a precondition is StringEquals");
		else if (!ssm_is_open(key->next) &&
				 (!node_is_seq(key->next) || key->next->len != 2))
			lint_report(l, key->next, "StringEquals takes a list of two texts");
	}
}

const struct lint_rule rule_precondition_malformed = {
	.rule = {
		.id = "SSM095",
		.name = "precondition-malformed",
		.severity = SEV_ERROR,
		.summary = "the precondition of a step is not a comparison that the agent knows",
		.why =
			"A precondition is StringEquals with a list of two texts, mostly platformType\n"
			"and Windows, Linux or MacOS. The agent fails the step on anything else.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    precondition:\n"
			"      StringEquals: platformType=Linux #!\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
		.good =
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    precondition:\n"
			"      StringEquals: [platformType, Linux]\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
		.silent = (const char *const[]){
			"schemaVersion: '2.2'\n"
			"parameters:\n"
			"  Platform:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    precondition:\n"
			"      StringEquals: [platformType, Linux]\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n"
			"  - name: again\n"
			"    action: aws:runShellScript\n"
			"    precondition:\n"
			"      StringEquals: ['{{ Platform }}', Linux]\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
	},
	.step = precondition_malformed,
};
