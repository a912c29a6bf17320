#include "lint/policy/statement.h"
#include "lint/runbook/runbook.h"

static void api_service_unknown(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Service");
	struct str text, nearest;
	struct diag *item;

	if (d->kind != SSM_AUTOMATION || !ssm_calls_api(s) || !ssm_text(value, &text) ||
		ssm_has_reference(value) || ssm_api(s) || text.len == 0)
		return;
	nearest = api_nearest(text);
	item = lint_report(l, value, "no service %s was known on %.*s",
					   say_text(l->arena, text), STR(lint_facts_day("APIs")));
	// Some services have another name in the API of Automation than in the CLI.
	if (nearest.len == 0 || str_distance(text, nearest, 1) > 1 || text.len < 4)
		item->severity = SEV_WARNING;
	runbook_nearest(l, item, value, 0, text.len, nearest);
}

const struct lint_rule rule_api_service_unknown = {
	.rule = {
		.id = "SSM070",
		.name = "api-service-unknown",
		.severity = SEV_ERROR,
		.summary = "a step calls a service that the AWS API does not have",
		.why =
			"Service is the name of the service as the AWS CLI has it: ec2, s3, elbv2,\n"
			"logs. The step fails on any other. A name that is near to none may be newer\n"
			"than what orgc knows, and is a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAwsApi.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: lamda #!\n"
			"      Api: ListFunctions\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: lambda\n"
			"      Api: ListFunctions\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Service:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: '{{ Service }}'\n"
			"      Api: ListFunctions\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: lambda\n"
			"      Api: ListFunctions\n",
	},
	.step = api_service_unknown,
};
