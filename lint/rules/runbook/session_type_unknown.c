#include "lint/runbook/runbook.h"

static void session_type_unknown(struct lint *l, const struct ssm_document *d)
{
	const struct fact *types = fact_get(runbook_form(d), "session types");
	const struct node *value = node_get(d->root, "sessionType");
	struct str text;
	struct diag *item;

	if (d->kind != SSM_SESSION || !ssm_text(value, &text) || fact_find(types, text) ||
		ssm_has_reference(value))
		return;
	item = lint_report(l, value, "there is no type of sessions %s",
					   say_text(l->arena, text));
	runbook_nearest(l, item, value, 0, text.len, fact_nearest(types, text));
}

const struct lint_rule rule_session_type_unknown = {
	.rule = {
		.id = "SSM089",
		.name = "session-type-unknown",
		.severity = SEV_ERROR,
		.summary = "there is no type of sessions of this name",
		.why =
			"Systems Manager refuses the document: sessionType is Standard_Stream,\n"
			"InteractiveCommands, NonInteractiveCommands or Port.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "session-manager-schema.html",
		.bad =
			"schemaVersion: '1.0'\n"
			"sessionType: StandardStream #!\n"
			"inputs:\n"
			"  runAsEnabled: false\n",
		.good =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  runAsEnabled: false\n",
		.silent = (const char *const[]){
			"schemaVersion: '1.0'\n"
			"sessionType: NonInteractiveCommands\n"
			"properties:\n"
			"  linux:\n"
			"    commands: uptime\n",
			"Parameters:\n"
			"  Type:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Preferences:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Session\n"
			"      Content:\n"
			"        schemaVersion: '1.0'\n"
			"        sessionType: !Ref Type\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  runAsEnabled: false\n",
	},
	.runbook = session_type_unknown,
};
