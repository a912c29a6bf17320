#include "lint/runbook/runbook.h"

#define TEN(x) x x x x x x x x x x
#define SENTENCE "It waits and says a lot about it, before it does so and afterwards. "
#define LARGE TEN(TEN(TEN(SENTENCE)))

static void document_too_large(struct lint *l, const struct ssm_document *d)
{
	size_t size = l->doc->sources[d->root->src]->text.len;

	if (l->resource || d->kind == SSM_OTHER || size <= (size_t)limit("document-bytes"))
		return;
	lint_report(l, d->root->first, "this document has %zu bytes, and %ld are the most",
				size, limit("document-bytes"));
}

const struct lint_rule rule_document_too_large = {
	.rule = {
		.id = "SSM010",
		.name = "document-too-large",
		.severity = SEV_ERROR,
		.summary = "a document is larger than Systems Manager takes",
		.why =
			"A document may have 64 KB. Move scripts to attachments, or steps to runbooks\n"
			"of their own that aws:executeAutomation runs.",
		.source = "https://docs.aws.amazon.com/general/latest/gr/ssm.html",
		.bad =
			"schemaVersion: '0.3' #!\n"
			"description: '" LARGE "'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
	},
	.runbook = document_too_large,
};
