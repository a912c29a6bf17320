// Service settings of Systems Manager: AWS::SSM::ServiceSetting, and steps that update one.
#ifndef LINT_RUNBOOK_SETTING_H
#define LINT_RUNBOOK_SETTING_H

#include "lint/runbook/runbook.h"

struct runbook_setting {
	const struct node *id_node; // where the id stands
	struct str id;              // "/ssm/…"; empty where it is not known
	const struct node *value;   // evaluated; never NULL
};

// False where it is no such resource or step.
bool runbook_setting_of(struct lint *l, const struct entry *resource,
                        struct runbook_setting *s);
bool runbook_setting_of_step(const struct ssm_step *step, struct runbook_setting *s);
bool runbook_setting_is_role(const struct runbook_setting *s);

#endif
