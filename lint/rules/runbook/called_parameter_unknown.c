#include "lint/runbook/called.h"
#include "lint/runbook/runbook.h"

static void called_parameter_unknown(struct lint *l, const struct ssm_document *d,
									 const struct ssm_step *s)
{
	struct runbook_called c;

	if (d->kind != SSM_AUTOMATION || !runbook_called(s, &c) || fact_has_word(c.document, "open"))
		return;
	node_each_pair(c.given, key) {
		struct str name = node_str(key);
		struct diag *item;

		if (fact_find(c.parameters, name) || str_starts(name, "Fn::") ||
			str_find(name, 0, "{{") >= 0)
			continue;
		item = lint_report(l, key, "%.*s has no parameter %s",
						   STR(fact_name(c.document)), say_text(l->arena, name));
		runbook_nearest(l, item, key, 0, name.len, fact_nearest(c.parameters, name));
	}
}

const struct lint_rule rule_called_parameter_unknown = {
	.rule = {
		.id = "SSM082",
		.name = "called-parameter-unknown",
		.severity = SEV_ERROR,
		.summary = "a step hands a document a parameter that it does not have",
		.why =
			"Automation refuses to start a runbook, and Run Command a command, with a\n"
			"parameter that it does not declare: the step fails. What AWS's own documents\n"
			"take is known for some.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAutomation.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: AWS-CreateImage\n"
			"      RuntimeParameters:\n"
			"        InstanceID: [i-0123456789abcdef0] #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: AWS-CreateImage\n"
			"      RuntimeParameters:\n"
			"        InstanceId: [i-0123456789abcdef0]\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: my-own-runbook\n"
			"      RuntimeParameters:\n"
			"        Anything: [i-0123456789abcdef0]\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: AWS-CreateImage\n"
			"      RuntimeParameters:\n"
			"        InstanceId: [i-0123456789abcdef0]\n",
	},
	.step = called_parameter_unknown,
};
