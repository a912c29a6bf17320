#include "lint/runbook/runbook.h"

static void note_used(const struct ssm_document *d, bool *used)
{
	for (size_t i = 0; i < d->reference_count; i++) {
		const struct ssm_reference *r = &d->references[i];
		const struct ssm_parameter *p = ssm_parameter(d, r->name);

		if (!p && r->to == SSM_REFERS_OUTPUT)
			p = ssm_parameter(d, r->step);
		if (p)
			used[p - d->parameters] = true;
	}
}

// A loop may take the name of a parameter without braces.
static void runbook_parameter_unused(struct lint *l, const struct ssm_document *d)
{
	bool *used = arena_array(l->scratch, bool, d->parameter_count);

	if (d->kind != SSM_AUTOMATION || d->varies || d->count == 0 || ssm_is_open(d->root))
		return;
	for (size_t i = 0; i < d->count; i++)
		if (ssm_is_open(d->steps[i].inputs))
			return;
	note_used(d, used);
	for (size_t i = 0; i < d->parameter_count; i++)
		if (!used[i] && !d->parameters[i].uncertain)
			lint_report(l, d->parameters[i].key, "no step uses the parameter %s",
						say_text(l->arena, d->parameters[i].name));
}

const struct lint_rule rule_runbook_parameter_unused = {
	.rule = {
		.id = "SSM060",
		.name = "runbook-parameter-unused",
		.severity = SEV_INFO,
		.summary = "no step uses a parameter",
		.why =
			"Anyone who starts the runbook gives a value, and nothing comes of it. Most\n"
			"often a reference to it is missing, or it is left over.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"  Region: #!\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"assumeRole: '{{ Role }}'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"  Role:\n"
			"    type: AWS::IAM::Role::Arn\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"assumeRole: '{{ Role }}'\n"
			"parameters:\n"
			"  Role:\n"
			"    type: AWS::IAM::Role::Arn\n"
			"  Default:\n"
			"    type: String\n"
			"  Extra:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: run\n"
			"          Variable: '{{ Default }}'\n"
			"          StringEquals: '{{ Extra }}'\n"
			"      Default: run\n"
			"  - name: run\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			"schemaVersion: '2.2'\n"
			"parameters:\n"
			"  Unused:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_unused,
};
