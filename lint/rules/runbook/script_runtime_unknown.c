#include "lint/runbook/runbook.h"

static void script_runtime_unknown(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Runtime");
	struct diag *item;
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_step_is(s, "aws:executeScript") ||
		!ssm_text(value, &text) || ssm_has_reference(value) || automation_runtime(text))
		return;
	item = lint_report(l, value, "no runtime %s was known on %.*s",
					   say_text(l->arena, text), STR(runbook_day()));
	item->hint = "use python3.12 or PowerShell 7.4";
}

const struct lint_rule rule_script_runtime_unknown = {
	.rule = {
		.id = "SSM075",
		.name = "script-runtime-unknown",
		.severity = SEV_WARNING,
		.summary = "a script runs on a runtime that Automation is not known to have",
		.why =
			"Automation runs scripts on python3.10, python3.11, python3.12 and PowerShell\n"
			"7.4. A document with any other runtime is refused, unless it is newer than\n"
			"what orgc knows.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3 #!\n"
			"      Handler: handler\n"
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
			"parameters:\n"
			"  Runtime:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: '{{ Runtime }}'\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n",
			NULL,
		},
	},
	.step = script_runtime_unknown,
};
