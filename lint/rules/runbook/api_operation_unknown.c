#include "lint/policy/statement.h"
#include "lint/runbook/runbook.h"

static void api_operation_unknown(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Api");
	const struct fact *api = ssm_api(s);
	struct str text, nearest;
	struct diag *item;

	if (d->kind != SSM_AUTOMATION || !api || !ssm_text(value, &text) ||
		ssm_has_reference(value) || ssm_operation(s) || text.len == 0)
		return;
	nearest = operation_nearest(api, text);
	item = lint_report(l, value, "%.*s had no operation %s on %.*s",
					   STR(fact_name(api)), say_text(l->arena, text),
					   STR(lint_facts_day("APIs")));
	if (nearest.len == 0)
		item->severity = SEV_WARNING;
	runbook_nearest(l, item, value, 0, text.len, nearest);
}

const struct lint_rule rule_api_operation_unknown = {
	.rule = {
		.id = "SSM071",
		.name = "api-operation-unknown",
		.severity = SEV_ERROR,
		.summary = "a step calls an operation that the service does not have",
		.why =
			"Api is the name of an operation, as the API has it (DescribeInstances) or\n"
			"the AWS CLI (describe-instances). The step fails on any other. A name that\n"
			"is near to none may be newer than what orgc knows, and is a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAwsApi.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeInstance #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeInstances\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: describe-instances\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeInstances\n",
	},
	.step = api_operation_unknown,
};
