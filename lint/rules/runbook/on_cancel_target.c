#include "lint/runbook/runbook.h"

static void on_cancel_target(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	const struct node *value = ssm_step_get(s, "onCancel");
	const struct ssm_step *target;
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_text(value, &text) || !str_starts(text, "step:"))
		return;
	target = ssm_step(d, str_slice(text, 5, text.len));
	if (!target || target->uncertain || !target->facts ||
		!fact_has_word(target->facts, "not-on-cancel"))
		return;
	lint_report(l, value, "a cancelled automation cannot go on with %s",
				arena_cstring(l->arena, target->action));
}

const struct lint_rule rule_on_cancel_target = {
	.rule = {
		.id = "SSM025",
		.name = "on-cancel-target",
		.severity = SEV_ERROR,
		.summary = "onCancel leads to a step of an action that may not follow a cancellation",
		.why =
			"After a cancellation two minutes are left to clean up, and steps that wait\n"
			"for people or for resources are refused there: approve, copyImage,\n"
			"createImage, createStack, createTags, loop, pause, runInstances and sleep.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    onCancel: step:wait #!\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    onCancel: step:start\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"  - name: start\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: running\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    onCancel: Abort\n"
			"    onFailure: step:wait\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    onCancel: step:tell\n"
			"    isEnd: true\n"
			"    inputs:\n"
			"      ImageId: '{{ image.ImageId }}'\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: stopped\n",
			NULL,
		},
	},
	.step = on_cancel_target,
};
