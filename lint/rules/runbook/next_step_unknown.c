#include "lint/runbook/runbook.h"

// The text after "step:" where `with_prefix`, else all of it.
static void judge(struct lint *l, const struct ssm_document *d, const struct node *value,
				  bool with_prefix)
{
	struct str text, name, nearest;
	struct diag *item;

	if (!ssm_text(value, &text) || ssm_has_reference(value) || d->varies ||
		(with_prefix && !str_starts(text, "step:")))
		return;
	name = with_prefix ? str_slice(text, 5, text.len) : text;
	if (ssm_step(d, name) || text.len == 0)
		return;
	nearest = ssm_step_nearest(d, name);
	item = lint_report(l, value, "there is no step %s", say_text(l->arena, name));
	runbook_nearest(l, item, value, text.len - name.len, text.len, nearest);
}

static void next_step_unknown(struct lint *l, const struct ssm_document *d,
							  const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION)
		return;
	judge(l, d, ssm_step_get(s, "nextStep"), false);
	judge(l, d, ssm_step_get(s, "onFailure"), true);
	judge(l, d, ssm_step_get(s, "onCancel"), true);
	if (!ssm_step_is(s, "aws:branch"))
		return;
	judge(l, d, ssm_input(s, "Default"), false);
	node_each(ssm_input(s, "Choices"), choice)
		judge(l, d, node_get(choice, "NextStep"), false);
}

const struct lint_rule rule_next_step_unknown = {
	.rule = {
		.id = "SSM023",
		.name = "next-step-unknown",
		.severity = SEV_ERROR,
		.summary = "a step leads on to a step that is not there",
		.why =
			"Systems Manager refuses a document in which nextStep, a choice, Default,\n"
			"onFailure or onCancel names a step that does not exist. Names are told apart\n"
			"by capital letters.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branchdocs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: cleanup #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: cleanUp\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Then:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: '{{ Then }}'\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: cleanUp\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: cleanUp\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
	},
	.step = next_step_unknown,
};
