#include "lint/runbook/runbook.h"

static void reference_step_unknown(struct lint *l, const struct ssm_document *d,
								   const struct ssm_reference *r)
{
	struct diag *item;
	size_t at;

	if (d->kind != SSM_AUTOMATION || r->to != SSM_REFERS_OUTPUT || d->varies ||
		ssm_step(d, r->step) || ssm_parameter(d, r->step) || ssm_parameter(d, r->name) ||
		d->count == 0 || strcmp(r->section, "description") == 0 || node_is(r->key, "description"))
		return;
	item = runbook_report_reference(l, r, "there is no step %s",
									say_text(l->arena, r->step));
	at = (size_t)(r->step.at - node_str(r->node).at);
	runbook_nearest(l, item, r->node, at, at + r->step.len, ssm_step_nearest(d, r->step));
}

const struct lint_rule rule_reference_step_unknown = {
	.rule = {
		.id = "SSM043",
		.name = "reference-to-no-step",
		.severity = SEV_ERROR,
		.summary = "a reference names a step that is not there",
		.why =
			"{{ step.Output }} reads what a step gave. Systems Manager refuses a document\n"
			"that reads from a step which does not exist.",
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
			"      ImageId: '{{ CreateImage.ImageId }}' #!\n",
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
			"parameters:\n"
			"  App.Name:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    description: as {{ told.Before }}\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: '{{ App.Name }}'\n",
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
	.reference = reference_step_unknown,
};
