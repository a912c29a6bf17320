#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_step *s, const struct node *key,
				  const struct fact *values)
{
	struct str text, nearest;
	struct diag *item;

	if (!values || !ssm_text(key->next, &text) || ssm_has_reference(key->next) ||
		fact_find(values, text) || text.len == 0)
		return;
	nearest = fact_nearest(values, text);
	item = lint_report(l, key->next, "%.*s of %s is not %s", STR(node_str(key)),
					   arena_cstring(l->arena, s->action), say_text(l->arena, text));
	runbook_nearest(l, item, key->next, 0, text.len, nearest);
}

static void input_value_unknown(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	struct ssm_input_fact f;

	(void)d;
	node_each_pair(s->inputs, key)
		if (ssm_input_find(s, node_str(key), &f) && !f.of_api)
			judge(l, s, key, fact_get(f.row, "values"));
}

const struct lint_rule rule_input_value_unknown = {
	.rule = {
		.id = "SSM020",
		.name = "input-value-unknown",
		.severity = SEV_ERROR,
		.summary = "an input has a value that the action does not know",
		.why =
			"The input takes one of a few words, written just so. The step fails on any\n"
			"other.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stop #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: '{{ State }}'\n",
			NULL,
		},
	},
	.step = input_value_unknown,
};
