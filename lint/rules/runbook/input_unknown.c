#include "lint/runbook/runbook.h"

static void input_unknown(struct lint *l, const struct ssm_document *d,
						  const struct ssm_step *s)
{
	struct ssm_input_fact f;

	if (!ssm_inputs_known(s) || ssm_calls_api(s))
		return;
	node_each_pair(s->inputs, key) {
		struct str name = node_str(key), nearest;
		struct diag *item;

		if (ssm_input_find(s, name, &f) || str_starts(name, "Fn::") ||
			ssm_is_open(key))
			continue;
		nearest = ssm_input_nearest(s, name);
		item = lint_report(l, key, "%s has no input %s", arena_cstring(l->arena, s->action),
						   say_text(l->arena, name));
		if (nearest.len == 0 || d->kind == SSM_COMMAND)
			item->severity = SEV_WARNING;
		runbook_nearest(l, item, key, 0, name.len, nearest);
	}
}

const struct lint_rule rule_input_unknown = {
	.rule = {
		.id = "SSM017",
		.name = "input-unknown",
		.severity = SEV_ERROR,
		.summary = "an action does not take an input of this name",
		.why =
			"The step fails, or does without what was meant for it: inputs are found by\n"
			"their exact names. A name that is near to none may be newer than what orgc\n"
			"knows, and is a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"      CheckStateonly: true #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"      CheckStateOnly: true\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:stopEverythingGently\n"
			"    inputs:\n"
			"      Slowly: true\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"      CheckStateOnly: true\n",
	},
	.step = input_unknown,
};
