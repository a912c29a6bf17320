#include "lint/runbook/role.h"
#include "lint/runbook/runbook.h"
#include "runbooks/needs.h"

static void role_lacks_action(struct lint *l, const struct ssm_document *d)
{
	struct ssm_need *needs;
	struct runbook_role role;
	size_t count;

	if (d->kind != SSM_AUTOMATION || !l->resource || !runbook_role_of(l, d, &role) ||
		!role.known)
		return;
	count = ssm_needs(l->scratch, d, &needs);
	for (size_t i = 0; i < count; i++) {
		struct diag *item;

		if (!needs[i].sure || runbook_role_allows(l, &role, needs[i].action) != TRUTH_NO)
			continue;
		item = lint_report(l, needs[i].step->action_node,
						   "%s needs %.*s, which the role %.*s does not allow",
						   runbook_step(l, needs[i].step), STR(needs[i].action),
						   STR(role.resource->name));
		diag_relate_node(l->arena, item, l->template->doc, role.resource->key, "the role");
	}
}

const struct lint_rule rule_role_lacks_action = {
	.rule = {
		.id = "SSM105",
		.name = "runbook-role-lacks-action",
		.severity = SEV_WARNING,
		.summary = "the role that a runbook acts with does not allow what a step does",
		.why =
			"The step is refused when it runs. The policies of the role stand in this\n"
			"template, and none of them allows the action on any resource.",
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
			"            Principal: {Service: ssm.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}\n"
			"      Policies:\n"
			"        - PolicyName: images\n"
			"          PolicyDocument:\n"
			"            Version: '2012-10-17'\n"
			"            Statement:\n"
			"              - Effect: Allow\n"
			"                Action: ec2:DescribeImages\n"
			"                Resource: '*'\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn\n"
			"        mainSteps:\n"
			"          - name: share\n"
			"            action: aws:executeAwsApi #!\n"
			"            inputs:\n"
			"              Service: ec2\n"
			"              Api: ModifyImageAttribute\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"              UserIds: ['111122223333']\n",
		.good =
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
			"      Policies:\n"
			"        - PolicyName: images\n"
			"          PolicyDocument:\n"
			"            Version: '2012-10-17'\n"
			"            Statement:\n"
			"              - Effect: Allow\n"
			"                Action: ec2:Modify*\n"
			"                Resource: !Sub arn:${AWS::Partition}:ec2:*::image/*\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: !GetAtt Role.Arn\n"
			"        mainSteps:\n"
			"          - name: share\n"
			"            action: aws:executeAwsApi\n"
			"            inputs:\n"
			"              Service: ec2\n"
			"              Api: ModifyImageAttribute\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"              UserIds: ['111122223333']\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Policy:\n"
			"    Type: String\n"
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
			"      ManagedPolicyArns:\n"
			"        - !Ref Policy\n"
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
			"              ImageId: ami-0abcdef1234567890\n",
			NULL,
		},
	},
	.runbook = role_lacks_action,
};
