#include "lint/runbook/runbook.h"

static void store_in_inputs(struct lint *l, const struct ssm_document *d,
							const struct ssm_reference *r)
{
	if (d->kind != SSM_AUTOMATION || r->to != SSM_REFERS_STORE || r->is_key ||
		(!r->in && strcmp(r->section, "assumeRole") != 0) || (r->in && !ssm_inputs_known(r->in)))
		return;
	// What another document reads is its own affair.
	if (r->in && (ssm_step_is(r->in, "aws:runCommand") ||
				  ssm_step_is(r->in, "aws:executeAutomation") ||
				  ssm_step_is(r->in, "aws:createStack")))
		return;
	runbook_report_reference(l, r, "a runbook reads Parameter Store in the default of a "
								   "parameter only")->hint =
		"give a parameter this default and refer to it";
}

const struct lint_rule rule_store_in_inputs = {
	.rule = {
		.id = "SSM050",
		.name = "parameter-store-in-inputs",
		.severity = SEV_ERROR,
		.summary = "a step reads Parameter Store by a reference of its own",
		.why =
			"{{ssm:name}} can stand as the default of a parameter of a runbook only. In\n"
			"the inputs of a step, and as assumeRole, it is refused. Give a parameter\n"
			"that default, and refer to the parameter.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ ssm:/images/old }}' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    default: '{{ ssm:/images/old }}'\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-RunShellScript\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      Parameters:\n"
			"        commands: ['echo {{ ssm:/greeting }}']\n",
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: ['echo {{ ssm:/greeting }}']\n",
			NULL,
		},
	},
	.reference = store_in_inputs,
};
