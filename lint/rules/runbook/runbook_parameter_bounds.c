#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct node *parameter, const char *least,
				  const char *most)
{
	const struct node *low = node_get(parameter, least), *high = node_get(parameter, most);
	long from = 0, to = 0;
	bool is_low = ssm_is_number(low, &from), is_high = ssm_is_number(high, &to);

	if (is_low && is_high && from > to)
		lint_report(l, low, "%s is above %s", least, most);
	if (ssm_value_fits(SSM_INTEGER, low) == TRUTH_NO)
		lint_report(l, low, "%s is a whole number", least);
	if (ssm_value_fits(SSM_INTEGER, high) == TRUTH_NO)
		lint_report(l, high, "%s is a whole number", most);
}

static void runbook_parameter_bounds(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->parameter_count; i++) {
		judge(l, d->parameters[i].value, "minChars", "maxChars");
		judge(l, d->parameters[i].value, "minItems", "maxItems");
	}
}

const struct lint_rule rule_runbook_parameter_bounds = {
	.rule = {
		.id = "SSM058",
		.name = "runbook-parameter-bounds",
		.severity = SEV_ERROR,
		.summary = "a parameter's minimum is above its maximum, or is no number",
		.why =
			"No value can be as short as the maximum and as long as the minimum asks\n"
			"(minChars and maxChars, minItems and maxItems), so no run can start. The\n"
			"bounds are whole numbers.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"    minChars: 20 #!\n"
			"    maxChars: 10\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: '{{ Name }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"    minChars: 3\n"
			"    maxChars: 10\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: '{{ Name }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"    minChars: 3\n"
			"    maxChars: 3\n"
			"  Ids:\n"
			"    type: StringList\n"
			"    minItems: '1'\n"
			"    maxItems: 10\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: '{{ Name }}'\n"
			"      InstanceIds: '{{ Ids }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_bounds,
};
