#include "lint/runbook/runbook.h"
#include "lint/runbook/setting.h"

static void judge(struct lint *l, const struct runbook_setting *s)
{
	size_t at = s->id.len ? (size_t)(s->id.at - node_str(s->id_node).at) : 0;
	struct diag *item;

	if (s->id.len == 0 || setting_known(s->id))
		return;
	item = lint_report(l, s->id_node, "no service setting %s was known on %.*s",
					   say_text(l->arena, s->id), STR(runbook_day()));
	runbook_nearest(l, item, s->id_node, at, at + s->id.len, setting_nearest(s->id));
}

static void setting_unknown(struct lint *l, const struct entry *resource)
{
	struct runbook_setting s;

	if (runbook_setting_of(l, resource, &s))
		judge(l, &s);
}

static void setting_unknown_of_step(struct lint *l, const struct ssm_document *d,
									const struct ssm_step *step)
{
	struct runbook_setting s;

	if (d->kind == SSM_AUTOMATION && runbook_setting_of_step(step, &s))
		judge(l, &s);
}

const struct lint_rule rule_setting_unknown = {
	.rule = {
		.id = "SSM104",
		.name = "setting-unknown",
		.severity = SEV_WARNING,
		.summary = "there is no service setting of this id",
		.why =
			"Systems Manager refuses the id of a setting that it does not have. The list\n"
			"that orgc has can be older than the service.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/"
		          "API_UpdateServiceSetting.html",
		.bad =
			"Resources:\n"
			"  Tier:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instances/activation-tier #!\n"
			"      SettingValue: advanced\n",
		.good =
			"Resources:\n"
			"  Tier:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/activation-tier\n"
			"      SettingValue: advanced\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Setting:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Tier:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: !Sub arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:servicesetting/ssm/managed-instance/activation-tier\n"
			"      SettingValue: advanced\n"
			"  Other:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: !Ref Setting\n"
			"      SettingValue: advanced\n",
			NULL,
		},
		.fixed =
			"Resources:\n"
			"  Tier:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/activation-tier\n"
			"      SettingValue: advanced\n",
	},
	.resource = setting_unknown,
	.step = setting_unknown_of_step,
};
