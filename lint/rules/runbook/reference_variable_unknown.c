#include "lint/runbook/runbook.h"

static void reference_variable_unknown(struct lint *l, const struct ssm_document *d,
									   const struct ssm_reference *r)
{
	struct diag *item;
	size_t at;

	if (d->kind != SSM_AUTOMATION || r->to != SSM_REFERS_VARIABLE ||
		ssm_variable(d, r->name) || ssm_is_open(node_get(d->root, "variables")) ||
		str_find_byte(r->name, 0, '.') >= 0)
		return;
	item = runbook_report_reference(l, r, "there is no variable %s",
									say_text(l->arena, r->name));
	at = (size_t)(r->name.at - node_str(r->node).at);
	runbook_nearest(l, item, r->node, at, at + r->name.len,
					ssm_variable_nearest(d, r->name));
}

const struct lint_rule rule_reference_variable_unknown = {
	.rule = {
		.id = "SSM046",
		.name = "variable-not-declared",
		.severity = SEV_ERROR,
		.summary = "a reference names a variable that the runbook does not have",
		.why =
			"{{ variable:name }} reads a variable that stands under the top-level key\n"
			"variables. Systems Manager refuses a document that reads or updates another.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-variables.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  pause:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: longer\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:pause\n"
			"      Value: PT5M\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ variable:pauses }}' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  pause:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: longer\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:pause\n"
			"      Value: PT5M\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ variable:pause }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  state:\n"
			"    type: StringMap\n"
			"    default: {}\n"
			"mainSteps:\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: '{{ variable:state }} {{ variable:state.name }}'\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  pause:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: longer\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:pause\n"
			"      Value: PT5M\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ variable:pause }}'\n",
	},
	.reference = reference_variable_unknown,
};
