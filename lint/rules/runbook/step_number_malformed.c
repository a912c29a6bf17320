#include "lint/runbook/runbook.h"

static void step_number_malformed(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	static const char *const keys[] = {"maxAttempts", "timeoutSeconds"};

	for (size_t i = 0; d->kind == SSM_AUTOMATION && i < sizeof keys / sizeof *keys; i++) {
		const struct node *value = ssm_step_get(s, keys[i]);
		struct str text;
		long number;

		if (!ssm_text(value, &text) || ssm_has_reference(value) || text.len == 0 ||
			(ssm_is_number(value, &number) && number > 0))
			continue;
		lint_report(l, value, "%s is a whole number above zero, not %s", keys[i],
					say_text(l->arena, text));
	}
}

const struct lint_rule rule_step_number_malformed = {
	.rule = {
		.id = "SSM030",
		.name = "step-number-malformed",
		.severity = SEV_ERROR,
		.summary = "maxAttempts or timeoutSeconds is no whole number above zero",
		.why =
			"Systems Manager refuses the document: both are whole numbers from 1 up. A\n"
			"time such as PT5M or 5m is not taken; 300 is.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    timeoutSeconds: 5m #!\n"
			"    maxAttempts: 0 #!\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    timeoutSeconds: 300\n"
			"    maxAttempts: '2'\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Wait:\n"
			"    type: Integer\n"
			"    default: 5\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    timeoutSeconds: '{{ Wait }}'\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n",
			NULL,
		},
	},
	.step = step_number_malformed,
};
