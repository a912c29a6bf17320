#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_document *d, const char *key, long most)
{
	const struct node *value = node_get(node_get(d->root, "inputs"), key);
	struct str text;
	long number;

	if (!ssm_text(value, &text) || text.len == 0 || ssm_has_reference(value) ||
		(ssm_is_number(value, &number) && number >= 1 && number <= most))
		return;
	lint_report(l, value, "%s is 1 to %ld minutes", key, most);
}

static void session_minutes(struct lint *l, const struct ssm_document *d)
{
	if (d->kind != SSM_SESSION)
		return;
	judge(l, d, "idleSessionTimeout", limit("session-idle-minutes"));
	judge(l, d, "maxSessionDuration", limit("session-minutes"));
}

const struct lint_rule rule_session_minutes = {
	.rule = {
		.id = "SSM091",
		.name = "session-minutes-out-of-range",
		.severity = SEV_ERROR,
		.summary = "a session is to end at a time that Session Manager does not take",
		.why =
			"idleSessionTimeout is 1 to 60 minutes and maxSessionDuration 1 to 1440.\n"
			"Session Manager refuses the preferences otherwise.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "session-manager-schema.html",
		.bad =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  idleSessionTimeout: '90' #!\n",
		.good =
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  idleSessionTimeout: '60'\n",
		.silent = (const char *const[]){
			"schemaVersion: '1.0'\n"
			"sessionType: Standard_Stream\n"
			"inputs:\n"
			"  idleSessionTimeout: '1'\n"
			"  maxSessionDuration: ''\n",
			"Parameters:\n"
			"  Minutes:\n"
			"    Type: Number\n"
			"Resources:\n"
			"  Preferences:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Session\n"
			"      Content:\n"
			"        schemaVersion: '1.0'\n"
			"        sessionType: Standard_Stream\n"
			"        inputs:\n"
			"          idleSessionTimeout: !Ref Minutes\n",
			NULL,
		},
	},
	.runbook = session_minutes,
};
