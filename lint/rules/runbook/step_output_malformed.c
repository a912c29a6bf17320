#include "lint/runbook/runbook.h"

static void step_output_malformed(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	static const char *const keys[] = {"Name", "Selector"};

	for (size_t i = 0; d->kind == SSM_AUTOMATION && i < s->output_count; i++) {
		const struct node *n = s->outputs[i].node;

		if (ssm_is_open(n) || n->len == 0)
			continue;
		if (!node_is_map(n)) {
			lint_report(l, n, "an output is a map with Name, Selector and Type");
			continue;
		}
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			if (!node_get(n, keys[k]))
				lint_report(l, n->first, "this output has no %s", keys[k]);
	}
}

const struct lint_rule rule_step_output_malformed = {
	.rule = {
		.id = "SSM063",
		.name = "step-output-malformed",
		.severity = SEV_ERROR,
		.summary = "an output of a step lacks its Name or Selector",
		.why =
			"An output is a map with Name, Selector and Type (String where it is left\n"
			"out). Systems Manager refuses a step whose outputs have no Name or no\n"
			"Selector.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image #!\n"
			"        Type: String\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"        Type: String\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  More:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  More: !Equals [!Ref More, 'yes']\n"
			"Resources:\n"
			"  Look:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: look\n"
			"            action: aws:executeAwsApi\n"
			"            inputs:\n"
			"              Service: ssm\n"
			"              Api: GetParameter\n"
			"              Name: /images/old\n"
			"            outputs:\n"
			"              - !If\n"
			"                - More\n"
			"                - Name: Image\n"
			"                  Selector: $.Parameter.Value\n"
			"                - !Ref AWS::NoValue\n",
			NULL,
		},
	},
	.step = step_output_malformed,
};
