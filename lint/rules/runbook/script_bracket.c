#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

static void script_bracket(struct lint *l, const struct ssm_document *d,
						   const struct ssm_step *s)
{
	const struct script_fault *fault = s->script ? &s->script->fault : NULL;

	(void)d;
	if (fault && fault->kind == SCRIPT_BRACKET)
		runbook_report(l, ssm_input(s, "Script"), fault->at, fault->at, "%s", fault->what);
}

const struct lint_rule rule_script_bracket = {
	.rule = {
		.id = "SSM079",
		.name = "script-bracket-unclosed",
		.severity = SEV_ERROR,
		.summary = "a bracket or quote of a script is opened and not closed",
		.why =
			"The script does not compile, and the step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": len([1, 2]} #!\n",
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
			"            return {\"count\": len([1, 2])}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            # ( [ { \" ' are only signs here\n"
			"            return {\"(\": '[\"', \"b\": r\"\\\"\", 'c': f\"{events['a']}\"} if 'a' in events else {}\n",
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: PowerShell 7.4\n"
			"      Script: |-\n"
			"        # ( is only a sign here\n"
			"        $all = Get-ChildItem | Where-Object { $_.Name -like '*(' }\n"
			"        Write-Output \"count `\"$($all.Count)`\" it's\"\n",
			NULL,
		},
	},
	.step = script_bracket,
};
