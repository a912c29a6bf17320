#include "lint/runbook/runbook.h"

static void reference_before_run(struct lint *l, const struct ssm_document *d,
								 const struct ssm_reference *r)
{
	const struct ssm_step *s = ssm_step(d, r->step);

	if (d->kind != SSM_AUTOMATION || r->to != SSM_REFERS_OUTPUT || !s || !r->in ||
		(s == r->in && ssm_step_is(s, "aws:loop")) || r->in->loop == s ||
		node_is(r->key, "description"))
		return;
	if (s == r->in && s->facts && !l->steps->unsure && l->steps->reached[s->at] &&
		ssm_ran_before(l->steps, s->at, s->at) == TRUTH_NO)
		runbook_report_reference(l, r, "a step cannot read what itself will give");
	else if (s != r->in && ssm_ran_before(l->steps, s->at, r->in->at) == TRUTH_NO)
		runbook_report_reference(l, r, "%s cannot have run before %s", runbook_step(l, s),
								 runbook_step(l, r->in));
}

const struct lint_rule rule_reference_before_run = {
	.rule = {
		.id = "SSM045",
		.name = "reference-before-run",
		.severity = SEV_ERROR,
		.summary = "a step reads what a step gives that cannot have run before it",
		.why =
			"On no way through the runbook has the other step run when this one starts:\n"
			"it comes later, or on a way of its own. The reference has no value, and the\n"
			"step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branchdocs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: dropImage\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ createImage.ImageId }}' #!\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n",
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
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    onFailure: step:wait\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: dropImage\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ createImage.ImageId }}'\n",
			NULL,
		},
	},
	.reference = reference_before_run,
};
