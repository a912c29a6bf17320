#include "lint/runbook/runbook.h"

static void step_key_unknown(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	const struct fact *keys = fact_get(runbook_form(d), "step keys");

	if (!keys || ssm_is_open(s->node))
		return;
	node_each_pair(s->node, key) {
		struct str name = node_str(key), nearest;
		struct diag *item;

		if (fact_find(keys, name) || name.len == 0)
			continue;
		nearest = fact_nearest(keys, name);
		item = lint_report(l, key, "a step has no %s", say_text(l->arena, name));
		if (fact_find(fact_get(s->facts, "inputs"), name))
			item->hint = "put it under inputs";
		else if (!node_get_str(s->node, nearest))
			runbook_nearest(l, item, key, 0, name.len, nearest);
	}
}

const struct lint_rule rule_step_key_unknown = {
	.rule = {
		.id = "SSM022",
		.name = "step-key-unknown",
		.severity = SEV_WARNING,
		.summary = "a step has a key that steps do not have",
		.why =
			"Systems Manager refuses a step with keys that it does not know, or takes no\n"
			"notice of them. Most often the key is misspelt, or is an input and belongs\n"
			"under inputs.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onfailure: Continue #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onFailure: Continue\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    precondition:\n"
			"      StringEquals: [platformType, Linux]\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onFailure: Continue\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
	},
	.step = step_key_unknown,
};
