#include "lint/runbook/runbook.h"

static bool is_empty(const struct node *n)
{
	return n && !ssm_is_open(n) && n->len == 0;
}

static void runbook_parameter_required_with_default(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->parameter_count; i++) {
		const struct ssm_parameter *p = &d->parameters[i];
		struct str text = node_str(node_get(p->value, "description"));

		if (p->uncertain || !is_empty(p->fallback) || !str_starts(text, "(Required)"))
			continue;
		lint_report(l, p->fallback, "%s is called required, and this default lets a run "
									"start without it", say_text(l->arena, p->name))
			->hint = "drop the default";
	}
}

const struct lint_rule rule_runbook_parameter_required_with_default = {
	.rule = {
		.id = "SSM059",
		.name = "required-runbook-parameter-with-default",
		.severity = SEV_INFO,
		.summary = "a parameter is called required and has an empty default",
		.why =
			"A parameter with a default can be left out, also when the default is empty:\n"
			"the run starts and fails where the value is needed. Without a default\n"
			"Systems Manager asks for it before anything runs.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    description: (Required) The image to drop.\n"
			"    default: '' #!\n"
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
			"    description: (Required) The image to drop.\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    description: (Optional) The image to drop.\n"
			"    default: ''\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_required_with_default,
};
