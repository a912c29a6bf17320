#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

static void script_bracket(struct lint *l, const struct ssm_document *d,
						   const struct ssm_step *s)
{
	const struct node *script = ssm_input(s, "Script");
	struct script_fault fault;
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_step_is(s, "aws:executeScript") ||
		!str_starts(node_str(ssm_input(s, "Runtime")), "python") || !ssm_text(script, &text))
		return;
	fault = ssm_python_check(text);
	if (fault.kind == SCRIPT_BRACKET)
		runbook_report(l, script, fault.at, fault.at, "%s", fault.what);
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
			NULL,
		},
	},
	.step = script_bracket,
};
