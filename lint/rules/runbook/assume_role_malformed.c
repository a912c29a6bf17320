#include "lint/runbook/runbook.h"
#include "policies/arn.h"

static void assume_role_malformed(struct lint *l, const struct ssm_document *d)
{
	const struct node *value = node_get(d->root, "assumeRole");
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_text(value, &text) || ssm_has_reference(value) ||
		text.len == 0)
		return;
	if (!str_starts(text, "arn:") || str_find(text, 0, ":iam::") < 0 ||
		str_find(text, 0, ":role/") < 0)
		lint_report(l, value, "%s is not the ARN of a role", say_text(l->arena, text));
}

const struct lint_rule rule_assume_role_malformed = {
	.rule = {
		.id = "SSM088",
		.name = "assume-role-malformed",
		.severity = SEV_ERROR,
		.summary = "assumeRole is neither the ARN of a role nor a reference",
		.why =
			"Systems Manager refuses the document, or every run of it: assumeRole is the\n"
			"whole ARN of a role, or a reference to a parameter that gives one.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-documents.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"assumeRole: AutomationRole #!\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT10M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"assumeRole: arn:aws:iam::111122223333:role/AutomationRole\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT10M\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: ssm.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT10M\n",
			NULL,
		},
	},
	.runbook = assume_role_malformed,
};
