#include "lint/runbook/runbook.h"

static void document_type_unknown(struct lint *l, const struct entry *resource)
{
	const struct fact *types = runbook_facts("documents");
	const struct node *value = node_path(resource->value, "Properties/DocumentType");
	struct str type;
	struct diag *item;

	if (!ssm_text(lint_evaluate(l, value), &type) || fact_find(types, type))
		return;
	item = lint_report(l, value, "no type of documents %s was known on %.*s",
					   say_text(l->arena, type), STR(runbook_day()));
	runbook_nearest(l, item, value, 0, type.len, fact_nearest(types, type));
}

const struct lint_rule rule_document_type_unknown = {
	.rule = {
		.id = "SSM008",
		.name = "document-type-unknown",
		.severity = SEV_WARNING,
		.summary = "there is no type of documents of this name",
		.why =
			"Systems Manager refuses the document. The names of types are written as in\n"
			"the API: Automation, Command, Session, Package. The list that orgc has can\n"
			"be older than the service.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/"
		          "API_CreateDocument.html",
		.bad =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: automation #!\n"
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
			"Parameters:\n"
			"  Type:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: !Ref Type\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
			NULL,
		},
		.fixed =
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
	},
	.types = (const char *const[]){"AWS::SSM::Document", NULL},
	.resource = document_type_unknown,
};
