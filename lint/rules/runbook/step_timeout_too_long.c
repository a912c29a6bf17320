#include "lint/runbook/runbook.h"

static long longest(const struct ssm_step *s)
{
	enum { DAY = 86400 };

	if (ssm_step_is(s, "aws:executeScript"))
		return limit("automation-script-seconds");
	if (ssm_step_is(s, "aws:invokeLambdaFunction"))
		return limit("automation-lambda-seconds");
	if (ssm_step_is(s, "aws:approve") || ssm_step_is(s, "aws:pause"))
		return DAY * limit("automation-pause-days");
	return 0;
}

static void step_timeout_too_long(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	const struct node *value = ssm_step_get(s, "timeoutSeconds");
	long number, most = longest(s);

	if (d->kind == SSM_AUTOMATION && most && ssm_is_number(value, &number) && number > most)
		lint_report(l, value, "%s ends after %ld seconds at the latest",
					arena_cstring(l->arena, s->action), most);
}

const struct lint_rule rule_step_timeout_too_long = {
	.rule = {
		.id = "SSM032",
		.name = "step-timeout-too-long",
		.severity = SEV_INFO,
		.summary = "timeoutSeconds is longer than the action can take",
		.why =
			"A script has ten minutes, a Lambda function five, an API call 25 seconds for\n"
			"each try, an approval or pause 30 days. A longer timeoutSeconds promises\n"
			"time that the step does not get.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    timeoutSeconds: 3600 #!\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    timeoutSeconds: 600\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    timeoutSeconds: 600\n"
			"    inputs:\n"
			"      Runtime: PowerShell 7.4\n"
			"      Script: Get-ChildItem\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    timeoutSeconds: 86400\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n",
			NULL,
		},
	},
	.step = step_timeout_too_long,
};
