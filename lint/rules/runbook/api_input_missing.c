#include "lint/runbook/runbook.h"

static void api_input_missing(struct lint *l, const struct ssm_document *d,
							  const struct ssm_step *s)
{
	struct ssm_input_fact f;

	if (d->kind != SSM_AUTOMATION || !ssm_operation(s) || ssm_is_open(s->inputs))
		return;
	node_each_pair(s->inputs, key)
		if (str_starts(node_str(key), "Fn::"))
			return;
	for (size_t i = 0; ssm_input_at(s, i, &f); i++) {
		struct str name = fact_name(f.row);

		if (f.required && f.of_api && !node_get_str(s->inputs, name))
			lint_report(l, node_get(s->inputs, "Api"), "%.*s needs the input %.*s",
						STR(fact_name(ssm_operation(s))), STR(name));
	}
}

const struct lint_rule rule_api_input_missing = {
	.rule = {
		.id = "SSM073",
		.name = "api-input-missing",
		.severity = SEV_ERROR,
		.summary = "a step calls an operation without an input that it cannot do without",
		.why =
			"The service refuses the call, and the step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAwsApi.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: start\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: StartInstances #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: start\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: StartInstances\n"
			"      InstanceIds: [i-0123456789abcdef0]\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: grant\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: dynamodb\n"
			"      Api: execute_transaction\n"
			"      TransactStatements: []\n",
			"Parameters:\n"
			"  Ids:\n"
			"    Type: CommaDelimitedList\n"
			"  Some:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Some: !Equals [!Ref Some, 'yes']\n"
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: start\n"
			"            action: aws:executeAwsApi\n"
			"            inputs: !If\n"
			"              - Some\n"
			"              - Service: ec2\n"
			"                Api: StartInstances\n"
			"                InstanceIds: !Ref Ids\n"
			"              - Service: ec2\n"
			"                Api: DescribeInstances\n",
			NULL,
		},
	},
	.step = api_input_missing,
};
