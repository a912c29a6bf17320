#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_document *d,
				  const struct ssm_parameter *p)
{
	const struct fact *types = fact_get(runbook_form(d), "parameter types");
	const struct node *value = node_get(p->value, "type");
	struct str name = p->type.name;
	bool is_resource = str_find(name, 0, "AWS::") >= 0;
	struct diag *item;

	if (!types || name.len == 0 || fact_find(types, name) || ssm_has_reference(value))
		return;
	item = lint_report(l, value, "no type of parameters %s was known on %.*s",
					   say_text(l->arena, name), STR(runbook_day()));
	if (is_resource)
		item->severity = SEV_WARNING;
	runbook_nearest(l, item, value, 0, name.len, fact_nearest(types, name));
}

static void runbook_parameter_type_unknown(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->parameter_count; i++)
		judge(l, d, &d->parameters[i]);
}

const struct lint_rule rule_runbook_parameter_type_unknown = {
	.rule = {
		.id = "SSM054",
		.name = "runbook-parameter-type-unknown",
		.severity = SEV_ERROR,
		.summary = "there is no type of parameters of this name",
		.why =
			"Systems Manager refuses the document. Types are String, StringList, Integer,\n"
			"Boolean, StringMap and MapList, with capital letters, and for runbooks some\n"
			"that AWS has ids for (AWS::EC2::Instance::Id). Of the latter there may be\n"
			"more than orgc knows: those are a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: string #!\n"
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
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Ids:\n"
			"    type: List<AWS::EC2::Instance::Id>\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: '{{ Ids }}'\n"
			"      DesiredState: stopped\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
	},
	.runbook = runbook_parameter_type_unknown,
};
