#include "lint/runbook/runbook.h"

static void step_name_malformed(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION || s->name.len == 0)
		return;
	for (size_t i = 0; i < s->name.len; i++) {
		char c = s->name.at[i];

		if (char_is_alnum(c) || c == '_')
			continue;
		// "-" is refused by the documentation and taken by older documents.
		if (c == '-' || c == '$' || (unsigned char)c >= 0x80 || c == '{' || c == '%' ||
			c == '<')
			return;
		lint_report(l, s->name_node, "the name of a step is letters, digits and _ only");
		return;
	}
}

const struct lint_rule rule_step_name_malformed = {
	.rule = {
		.id = "SSM012",
		.name = "step-name-malformed",
		.severity = SEV_ERROR,
		.summary = "the name of a step holds characters that it cannot have",
		.why =
			"The name of a step is made of letters, digits and _, up to 128. Systems\n"
			"Manager refuses blanks, and a dot would end the name in a reference.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait a minute #!\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait_1_minute\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: what is up\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
	},
	.step = step_name_malformed,
};
