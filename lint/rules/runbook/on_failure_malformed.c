#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_document *d, const struct node *value,
				  const char *key, bool may_continue)
{
	struct diag *item;
	struct str text;

	if (!ssm_text(value, &text) || ssm_has_reference(value) || str_starts(text, "step:") ||
		str_eq_nocase(text, S("Abort")) ||
		(may_continue && str_eq_nocase(text, S("Continue"))))
		return;
	item = lint_report(l, value, "%s cannot be %s", key, say_text(l->arena, text));
	if (ssm_step(d, text)) {
		item->hint = "write step: before the name of a step";
		runbook_fix(l, item, value, 0, text.len,
					str_of(arena_printf(l->arena, "step:%.*s", STR(text))));
	} else {
		item->hint = may_continue ? "write Abort, Continue or step:NAME"
								  : "write Abort or step:NAME";
	}
}

static void on_failure_malformed(struct lint *l, const struct ssm_document *d,
								 const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION)
		return;
	judge(l, d, ssm_step_get(s, "onFailure"), "onFailure", true);
	judge(l, d, ssm_step_get(s, "onCancel"), "onCancel", false);
}

const struct lint_rule rule_on_failure_malformed = {
	.rule = {
		.id = "SSM024",
		.name = "on-failure-malformed",
		.severity = SEV_ERROR,
		.summary = "onFailure or onCancel says something that it cannot",
		.why =
			"onFailure is Abort, Continue or step: and the name of a step; onCancel is\n"
			"Abort or step: and a name. Without \"step:\" a name is refused.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onFailure: cleanUp #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: ami-0abcdef1234567890\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onFailure: step:cleanUp\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: ami-0abcdef1234567890\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: a\n"
			"    action: aws:sleep\n"
			"    onFailure: continue\n"
			"    onCancel: abort\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: b\n"
			"    action: aws:sleep\n"
			"    onFailure: step:a\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    onFailure: exit\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    onFailure: step:cleanUp\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: ami-0abcdef1234567890\n",
	},
	.step = on_failure_malformed,
};
