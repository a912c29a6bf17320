#include "lint/runbook/runbook.h"

static void step_output_twice(struct lint *l, const struct ssm_document *d,
						 const struct ssm_step *s)
{
	struct names seen = {.arena = l->scratch};

	if (d->kind != SSM_AUTOMATION || s->output_count < 2)
		return;
	for (size_t i = 0; i < s->output_count; i++) {
		struct str name = s->outputs[i].name;

		if (name.len && names_add(&seen, name, (uint32_t)i) != NAME_NONE)
			lint_report(l, node_get(s->outputs[i].node, "Name"),
						"this step has an output %s already", say_text(l->arena, name));
	}
}

const struct lint_rule rule_step_output_twice = {
	.rule = {
		.id = "SSM065",
		.name = "step-output-twice",
		.severity = SEV_ERROR,
		.summary = "a step declares two outputs of one name",
		.why =
			"{{ step.Name }} can mean only one of them. Systems Manager refuses the step.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"      - Name: Image #!\n"
			"        Selector: $.Parameter.Name\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"      - Name: image\n"
			"        Selector: $.Parameter.Value\n"
			"  - name: again\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/{{ look.Image }}{{ look.image }}\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ again.Image }}'\n",
			NULL,
		},
	},
	.step = step_output_twice,
};
