#include "lint/policy/statement.h"
#include "lint/runbook/runbook.h"

static void api_input_unknown(struct lint *l, const struct ssm_document *d,
							  const struct ssm_step *s)
{
	const struct fact *operation = ssm_operation(s);
	struct ssm_input_fact f;

	if (d->kind != SSM_AUTOMATION || !operation)
		return;
	node_each_pair(s->inputs, key) {
		struct str name = node_str(key), nearest;
		struct diag *item;

		if (ssm_input_find(s, name, &f) || str_starts(name, "Fn::"))
			continue;
		nearest = ssm_input_nearest(s, name);
		item = lint_report(l, key, "%.*s of %.*s had no input %s on %.*s",
						   STR(fact_name(operation)), STR(fact_name(ssm_api(s))),
						   say_text(l->arena, name), STR(lint_facts_day("APIs")));
		if (nearest.len == 0 || str_eq_nocase(nearest, name))
			item->severity = SEV_WARNING;
		if (!node_get_str(s->inputs, nearest))
			runbook_nearest(l, item, key, 0, name.len, nearest);
	}
}

const struct lint_rule rule_api_input_unknown = {
	.rule = {
		.id = "SSM072",
		.name = "api-input-unknown",
		.severity = SEV_ERROR,
		.summary = "a step hands an operation an input that it does not take",
		.why =
			"The step fails: the service knows its inputs by their exact names. A name\n"
			"that is near to none may be newer than what orgc knows, and is a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAwsApi.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: share\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: ModifyImageAttribute\n"
			"      ImageId: ami-0abcdef1234567890\n"
			"      LaunchPermissions: #!\n"
			"        Add:\n"
			"          - UserId: '111122223333'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: share\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: ModifyImageAttribute\n"
			"      ImageId: ami-0abcdef1234567890\n"
			"      LaunchPermission:\n"
			"        Add:\n"
			"          - UserId: '111122223333'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:waitForAwsResourceProperty\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeImages\n"
			"      ImageIds: [ami-0abcdef1234567890]\n"
			"      PropertySelector: $.Images[0].State\n"
			"      DesiredValues: [available]\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: share\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: ModifyImageAttribute\n"
			"      ImageId: ami-0abcdef1234567890\n"
			"      LaunchPermission:\n"
			"        Add:\n"
			"          - UserId: '111122223333'\n",
	},
	.step = api_input_unknown,
};
