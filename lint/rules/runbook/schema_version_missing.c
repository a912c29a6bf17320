#include "lint/runbook/runbook.h"

static void schema_version_missing(struct lint *l, const struct ssm_document *d)
{
	struct diag *item;

	if (d->kind == SSM_OTHER || node_get(d->root, "schemaVersion") || ssm_is_open(d->root))
		return;
	item = lint_report(l, d->root->first ? d->root->first : d->root,
					   "this document has no schemaVersion");
	item->hint = d->kind == SSM_AUTOMATION ? "add schemaVersion: '0.3'"
				 : d->kind == SSM_SESSION  ? "add schemaVersion: '1.0'"
										   : "add schemaVersion: '2.2'";
}

const struct lint_rule rule_schema_version_missing = {
	.rule = {
		.id = "SSM001",
		.name = "schema-version-missing",
		.severity = SEV_ERROR,
		.summary = "a document does not say its schemaVersion",
		.why =
			"Systems Manager refuses the document: the schema version says of what form\n"
			"the rest is. It is '0.3' for runbooks of Automation, '2.2' for commands and\n"
			"'1.0' for sessions.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"description: Waits. #!\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"description: Waits.\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Calendar:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Name: open-hours\n"
			"      UpdateMethod: NewVersion\n"
			"      DocumentType: ApplicationConfiguration\n"
			"      Content:\n"
			"        hours: 9-17\n",
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content: !Sub '{\"schemaVersion\": \"${AWS::Region}\"}'\n",
			NULL,
		},
	},
	.runbook = schema_version_missing,
};
