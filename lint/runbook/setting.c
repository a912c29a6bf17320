// Service settings, wherever they are set.
#include "lint/runbook/setting.h"

// "/ssm/…" of the id, or of an ARN that ends in it.
static void read_id(const struct node *n, struct runbook_setting *s)
{
	const struct node *last = n;
	ptrdiff_t at;
	struct str text;

	for (const struct node *part = n && n->kind == NODE_TEXT ? n->first : NULL; part;
	     part = part->next)
		last = part;
	s->id_node = last;
	if (!ssm_text(last, &text) || ssm_has_reference(last))
		return;
	at = str_find(text, 0, "/ssm/");
	if (at == 0 || (at > 0 && str_ends(str_slice(text, 0, (size_t)at), ":servicesetting")))
		s->id = str_slice(text, (size_t)at, text.len);
}

bool runbook_setting_of(struct lint *l, const struct entry *resource,
                        struct runbook_setting *s)
{
	const struct node *properties = node_get(resource->value, "Properties");

	*s = (struct runbook_setting){0};
	if (!str_is(template_type(resource), "AWS::SSM::ServiceSetting"))
		return false;
	read_id(lint_evaluate(l, node_get(properties, "SettingId")), s);
	s->value = lint_evaluate(l, node_get(properties, "SettingValue"));
	return true;
}

bool runbook_setting_of_step(const struct ssm_step *step, struct runbook_setting *s)
{
	*s = (struct runbook_setting){0};
	if (!ssm_operation(step) || !str_is(fact_name(ssm_api(step)), "ssm") ||
	    !str_is(fact_name(ssm_operation(step)), "UpdateServiceSetting"))
		return false;
	read_id(ssm_input(step, "SettingId"), s);
	s->value = ssm_input(step, "SettingValue");
	return s->value != NULL;
}

bool runbook_setting_is_role(const struct runbook_setting *s)
{
	return str_is(s->id, "/ssm/managed-instance/default-ec2-instance-management-role");
}
