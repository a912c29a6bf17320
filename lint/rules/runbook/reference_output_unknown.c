#include "lint/runbook/runbook.h"

static void reference_output_unknown(struct lint *l, const struct ssm_document *d,
									 const struct ssm_reference *r)
{
	const struct ssm_step *s = ssm_step(d, r->step);
	struct ssm_type type;
	struct diag *item;
	size_t at;

	// Whole results stand under names of more parts, and are not known one by one.
	if (d->kind != SSM_AUTOMATION || r->to != SSM_REFERS_OUTPUT || !s || s->uncertain ||
		ssm_output_exists(s, r->output, &type) != TRUTH_NO || d->varies ||
		str_find_byte(r->output, 0, '.') >= 0 || str_is(r->output, "OutputPayload") ||
		strcmp(r->section, "description") == 0 || node_is(r->key, "description"))
		return;
	item = runbook_report_reference(l, r, "%s gives no output %s", runbook_step(l, s),
									say_text(l->arena, r->output));
	at = (size_t)(r->output.at - node_str(r->node).at);
	runbook_nearest(l, item, r->node, at, at + r->output.len,
					ssm_output_nearest(s, r->output));
}

const struct lint_rule rule_reference_output_unknown = {
	.rule = {
		.id = "SSM044",
		.name = "reference-to-no-output",
		.severity = SEV_ERROR,
		.summary = "a reference reads an output that the step does not give",
		.why =
			"A step gives the outputs of its action and those that it declares under\n"
			"outputs. A reference to any other has no value, and the step that reads it\n"
			"fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n"
			"  - name: dropImage\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ createImage.ImageID }}' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n"
			"  - name: dropImage\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ createImage.ImageId }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    description: gives {{ look.Nothing }}\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/{{ image.ImageState }}\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}{{ look.OutputPayload }}'\n"
			"  - name: new\n"
			"    action: aws:somethingNew\n"
			"    inputs:\n"
			"      Of: 1\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: '{{ new.Answer }}'\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n"
			"  - name: dropImage\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ createImage.ImageId }}'\n",
	},
	.reference = reference_output_unknown,
};
