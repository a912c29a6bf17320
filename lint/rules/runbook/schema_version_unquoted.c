#include "lint/runbook/runbook.h"

static void schema_version_unquoted(struct lint *l, const struct ssm_document *d)
{
	const struct node *value = node_get(d->root, "schemaVersion");
	char quote = value && value->flags & NODE_JSON ? '"' : '\'';
	struct diag *item;

	if (d->version.len == 0 || value->style != STYLE_PLAIN ||
		!str_all_of(d->version, "0123456789."))
		return;
	item = lint_report(l, value, "schemaVersion is a number here, and has to be a text");
	item->hint = "put it in quotes";
	runbook_fix(l, item, value, 0, d->version.len,
				str_of(arena_printf(l->arena, "%c%.*s%c", quote, STR(d->version), quote)));
}

const struct lint_rule rule_schema_version_unquoted = {
	.rule = {
		.id = "SSM003",
		.name = "schema-version-unquoted",
		.severity = SEV_WARNING,
		.summary = "schemaVersion is a number and not a text",
		.why =
			"The schema version is a text: '0.3'. Without quotes YAML and JSON read a\n"
			"number, which Systems Manager takes for a malformed document, and of which\n"
			"other tools make 0.30000001 or 1.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: 0.3 #!\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: \"0.3\"\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"{\"schemaVersion\": \"0.3\", \"mainSteps\": [\n"
			"  {\"name\": \"wait\", \"action\": \"aws:sleep\", \"inputs\": {\"Duration\": \"PT1M\"}}]}\n",
			"Parameters:\n"
			"  Version:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: !Ref Version\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
	},
	.runbook = schema_version_unquoted,
};
