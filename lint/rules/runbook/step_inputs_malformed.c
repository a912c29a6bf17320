#include "lint/runbook/runbook.h"

static void step_inputs_malformed(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	struct diag *item;

	(void)d;
	if (!s->inputs || node_is_map(s->inputs) || ssm_is_open(s->inputs) ||
		s->inputs->len == 0)
		return;
	item = lint_report(l, s->inputs, "inputs is a map, not a %s",
					   node_is_seq(s->inputs) ? "list" : "text");
	item->hint = "write NAME: VALUE for each input";
}

const struct lint_rule rule_step_inputs_malformed = {
	.rule = {
		.id = "SSM016",
		.name = "step-inputs-malformed",
		.severity = SEV_ERROR,
		.summary = "the inputs of a step are not a map",
		.why =
			"inputs is a map from the names of inputs to their values. Systems Manager\n"
			"refuses a list there (\"InvalidDocumentContent\"), also one that holds the map\n"
			"as its only item.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      - runCommand: [uptime] #!\n",
		.good =
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Inputs:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Look:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Command\n"
			"      Content:\n"
			"        schemaVersion: '2.2'\n"
			"        mainSteps:\n"
			"          - name: look\n"
			"            action: aws:runShellScript\n"
			"            inputs: !Ref Inputs\n",
			NULL,
		},
	},
	.step = step_inputs_malformed,
};
