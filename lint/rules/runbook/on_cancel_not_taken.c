#include "lint/runbook/runbook.h"

static void on_cancel_not_taken(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	const struct node *key = node_key(s->node, "onCancel");

	(void)d;
	if (key && s->facts && fact_has_word(s->facts, "no-on-cancel"))
		lint_report(l, key, "%s takes no onCancel", arena_cstring(l->arena, s->action));
}

const struct lint_rule rule_on_cancel_not_taken = {
	.rule = {
		.id = "SSM026",
		.name = "on-cancel-not-taken",
		.severity = SEV_ERROR,
		.summary = "a step has onCancel whose action takes none",
		.why =
			"aws:loop and aws:updateVariable cannot be cancelled in a way of their own,\n"
			"and a document that says onCancel there is refused.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    onCancel: Abort #!\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: 1\n",
		.good =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: 1\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    onCancel: step:tidy\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"  - name: tidy\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: ami-0abcdef1234567890\n",
			NULL,
		},
	},
	.step = on_cancel_not_taken,
};
