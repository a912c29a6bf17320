#include "lint/runbook/runbook.h"
#include "model/edit/edit.h"

// The text that Content is, as it stands in the file; empty where it is a map or not known.
static struct str content_text(const struct node *content)
{
	const struct node *argument;

	if (function_of(content, &argument) == FN_SUB)
		content = node_is_seq(argument) ? node_item(argument, 0) : argument;
	else if (node_is_scalar(content) && content->tag != TAG_NONE)
		return (struct str){0};
	return node_str(content);
}

static bool is_yaml(struct str text)
{
	size_t at = 0;

	while (at < text.len && strchr(" \t\r\n", text.at[at]))
		at++;
	return at < text.len && !strchr("{[$", text.at[at]) &&
		   str_find(text, at, "schemaVersion") >= 0;
}

static void document_format(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	const struct node *format = node_get(properties, "DocumentFormat");
	const struct node *content = node_key(properties, "Content");
	struct diag *item;
	struct edit edit;

	if (!content || !is_yaml(content_text(content->next)) ||
		(format && !node_is(lint_evaluate(l, format), "JSON")))
		return;
	item = lint_report(l, format ? format : content,
					   "this content is YAML, and the format %s",
					   format ? "says JSON" : "that nobody names is JSON");
	item->hint = "write DocumentFormat: YAML";
	if (!format && edit_add_pair(l->doc, l->arena, properties, content, "DocumentFormat",
								 node_scalar(l->arena, S("YAML"), STYLE_PLAIN), &edit))
		lint_fix(l, item, "add DocumentFormat: YAML", &edit, 1);
}

const struct lint_rule rule_document_format = {
	.rule = {
		.id = "SSM107",
		.name = "document-format-not-json",
		.severity = SEV_ERROR,
		.summary = "a content in YAML has a DocumentFormat of JSON, which is the default",
		.why =
			"Systems Manager reads the content as JSON and refuses it. A content that is\n"
			"a map in the template is given to it as JSON and needs no format.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-resource-ssm-document.html",
		.bad =
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content: | #!\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.good =
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      DocumentFormat: YAML\n"
			"      Content: |\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content: !Sub |\n"
			"        {\"schemaVersion\": \"0.3\", \"mainSteps\": [\n"
			"          {\"name\": \"wait\", \"action\": \"aws:sleep\",\n"
			"           \"inputs\": {\"Duration\": \"PT1M\"}}]}\n",
			"Parameters:\n"
			"  Format:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      DocumentFormat: !Ref Format\n"
			"      Content: |\n"
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
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      DocumentFormat: YAML\n"
			"      Content: |\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
	},
	.types = (const char *const[]){"AWS::SSM::Document", NULL},
	.resource = document_format,
};
