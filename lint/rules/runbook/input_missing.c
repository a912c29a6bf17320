#include "lint/runbook/runbook.h"

static const struct node *place_of(const struct ssm_step *s)
{
	const struct node *key = node_key(s->node, "inputs");

	return key ? key : s->action_node;
}

static void input_missing(struct lint *l, const struct ssm_document *d,
						  const struct ssm_step *s)
{
	struct ssm_input_fact f;

	(void)d;
	if (!s->facts || (s->inputs && !node_is_map(s->inputs)) || ssm_is_open(s->inputs) ||
		ssm_is_open(s->node))
		return;
	for (size_t i = 0; ssm_input_at(s, i, &f); i++) {
		struct str name = fact_name(f.row);

		if (!f.required || f.of_api || node_get_str(s->inputs, name))
			continue;
		lint_report(l, place_of(s), "%s lacks the input %.*s of %s", runbook_step(l, s),
					STR(name), arena_cstring(l->arena, s->action));
	}
}

const struct lint_rule rule_input_missing = {
	.rule = {
		.id = "SSM018",
		.name = "input-missing",
		.severity = SEV_ERROR,
		.summary = "a step lacks an input that its action cannot do without",
		.why =
			"The step fails as soon as it is reached, and often the document is refused\n"
			"before: the action says which inputs it needs.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs: #!\n"
			"      InstanceIds: [i-0123456789abcdef0]\n",
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
			"mainSteps:\n"
			"  - name: pause\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
			NULL,
		},
	},
	.step = input_missing,
};
