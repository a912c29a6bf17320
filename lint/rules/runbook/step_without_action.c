#include "lint/runbook/runbook.h"

static void step_without_action(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	(void)d;
	if (s->action_node || ssm_is_open(s->node) || !s->node->first)
		return;
	lint_report(l, s->node->first, "%s has no action", runbook_step(l, s));
}

const struct lint_rule rule_step_without_action = {
	.rule = {
		.id = "SSM014",
		.name = "step-without-action",
		.severity = SEV_ERROR,
		.summary = "a step has no action",
		.why =
			"A step is an action with inputs. Systems Manager refuses a document with a\n"
			"step that does not say its action.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Real:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Real: !Equals [!Ref Real, 'yes']\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: !If [Real, aws:pause, aws:sleep]\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
			NULL,
		},
	},
	.step = step_without_action,
};
