#include "lint/runbook/runbook.h"

static void input_type_wrong(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	struct ssm_input_fact f;

	// A variable has a type of its own.
	if (d->kind != SSM_AUTOMATION || ssm_step_is(s, "aws:updateVariable"))
		return;
	node_each_pair(s->inputs, key)
		if (ssm_input_find(s, node_str(key), &f) &&
			ssm_value_fits(f.form, key->next) == TRUTH_NO)
			lint_report(l, key->next, "%.*s takes %s %s", STR(node_str(key)),
						f.form == SSM_INTEGER ? "an" : "a", ssm_form_name(f.form));
}

const struct lint_rule rule_input_type_wrong = {
	.rule = {
		.id = "SSM021",
		.name = "input-type-wrong",
		.severity = SEV_ERROR,
		.summary = "an input holds a value of another type than the action takes",
		.why =
			"Automation checks what a step hands to its action and fails the step: a list\n"
			"where one text is expected, a text where a number is, a list where a map is.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: [i-0123456789abcdef0] #!\n"
			"      ImageName: nightly\n"
			"      NoReboot: sometimes #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"      NoReboot: 'true'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Ids:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: '{{ Ids }}'\n"
			"      DesiredState: stopped\n",
			NULL,
		},
	},
	.step = input_type_wrong,
};
