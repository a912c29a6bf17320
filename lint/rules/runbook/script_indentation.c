#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

static void script_indentation(struct lint *l, const struct ssm_document *d,
						   const struct ssm_step *s)
{
	const struct script_fault *fault = s->script ? &s->script->fault : NULL;

	(void)d;
	if (fault && fault->kind == SCRIPT_INDENT)
		runbook_report(l, ssm_input(s, "Script"), fault->at, fault->at, "%s", fault->what);
}

const struct lint_rule rule_script_indentation = {
	.rule = {
		.id = "SSM078",
		.name = "script-indentation-broken",
		.severity = SEV_ERROR,
		.summary = "the indentation of a Python script does not hold together",
		.why =
			"Python refuses the script and the step fails: a line goes back to a depth\n"
			"that no line before it has, is deeper without a colon before it, or the line\n"
			"after a colon is not deeper.",
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
			"        count = 1 #!\n"
			"        return {\"count\": count}\n",
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
			"            count = 1\n"
			"            return {\"count\": count}\n",
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
			"            # a comment\n"
			"          # that stands anywhere\n"
			"            text = \"\"\"\n"
			"        as does a text of\n"
			"          several lines: \"\"\"\n"
			"            if (text and\n"
			"                  context): return {\"count\": 1}\n"
			"            return {\"count\": len(\n"
			"        text)}\n",
			NULL,
		},
	},
	.step = script_indentation,
};
