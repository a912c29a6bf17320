#include "lint/runbook/role.h"
#include "lint/runbook/runbook.h"

static void role_not_for_automation(struct lint *l, const struct ssm_document *d)
{
	struct runbook_role role;
	struct diag *item;

	if (d->kind != SSM_AUTOMATION || !l->resource || !runbook_role_of(l, d, &role) ||
		runbook_role_trusts(l, &role, "ssm.amazonaws.com") != TRUTH_NO)
		return;
	item = lint_report(l, role.named, "ssm.amazonaws.com may not assume the role %.*s",
					   STR(role.resource->name));
	diag_relate_node(l->arena, item, l->template->doc, role.resource->key, "the role");
}

const struct lint_rule rule_role_not_for_automation = {
	.rule = {
		.id = "SSM106",
		.name = "runbook-role-not-for-automation",
		.severity = SEV_ERROR,
		.summary = "Automation may not assume the role that a runbook acts with",
		.why =
			"The trust policy of the role does not name ssm.amazonaws.com, so no run of\n"
			"the runbook starts: Automation cannot assume the role.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-setup-iam.html",
		.bad =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: ec2.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn #!\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
		.good =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: [ec2.amazonaws.com, ssm.amazonaws.com]}\n"
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
			"              Duration: PT1M\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: [ec2.amazonaws.com, ssm.amazonaws.com]\n"
			"            Action: sts:*\n"
			"            Condition:\n"
			"              StringEquals:\n"
			"                aws:SourceAccount: !Ref AWS::AccountId\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonEC2FullAccess\n",
			"Parameters:\n"
			"  Service:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: !Ref Service\n"
			"            Action: sts:AssumeRole\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonEC2FullAccess\n",
			NULL,
		},
	},
	.runbook = role_not_for_automation,
};
