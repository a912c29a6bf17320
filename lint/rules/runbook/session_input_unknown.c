#include "lint/runbook/runbook.h"

static void session_input_unknown(struct lint *l, const struct ssm_document *d)
{
	const struct fact *inputs = runbook_facts("session inputs");

	if (d->kind != SSM_SESSION || !str_is(node_str(node_get(d->root, "sessionType")),
										  "Standard_Stream"))
		return;
	node_each_pair(node_get(d->root, "inputs"), key) {
		struct str name = node_str(key);
		struct diag *item;

		if (fact_find(inputs, name) || str_starts(name, "Fn::"))
			continue;
		item = lint_report(l, key, "no input %s of sessions was known on %.*s",
						   say_text(l->arena, name), STR(runbook_day()));
		runbook_nearest(l, item, key, 0, name.len, fact_nearest(inputs, name));
	}
}

const struct lint_rule rule_session_input_unknown = {
	.rule = {
		.id = "SSM090",
		.name = "session-input-unknown",
		.severity = SEV_WARNING,
		.summary = "the preferences of sessions have an input that is not known",
		.why =
			"Session Manager does without what was meant: logs go nowhere, sessions do\n"
			"not end. The names are told apart by capital letters.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "session-manager-schema.html",
		.bad =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  s3Bucketname: session-logs #!\n",
		.good =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  s3BucketName: session-logs\n",
		.silent = (const char *const[]){
			"schemaVersion: '1.0'\n"
			"sessionType: Port\n"
			"inputs:\n"
			"  someNewPort: '22'\n",
			"schemaVersion: '1.0'\n"
			"sessionType: InteractiveCommands\n"
			"parameters:\n"
			"  File:\n"
			"    type: String\n"
			"properties:\n"
			"  linux:\n"
			"    commands: 'tail {{ File }}'\n"
			"    runAsElevated: true\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  s3BucketName: session-logs\n",
	},
	.runbook = session_input_unknown,
};
