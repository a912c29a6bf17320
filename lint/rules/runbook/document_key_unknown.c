#include "lint/runbook/runbook.h"

static void document_key_unknown(struct lint *l, const struct ssm_document *d)
{
	const struct fact *keys = fact_get(runbook_form(d), "keys");

	node_each_pair(d->root, key) {
		struct str name = node_str(key);
		struct diag *item;

		if (!keys || fact_find(keys, name) || name.len == 0 || name.at[0] == '$' ||
			str_starts(name, "x-"))
			continue;
		item = lint_report(l, key, "documents of this type have no %s",
						   say_text(l->arena, name));
		runbook_nearest(l, item, key, 0, name.len, fact_nearest(keys, name));
	}
}

const struct lint_rule rule_document_key_unknown = {
	.rule = {
		.id = "SSM004",
		.name = "document-key-unknown",
		.severity = SEV_WARNING,
		.summary = "a document has a key that its form does not know",
		.why =
			"Systems Manager refuses a document with keys that its schema does not have,\n"
			"or takes no notice of them. Most often the key is misspelt, or belongs to a\n"
			"step, or to documents of another type.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameter: #!\n"
			"  Wait:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ Wait }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Wait:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ Wait }}'\n",
		.silent = (const char *const[]){
			"$schema: https://example.com/runbook.json\n"
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Wait:\n"
			"    type: String\n"
			"    default: PT1M\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: '{{ Wait }}'\n",
	},
	.runbook = document_key_unknown,
};
