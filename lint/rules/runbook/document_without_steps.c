#include "lint/runbook/runbook.h"

static void document_without_steps(struct lint *l, const struct ssm_document *d)
{
	const struct node *steps = node_get(d->root, "mainSteps");

	if (node_is_seq(steps) && steps->len == 0 && !ssm_is_open(steps))
		lint_report(l, steps, "there is no step in this document");
}

const struct lint_rule rule_document_without_steps = {
	.rule = {
		.id = "SSM006",
		.name = "document-without-steps",
		.severity = SEV_INFO,
		.summary = "the list of steps is empty",
		.why =
			"A runbook without steps does nothing, and Systems Manager has nothing to\n"
			"run. Often it is a sketch that other tools fill in.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-documents.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps: [] #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Short:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Short: !Equals [!Ref Short, 'yes']\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps: !If\n"
			"          - Short\n"
			"          - - name: wait\n"
			"              action: aws:sleep\n"
			"              inputs:\n"
			"                Duration: PT1M\n"
			"          - - name: wait\n"
			"              action: aws:sleep\n"
			"              inputs:\n"
			"                Duration: PT1H\n",
			NULL,
		},
	},
	.runbook = document_without_steps,
};
