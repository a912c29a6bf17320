#include "lint/runbook/runbook.h"

static void sleep_timestamp(struct lint *l, const struct ssm_document *d,
							const struct ssm_step *s)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:dd";
	const struct node *value = ssm_input(s, "Timestamp");
	struct str text;

	(void)d;
	if (!ssm_step_is(s, "aws:sleep") || !ssm_text(value, &text) || ssm_has_reference(value))
		return;
	for (size_t i = 0; i + 1 < sizeof shape; i++) {
		char c = i < text.len ? text.at[i] : '\0';

		if (shape[i] == 'd' ? c >= '0' && c <= '9' : c == shape[i])
			continue;
		lint_report(l, value, "%s is no time", say_text(l->arena, text))->hint =
			"write it as in 2030-01-01T06:00:00Z";
		return;
	}
}

const struct lint_rule rule_sleep_timestamp = {
	.rule = {
		.id = "SSM087",
		.name = "sleep-timestamp-malformed",
		.severity = SEV_ERROR,
		.summary = "the time until which a step sleeps is none",
		.why =
			"Timestamp is a time as in ISO 8601, in UTC: 2030-01-01T06:00:00Z. The step\n"
			"fails on anything else.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-sleep.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Timestamp: '2030-01-01 06:00' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Timestamp: '2030-01-01T06:00:00Z'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Until:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Timestamp: '{{ Until }}'\n"
			"  - name: more\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Timestamp: '2030-01-01T06:00:00+09:00'\n",
			NULL,
		},
	},
	.step = sleep_timestamp,
};
