#include "lint/runbook/runbook.h"
#include "lint/runbook/setting.h"

static void judge(struct lint *l, const struct runbook_setting *s)
{
	const struct node *v = s->value;
	bool is_arn = str_starts(node_str(v), "arn:") ||
				  (v->kind == NODE_HOLE && str_ends(v->hole->name, ".Arn")) ||
				  (v->kind == NODE_TEXT && v->first && str_starts(node_str(v->first), "arn:"));

	if (runbook_setting_is_role(s) && is_arn)
		lint_report(l, v, "this setting takes the name of a role, not its ARN")->hint =
			"write PATH/NAME without a slash before it";
}

static void setting_role_arn(struct lint *l, const struct entry *resource)
{
	struct runbook_setting s;

	if (runbook_setting_of(l, resource, &s))
		judge(l, &s);
}

static void setting_role_arn_of_step(struct lint *l, const struct ssm_document *d,
									 const struct ssm_step *step)
{
	struct runbook_setting s;

	if (d->kind == SSM_AUTOMATION && runbook_setting_of_step(step, &s))
		judge(l, &s);
}

const struct lint_rule rule_setting_role_arn = {
	.rule = {
		.id = "SSM102",
		.name = "setting-role-as-arn",
		.severity = SEV_ERROR,
		.summary = "the setting of the default role holds an ARN, and takes a name",
		.why =
			"default-ec2-instance-management-role takes the name of a role, with its path\n"
			"and without a slash before it (service-role/NAME). With an ARN no instance\n"
			"becomes managed.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "managed-instances-default-host-management.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: set\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: UpdateServiceSetting\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: arn:aws:iam::111122223333:role/Default #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: set\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: UpdateServiceSetting\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: service-role/Default\n",
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
			"            Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}\n"
			"  Setting:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: !Ref Role\n",
			NULL,
		},
	},
	.resource = setting_role_arn,
	.step = setting_role_arn_of_step,
};
