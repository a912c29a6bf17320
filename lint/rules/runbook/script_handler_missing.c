#include "lint/runbook/runbook.h"

static void script_handler_missing(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	const struct node *runtime = ssm_input(s, "Runtime");
	const struct node *handler = node_key(s->inputs, "Handler");
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_step_is(s, "aws:executeScript") ||
		!ssm_text(runtime, &text))
		return;
	if (str_starts(text, "python") && !handler)
		lint_report(l, runtime, "a Python script needs a Handler, the name of a function");
	else if (str_starts(text, "PowerShell") && handler)
		lint_report(l, handler, "a PowerShell script has no Handler");
}

const struct lint_rule rule_script_handler_missing = {
	.rule = {
		.id = "SSM076",
		.name = "script-handler-missing",
		.severity = SEV_ERROR,
		.summary = "a Python script does not say its handler, or a PowerShell script has one",
		.why =
			"Automation calls the function of the script that Handler names; a Python\n"
			"script without one is refused. A PowerShell script runs from its first line\n"
			"to its last and takes no Handler.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12 #!\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
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
			"    inputs:\n"
			"      Runtime: PowerShell 7.4\n"
			"      Script: |-\n"
			"        return @{ count = 1 }\n",
			NULL,
		},
	},
	.step = script_handler_missing,
};
