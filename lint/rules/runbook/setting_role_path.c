#include "lint/runbook/runbook.h"
#include "lint/runbook/setting.h"

static const struct node *property(struct lint *l, const struct entry *role, const char *name)
{
	return eval_value_in(l->eval, l->scratch, role,
						 node_get(node_get(role->value, "Properties"), name));
}

static bool is_named(struct lint *l, const struct entry *role, const struct node *value)
{
	if (value->kind == NODE_HOLE)
		return str_eq(value->hole->name, role->name);
	return node_is_scalar(value) && value->len &&
		   str_eq(node_str(property(l, role, "RoleName")), node_str(value));
}

static void judge(struct lint *l, const struct runbook_setting *s)
{
	for (size_t i = 0; i < l->template->resources.count; i++) {
		const struct entry *role = &l->template->resources.items[i];
		struct str path;

		if (!str_is(template_type(role), "AWS::IAM::Role") || !is_named(l, role, s->value))
			continue;
		path = node_str(property(l, role, "Path"));
		if (path.len < 3 || path.at[0] != '/' || path.at[path.len - 1] != '/')
			continue;
		lint_report(l, s->value, "the role %.*s has the path %s, which is missing here",
					STR(role->name), say_text(l->arena, path))
			->hint = arena_printf(l->arena, "write %.*sNAME",
									  STR(str_slice(path, 1, path.len)));
	}
}

static void setting_role_path(struct lint *l, const struct entry *resource)
{
	struct runbook_setting s;

	if (runbook_setting_of(l, resource, &s) && runbook_setting_is_role(&s))
		judge(l, &s);
}

static void setting_role_path_of_step(struct lint *l, const struct ssm_document *d,
									  const struct ssm_step *step)
{
	struct runbook_setting s;

	if (d->kind == SSM_AUTOMATION && l->template && runbook_setting_of_step(step, &s) &&
		runbook_setting_is_role(&s))
		judge(l, &s);
}

const struct lint_rule rule_setting_role_path = {
	.rule = {
		.id = "SSM103",
		.name = "setting-role-without-path",
		.severity = SEV_ERROR,
		.summary = "the setting of the default role leaves out the path of the role",
		.why =
			"The role of this template has a path, and the setting takes path and name\n"
			"without a slash before them: service-role/NAME. Without the path there is no\n"
			"such role, and no instance becomes managed.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "managed-instances-default-host-management.html",
		.bad =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: Default\n"
			"      Path: /service-role/\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: ssm.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}\n"
			"  Setting:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: !Ref Role #!\n",
		.good =
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: Default\n"
			"      Path: /service-role/\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: ssm.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}\n"
			"  Setting:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: !Sub service-role/${Role}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Role:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: Default\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: ssm.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}\n"
			"  Setting:\n"
			"    Type: AWS::SSM::ServiceSetting\n"
			"    Properties:\n"
			"      SettingId: /ssm/managed-instance/default-ec2-instance-management-role\n"
			"      SettingValue: !Ref Role\n",
			NULL,
		},
	},
	.resource = setting_role_path,
	.step = setting_role_path_of_step,
};
