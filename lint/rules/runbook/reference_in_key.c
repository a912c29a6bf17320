#include "lint/runbook/runbook.h"

static void reference_in_key(struct lint *l, const struct ssm_document *d,
							 const struct ssm_reference *r)
{
	if (d->kind == SSM_AUTOMATION && r->is_key && r->in && r->to != SSM_REFERS_OTHER)
		runbook_report_reference(l, r, "references in keys are not filled in");
}

const struct lint_rule rule_reference_in_key = {
	.rule = {
		.id = "SSM049",
		.name = "reference-in-key",
		.severity = SEV_ERROR,
		.summary = "a reference stands in the key of a map",
		.why =
			"Automation puts values in the place of references in values only. In a key\n"
			"the letters stay as they are, and the step fails or makes something of that\n"
			"name.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: tag\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: lambda\n"
			"      Api: TagResource\n"
			"      Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n"
			"      Tags:\n"
			"        '{{ Name }}': 'yes' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: tag\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: lambda\n"
			"      Api: TagResource\n"
			"      Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n"
			"      Tags:\n"
			"        Name: '{{ Name }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Key:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: tag\n"
			"    action: aws:createTags\n"
			"    inputs:\n"
			"      ResourceIds: [i-0123456789abcdef0]\n"
			"      Tags:\n"
			"        - Key: '{{ Key }}'\n"
			"          Value: '1'\n",
			NULL,
		},
	},
	.reference = reference_in_key,
};
