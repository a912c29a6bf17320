#include "lint/runbook/runbook.h"

static void reference_global_unknown(struct lint *l, const struct ssm_document *d,
									 const struct ssm_reference *r)
{
	const struct fact *globals = runbook_facts("globals");
	bool is_global = r->to == SSM_REFERS_GLOBAL;
	struct str nearest = {0};
	struct diag *item;
	size_t at;

	if (d->kind != SSM_AUTOMATION || (!is_global && r->to != SSM_REFERS_AUTOMATION) ||
		(is_global ? fact_find(globals, r->name) != NULL : str_is(r->name, "EXECUTION_ID")))
		return;
	if (is_global)
		nearest = fact_nearest(globals, r->name);
	else if (str_distance(r->name, S("EXECUTION_ID"), 3) <= 3)
		nearest = S("EXECUTION_ID");
	item = runbook_report_reference(l, r, "there is no %s:%s",
									is_global ? "global" : "automation",
									say_text(l->arena, r->name));
	at = (size_t)(r->name.at - node_str(r->node).at);
	runbook_nearest(l, item, r->node, at, at + r->name.len, nearest);
}

const struct lint_rule rule_reference_global_unknown = {
	.rule = {
		.id = "SSM047",
		.name = "global-unknown",
		.severity = SEV_ERROR,
		.summary = "there is no global value of this name",
		.why =
			"Automation knows {{ global:ACCOUNT_ID }}, AWS_PARTITION, DATE, DATE_TIME and\n"
			"REGION, and {{ automation:EXECUTION_ID }}. Any other has no value.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-variables.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly-{{ global:DATETIME }} #!\n",
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
			"      ImageName: nightly-{{ global:DATE_TIME }}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: tell\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: sns\n"
			"      Api: Publish\n"
			"      Message: '{{ global:ACCOUNT_ID }} {{global:REGION}} {{ automation:EXECUTION_ID }}'\n",
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: ['echo {{ global:NAME }}']\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: nightly-{{ global:DATE_TIME }}\n",
	},
	.reference = reference_global_unknown,
};
