#include "lint/runbook/runbook.h"

static void default_with_reference(struct lint *l, const struct ssm_document *d,
								   const struct ssm_reference *r)
{
	if (d->kind == SSM_AUTOMATION && strcmp(r->section, "parameters") == 0 &&
		node_is(r->key, "default") && !r->is_key && r->to != SSM_REFERS_STORE &&
		r->to != SSM_REFERS_OTHER && r->to != SSM_REFERS_GLOBAL && r->whole &&
		!fact_find(runbook_facts("targets"), r->name))
		runbook_report_reference(l, r, "a default cannot refer to %s",
								 r->to == SSM_REFERS_OUTPUT ? "a step" : "a parameter");
}

const struct lint_rule rule_default_with_reference = {
	.rule = {
		.id = "SSM051",
		.name = "default-with-reference",
		.severity = SEV_ERROR,
		.summary = "the default of a parameter refers to another parameter or a step",
		.why =
			"Defaults are filled in before anything runs, and one cannot refer to another\n"
			"parameter, a variable or a step: Systems Manager refuses it. Only\n"
			"{{ssm:name}} is taken.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  First:\n"
			"    type: String\n"
			"  Second:\n"
			"    type: String\n"
			"    default: '{{ First }}' #!\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Second }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  First:\n"
			"    type: String\n"
			"  Second:\n"
			"    type: String\n"
			"    default: '{{ ssm:/images/old }}'\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Second }}'\n"
			"  - name: dropFirst\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ First }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    default: '{{ ssm:/images/newest }}'\n"
			"  Instance:\n"
			"    type: String\n"
			"    default: '{{ RESOURCE_ID }}'\n"
			"  Pattern:\n"
			"    type: String\n"
			"    description: such as {{ Image }}\n"
			"    default: a {{ Image }}\n"
			"mainSteps:\n"
			"  - name: save\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ Instance }}'\n"
			"      ImageName: '{{ Image }}{{ Pattern }}'\n",
			NULL,
		},
	},
	.reference = default_with_reference,
};
