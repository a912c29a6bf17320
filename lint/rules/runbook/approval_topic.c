#include "lint/runbook/runbook.h"

static void approval_topic(struct lint *l, const struct ssm_document *d,
						   const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "NotificationArn");
	struct str text;
	size_t at;

	(void)d;
	if (!ssm_step_is(s, "aws:approve") || !ssm_text(value, &text) ||
		ssm_has_reference(value) || !str_starts(text, "arn:") ||
		str_find(text, 0, ":sns:") < 0)
		return;
	for (at = text.len; at > 0 && text.at[at - 1] != ':'; at--)
		;
	if (!str_starts(str_slice(text, at, text.len), "Automation"))
		runbook_report(l, value, at, text.len,
					   "the name of this topic has to begin with Automation");
}

const struct lint_rule rule_approval_topic = {
	.rule = {
		.id = "SSM085",
		.name = "approval-topic-name",
		.severity = SEV_ERROR,
		.summary = "the topic of an approval does not begin with Automation",
		.why =
			"The role of Automation may publish to topics whose names begin with\n"
			"Automation, and the step fails with any other.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-approve.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers: [arn:aws:iam::111122223333:user/ann]\n"
			"      NotificationArn: arn:aws:sns:eu-west-1:111122223333:approvals #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers: [arn:aws:iam::111122223333:user/ann]\n"
			"      NotificationArn: arn:aws:sns:eu-west-1:111122223333:AutomationApprovals\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Topic:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers: [ann]\n"
			"      NotificationArn: 'arn:aws:sns:eu-west-1:111122223333:{{ Topic }}'\n",
			NULL,
		},
	},
	.step = approval_topic,
};
