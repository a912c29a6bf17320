#include "lint/runbook/runbook.h"

static bool has_steps(const struct ssm_document *d)
{
	const struct node *steps = node_get(d->root, "mainSteps");

	if (str_is(d->version, "1.2") || str_is(d->version, "1.0"))
		return node_get(d->root, "runtimeConfig") || steps;
	return node_is_seq(steps) || ssm_is_open(steps);
}

static void document_steps_missing(struct lint *l, const struct ssm_document *d)
{
	const struct node *steps = node_get(d->root, "mainSteps");

	if ((d->kind != SSM_AUTOMATION && d->kind != SSM_COMMAND) || has_steps(d) ||
		ssm_is_open(d->root))
		return;
	if (steps)
		lint_report(l, steps, "mainSteps is not a list of steps");
	else
		lint_report(l, d->root->first ? d->root->first : d->root,
					"this document has no mainSteps");
}

const struct lint_rule rule_document_steps_missing = {
	.rule = {
		.id = "SSM005",
		.name = "document-steps-missing",
		.severity = SEV_ERROR,
		.summary = "a document has nothing to do: it has no mainSteps",
		.why =
			"A runbook, and a command of schema 2.0 and up, is a list mainSteps of steps;\n"
			"Systems Manager refuses a document without one. A command of schema 1.2 has\n"
			"a map runtimeConfig instead.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  name: wait #!\n"
			"  action: aws:sleep\n"
			"  inputs:\n"
			"    Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Content:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content: !Ref Content\n",
			NULL,
		},
	},
	.runbook = document_steps_missing,
};
