#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

static void script_handler_undefined(struct lint *l, const struct ssm_document *d,
									 const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Handler");
	struct str name, nearest;
	struct diag *item;

	(void)d;
	if (!s->script || !s->script->is_python || !ssm_text(value, &name) ||
		ssm_has_reference(value) || ssm_input(s, "Attachment") ||
		str_find_byte(name, 0, '.') >= 0 || ssm_script_binds(s->script, name))
		return;
	item = lint_report(l, value, "the script defines no function %s",
					   say_text(l->arena, name));
	nearest = ssm_script_nearest(s->script, name);
	runbook_nearest(l, item, value, 0, name.len, nearest);
}

const struct lint_rule rule_script_handler_undefined = {
	.rule = {
		.id = "SSM077",
		.name = "script-handler-undefined",
		.severity = SEV_ERROR,
		.summary = "a Python script does not define the function that Handler names",
		.why =
			"Automation looks the handler up in the script and the step fails where it is\n"
			"not there. The name is told apart by capital letters.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: script_handler #!\n"
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
			"      Handler: script_handler\n"
			"      Script: |-\n"
			"        def script_handler(events, context):\n"
			"            return {\"count\": 1}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: run\n"
			"      Script: |-\n"
			"        run = lambda events, context: {\"count\": 1}\n",
			NULL,
		},
	},
	.step = script_handler_undefined,
};
