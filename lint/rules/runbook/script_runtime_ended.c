#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

static struct str living(struct str runtime)
{
	return str_starts(runtime, "python") ? S("python3.12") : S("PowerShell 7.4");
}

static void script_runtime_ended(struct lint *l, const struct ssm_document *d,
								 const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Runtime");
	const struct fact *runtime;
	struct str text;
	struct diag *item;

	if (d->kind != SSM_AUTOMATION || !ssm_step_is(s, "aws:executeScript") ||
		!ssm_text(value, &text) || !(runtime = automation_runtime(text)) ||
		fact_value(runtime).len == 0)
		return;
	if (str_is(fact_value(runtime), "?"))
		item = lint_report(l, value, "Automation no longer runs %s",
						   say_text(l->arena, text));
	else
		item = lint_report(l, value, "Automation no longer runs %s, since %.*s",
						   say_text(l->arena, text), STR(fact_value(runtime)));
	item->hint = arena_printf(l->arena, "use %.*s", STR(living(text)));
	if (ssm_script_moves(ssm_input(s, "Script")))
		runbook_fix(l, item, value, 0, text.len, living(text));
}

const struct lint_rule rule_script_runtime_ended = {
	.rule = {
		.id = "SSM074",
		.name = "script-runtime-ended",
		.severity = SEV_ERROR,
		.summary = "a script runs on a runtime that Automation no longer has",
		.why =
			"Since the day that the runtime ended, documents with it are refused when\n"
			"they are made, changed and run. Most scripts of Python 3.6 to 3.9 run as\n"
			"they are on python3.12, those of PowerShell Core on PowerShell 7.4; the fix\n"
			"leaves alone what imports modules that are gone there.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.8 #!\n"
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
			"    default: python3.8\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: '{{ Runtime }}'\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n"
			"  - name: list\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: PowerShell 7.4\n"
			"      Script: Get-ChildItem\n",
			NULL,
		},
		.fixed =
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
	},
	.step = script_runtime_ended,
};
