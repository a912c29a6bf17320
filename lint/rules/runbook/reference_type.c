#include "lint/runbook/flow.h"
#include "lint/runbook/runbook.h"

static void reference_type(struct lint *l, const struct ssm_document *d,
						   const struct ssm_reference *r)
{
	enum ssm_form wanted = runbook_wanted(d, r), given = ssm_reference_type(d, r).form;
	struct diag *item;

	if (d->kind != SSM_AUTOMATION || !r->whole || r->is_key ||
		ssm_type_fits(wanted, given) != TRUTH_NO)
		return;
	item = runbook_report_reference(l, r, "%s is a %s, and %.*s takes a %s",
									say_text(l->arena, r->name), ssm_form_name(given),
									STR(node_str(r->key)), ssm_form_name(wanted));
	if (given == SSM_STRING_LIST && wanted == SSM_STRING)
		item->hint = "take one item out in a step of aws:executeScript, and declare an "
					 "output of Type String";
}

const struct lint_rule rule_reference_type = {
	.rule = {
		.id = "SSM052",
		.name = "reference-of-other-type",
		.severity = SEV_ERROR,
		.summary = "a reference hands an input a value of a type that it does not take",
		.why =
			"Automation turns numbers and booleans to texts and one text to a list, but\n"
			"no list to a text: a StringList where a String is expected fails the step,\n"
			"also when it holds one item. aws:executeAutomation always gives a\n"
			"StringList; a step of aws:executeScript can take its first item.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: AWS-CreateImage\n"
			"      RuntimeParameters:\n"
			"        InstanceId: ['{{ InstanceId }}']\n"
			"  - name: share\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: ModifyImageAttribute\n"
			"      ImageId: '{{ createImage.Output }}' #!\n"
			"      UserIds: ['111122223333']\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly\n"
			"  - name: share\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: ModifyImageAttribute\n"
			"      ImageId: '{{ createImage.ImageId }}'\n"
			"      UserIds: ['111122223333']\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Ids:\n"
			"    type: StringList\n"
			"  Count:\n"
			"    type: Integer\n"
			"mainSteps:\n"
			"  - name: ask\n"
			"    action: aws:approve\n"
			"    inputs:\n"
			"      Approvers: '{{ Ids }}'\n"
			"      Message: 'Stop {{ Ids }}?'\n"
			"  - name: wait\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: PutParameter\n"
			"      Name: /count\n"
			"      Overwrite: true\n"
			"      Type: String\n"
			"      Value: '{{ Count }}'\n",
			NULL,
		},
	},
	.reference = reference_type,
};
