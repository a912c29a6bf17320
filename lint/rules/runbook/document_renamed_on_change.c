#include "lint/runbook/runbook.h"

static void document_renamed_on_change(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	struct diag *item;

	// A name that is made of parameters can change with the content.
	if (!node_get(properties, "Name") || node_get(properties, "UpdateMethod") ||
		ssm_is_open(node_get(properties, "Name")))
		return;
	item = lint_report(l, node_key(properties, "Name"),
					   "a document with a name cannot be replaced, so no change of its "
					   "content will deploy");
	item->hint = "add UpdateMethod: NewVersion";
}

const struct lint_rule rule_document_renamed_on_change = {
	.rule = {
		.id = "SSM009",
		.name = "document-named-without-new-version",
		.severity = SEV_INFO,
		.summary = "a named document cannot be changed without UpdateMethod: NewVersion",
		.why =
			"A change of Content replaces the document unless UpdateMethod is NewVersion,\n"
			"and one with a Name cannot be replaced: the stack fails with \"a custom-named\n"
			"resource already exists\". With NewVersion the change becomes a new version\n"
			"of the same document.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ssm-document.html",
		.bad =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Name: wait-a-minute #!\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.good =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Name: wait-a-minute\n"
			"      UpdateMethod: NewVersion\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Prefix:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Name: !Sub ${Prefix}-wait\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
			NULL,
		},
	},
	.types = (const char *const[]){"AWS::SSM::Document", NULL},
	.resource = document_renamed_on_change,
};
