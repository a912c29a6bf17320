#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

static void document_type_missing(struct lint *l, const struct entry *resource)
{
	const struct ssm_document *d;
	const char *right;
	struct diag *item;

	if (node_path(resource->value, "Properties/DocumentType"))
		return;
	d = runbook_of_resource(l, resource);
	if (!d || (d->kind != SSM_AUTOMATION && d->kind != SSM_SESSION))
		return;
	right = d->kind == SSM_AUTOMATION ? "Automation" : "Session";
	item = lint_report(l, resource->key,
					   "without DocumentType this becomes a Command document, "
					   "and its content is of type %s", right);
	item->hint = arena_printf(l->arena, "add DocumentType: %s", right);
}

const struct lint_rule rule_document_type_missing = {
	.rule = {
		.id = "SSM007",
		.name = "document-type-missing",
		.severity = SEV_ERROR,
		.summary = "a runbook or session document is made as a command",
		.why =
			"AWS::SSM::Document makes a Command document where DocumentType is left out,\n"
			"and Systems Manager refuses the content of a runbook or a session for that\n"
			"type. Write DocumentType.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ssm-document.html",
		.bad =
			"Resources:\n"
			"  Runbook: #!\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
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
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Uptime:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Content:\n"
			"        schemaVersion: '2.2'\n"
			"        mainSteps:\n"
			"          - name: uptime\n"
			"            action: aws:runShellScript\n"
			"            inputs:\n"
			"              runCommand: [uptime]\n",
			NULL,
		},
	},
	.types = (const char *const[]){"AWS::SSM::Document", NULL},
	.resource = document_type_missing,
};
