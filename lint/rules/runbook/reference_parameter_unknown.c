#include "lint/runbook/runbook.h"

static void reference_parameter_unknown(struct lint *l, const struct ssm_document *d,
										const struct ssm_reference *r)
{
	struct diag *item;
	size_t at;

	if (r->to != SSM_REFERS_PARAMETER || ssm_parameter(d, r->name) || d->parameters_vary ||
		d->kind == SSM_OTHER || d->kind == SSM_UNSURE || fact_find(runbook_facts("targets"), r->name) || r->is_key ||
		strcmp(r->section, "description") == 0 || node_is(r->key, "description"))
		return;
	item = runbook_report_reference(l, r, "there is no parameter %s",
									say_text(l->arena, r->name));
	if (d->kind != SSM_AUTOMATION)
		item->severity = SEV_WARNING;
	at = (size_t)(r->name.at - node_str(r->node).at);
	runbook_nearest(l, item, r->node, at, at + r->name.len,
					ssm_parameter_nearest(d, r->name));
}

const struct lint_rule rule_reference_parameter_unknown = {
	.rule = {
		.id = "SSM042",
		.name = "runbook-parameter-not-declared",
		.severity = SEV_ERROR,
		.summary = "a reference names a parameter that the document does not have",
		.why =
			"Systems Manager refuses a document that refers to a parameter which is not\n"
			"declared. Names are told apart by capital letters. In the script of a\n"
			"command, {{ }} can be of another tool: there it is a warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  ImageId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ ImageID }}' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  ImageId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ ImageId }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: names\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand:\n"
			"        - docker ps --format '{{.Names}}'\n",
			"Parameters:\n"
			"  Parameters:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          Fn::Transform:\n"
			"            Name: AWS::Include\n"
			"            Parameters:\n"
			"              Location: s3://bucket/parameters.yaml\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ ImageId }}'\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  ImageId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ ImageId }}'\n",
	},
	.reference = reference_parameter_unknown,
};
