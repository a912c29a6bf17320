#include "lint/runbook/runbook.h"

static void runbook_parameter_malformed(struct lint *l, const struct ssm_document *d)
{
	if (d->kind != SSM_AUTOMATION && d->kind != SSM_COMMAND)
		return;
	for (size_t i = 0; i < d->parameter_count; i++) {
		const struct ssm_parameter *p = &d->parameters[i];

		if (p->uncertain || str_starts(p->name, "Fn::"))
			continue;
		if (!node_is_map(p->value))
			lint_report(l, p->key, "a parameter is a map with a type");
		else if (!node_get(p->value, "type"))
			lint_report(l, p->key, "the parameter %s has no type",
						say_text(l->arena, p->name));
	}
}

const struct lint_rule rule_runbook_parameter_malformed = {
	.rule = {
		.id = "SSM053",
		.name = "runbook-parameter-malformed",
		.severity = SEV_ERROR,
		.summary = "a parameter is not a map with a type",
		.why =
			"Every parameter of a document is a map that says its type. Systems Manager\n"
			"refuses one without.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image: #!\n"
			"    description: The image to drop.\n"
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
			"    description: The image to drop.\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Long:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Long: !Equals [!Ref Long, 'yes']\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          Time: !If\n"
			"            - Long\n"
			"            - type: String\n"
			"              default: PT1H\n"
			"            - type: String\n"
			"              default: PT1M\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: '{{ Time }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_malformed,
};
