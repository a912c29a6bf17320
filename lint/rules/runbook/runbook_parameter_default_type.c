#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_parameter *p)
{
	if (p->uncertain || ssm_value_fits(p->type.form, p->fallback) != TRUTH_NO)
		return;
	lint_report(l, p->fallback, "the default of a %s cannot be this",
				ssm_form_name(p->type.form));
}

static void runbook_parameter_default_type(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; d->kind == SSM_AUTOMATION && i < d->parameter_count; i++)
		judge(l, &d->parameters[i]);
}

const struct lint_rule rule_runbook_parameter_default_type = {
	.rule = {
		.id = "SSM056",
		.name = "runbook-parameter-default-type",
		.severity = SEV_ERROR,
		.summary = "the default of a parameter is not of the parameter's type",
		.why =
			"Systems Manager refuses the document: the default of a StringList is a list,\n"
			"that of a String one text, that of a Boolean true or false, that of a\n"
			"StringMap a map.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    default: [ami-0abcdef1234567890] #!\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    default: ami-0abcdef1234567890\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Ids:\n"
			"    Type: CommaDelimitedList\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          Image:\n"
			"            type: StringList\n"
			"            default: !Ref Ids\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: '{{ Image }}'\n"
			"              DesiredState: stopped\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_default_type,
};
