#include "lint/runbook/runbook.h"

static void approvals_too_many(struct lint *l, const struct ssm_document *d,
							   const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "MinRequiredApprovals");
	const struct node *approvers = ssm_input(s, "Approvers");
	long number;

	(void)d;
	if (!ssm_step_is(s, "aws:approve") || !node_is_seq(approvers) ||
		ssm_has_reference(approvers) || !ssm_is_number(value, &number) ||
		number <= (long)approvers->len)
		return;
	node_each(approvers, approver)
		if (ssm_is_open(approver))
			return;
	lint_report(l, value, "there are %u approvers only", approvers->len);
}

const struct lint_rule rule_approvals_too_many = {
	.rule = {
		.id = "SSM084",
		.name = "approvals-too-many",
		.severity = SEV_ERROR,
		.summary = "a step waits for more approvals than it has approvers",
		.why =
			"The step waits until it times out, since there are not that many people to\n"
			"approve. An approver counts once.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-approve.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers:\n"
			"        - arn:aws:iam::111122223333:user/ann\n"
			"      MinRequiredApprovals: 2 #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers:\n"
			"        - arn:aws:iam::111122223333:user/ann\n"
			"        - arn:aws:iam::111122223333:user/bob\n"
			"      MinRequiredApprovals: 2\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  People:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers:\n"
			"        - '{{ People }}'\n"
			"      MinRequiredApprovals: 2\n",
			NULL,
		},
	},
	.step = approvals_too_many,
};
