#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct fact *keys, const struct ssm_parameter *p)
{
	node_each_pair(p->value, key) {
		struct str name = node_str(key), nearest;
		struct diag *item;

		if (fact_find(keys, name) || name.len == 0)
			continue;
		nearest = fact_nearest(keys, name);
		item = lint_report(l, key, "a parameter has no %s", say_text(l->arena, name));
		if (!node_get_str(p->value, nearest))
			runbook_nearest(l, item, key, 0, name.len, nearest);
	}
}

static void runbook_parameter_key_unknown(struct lint *l, const struct ssm_document *d)
{
	const struct fact *keys = fact_get(runbook_form(d), "parameter keys");

	for (size_t i = 0; keys && i < d->parameter_count; i++)
		if (!d->parameters[i].uncertain)
			judge(l, keys, &d->parameters[i]);
}

const struct lint_rule rule_runbook_parameter_key_unknown = {
	.rule = {
		.id = "SSM055",
		.name = "runbook-parameter-key-unknown",
		.severity = SEV_WARNING,
		.summary = "a parameter has a key that parameters do not have",
		.why =
			"Systems Manager refuses or ignores it, and what was meant to be checked is\n"
			"not. The keys begin with small letters: allowedValues, allowedPattern,\n"
			"minChars.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    allowedvalues: [ami-0abcdef1234567890] #!\n"
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
			"    allowedValues: [ami-0abcdef1234567890]\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"    description: what to run\n"
			"    displayType: textfield\n"
			"    allowedPattern: '^[A-Za-z]+$'\n"
			"    allowedValues: [One, Two]\n"
			"    default: One\n"
			"    minChars: 1\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: '{{ Name }}'\n"
			"      InstanceIds: [i-0123456789abcdef0]\n",
			"schemaVersion: '2.2'\n"
			"parameters:\n"
			"  Name:\n"
			"    type: String\n"
			"    interpolationType: ENV_VAR\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: ['echo {{ Name }}']\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    allowedValues: [ami-0abcdef1234567890]\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
	},
	.runbook = runbook_parameter_key_unknown,
};
