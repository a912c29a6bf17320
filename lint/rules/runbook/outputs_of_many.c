#include "lint/runbook/runbook.h"

static void outputs_of_many(struct lint *l, const struct ssm_document *d,
							const struct ssm_reference *r)
{
	const struct ssm_step *s = ssm_step(d, r->step);

	if (d->kind == SSM_AUTOMATION && r->to == SSM_REFERS_OUTPUT && s && !s->uncertain &&
		ssm_step_is(s, "aws:executeAutomation") && str_is(r->output, "Output") &&
		node_is_seq(ssm_input(s, "TargetLocations")))
		runbook_report_reference(l, r, "with TargetLocations %s gives no Output",
								 runbook_step(l, s));
}

const struct lint_rule rule_outputs_of_many = {
	.rule = {
		.id = "SSM094",
		.name = "outputs-of-many-accounts",
		.severity = SEV_ERROR,
		.summary = "a step reads what runbooks in other accounts gave",
		.why =
			"aws:executeAutomation with TargetLocations starts the runbook in other\n"
			"accounts and regions, and has no outputs then. The reference has no value.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAutomation.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: everywhere\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: my-own-runbook\n"
			"      TargetLocations:\n"
			"        - Accounts: ['111122223333']\n"
			"          Regions: [eu-west-1]\n"
			"  - name: note\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: PutParameter\n"
			"      Name: /result\n"
			"      Value: 'Result: {{ everywhere.Output }}' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: everywhere\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: my-own-runbook\n"
			"      TargetLocations:\n"
			"        - Accounts: ['111122223333']\n"
			"          Regions: [eu-west-1]\n"
			"  - name: note\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: PutParameter\n"
			"      Name: /result\n"
			"      Value: 'Result: {{ everywhere.Status }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: StopAll\n"
			"  - name: many\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: StopAll\n"
			"      TargetLocations:\n"
			"        - Accounts: ['111122223333']\n"
			"          Regions: [eu-west-1]\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: '{{ stop.Output }} {{ many.ExecutionId }}'\n",
			NULL,
		},
	},
	.reference = outputs_of_many,
};
