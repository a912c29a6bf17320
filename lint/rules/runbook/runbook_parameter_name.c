#include "lint/runbook/runbook.h"

static void runbook_parameter_name(struct lint *l, const struct ssm_document *d)
{
	size_t most = (size_t)limit("document-parameter-name");

	for (size_t i = 0; d->kind == SSM_AUTOMATION && i < d->parameter_count; i++)
		if (d->parameters[i].name.len > most)
			lint_report(l, d->parameters[i].key,
						"the name of a parameter has at most %zu characters", most);
}

const struct lint_rule rule_runbook_parameter_name = {
	.rule = {
		.id = "SSM062",
		.name = "runbook-parameter-name-too-long",
		.severity = SEV_ERROR,
		.summary = "the name of a parameter is longer than a run can give it",
		.why =
			"A run is started with a map of up to 200 parameters whose names have up to\n"
			"50 characters. A longer name can never be given a value.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/"
		          "API_StartAutomationExecution.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  TheImageOfTheInstanceThatWasMadeLastNightAndIsNoLongerOfUse: #!\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ TheImageOfTheInstanceThatWasMadeLastNightAndIsNoLongerOfUse }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  TheImageOfTheInstanceThatWasMadeLastNight:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ TheImageOfTheInstanceThatWasMadeLastNight }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  A234567890B234567890C234567890D234567890E234567890:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ A234567890B234567890C234567890D234567890E234567890 }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_name,
};
