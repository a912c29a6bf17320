#include "lint/runbook/runbook.h"

// Java's dialect is not PCRE's, so only what is wrong in every dialect counts: brackets.
static bool is_balanced(struct str text)
{
	bool in_set = false;
	long open = 0;

	for (size_t i = 0; i < text.len && open >= 0; i++) {
		char c = text.at[i];

		if (c == '\\') {
			if (i + 1 < text.len && text.at[i + 1] == 'Q')
				return true;
			i++;
		} else if (in_set && c == '[') {
			return true; // a set in a set is Java's own
		} else if (in_set) {
			in_set = c != ']' || text.at[i - 1] == '[';
		} else if (c == '[') {
			in_set = true;
		} else {
			open += (c == '(') - (c == ')');
		}
	}
	return open == 0 && !in_set;
}

static void runbook_parameter_pattern_malformed(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->parameter_count; i++) {
		const struct node *pattern = node_get(d->parameters[i].value, "allowedPattern");
		struct str text;

		if (ssm_text(pattern, &text) && !is_balanced(text))
			lint_report(l, pattern, "a bracket of this pattern is not closed");
	}
}

const struct lint_rule rule_runbook_parameter_pattern_malformed = {
	.rule = {
		.id = "SSM061",
		.name = "runbook-parameter-pattern-malformed",
		.severity = SEV_ERROR,
		.summary = "allowedPattern is no regular expression",
		.why =
			"Systems Manager refuses a document whose allowedPattern does not compile.\n"
			"Here a bracket or a parenthesis is opened and not closed, or closes what was\n"
			"not opened.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    allowedPattern: ^ami-([a-f0-9]{8}|[a-f0-9]{17}$ #!\n"
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
			"    allowedPattern: ^ami-([a-f0-9]{8}|[a-f0-9]{17})$\n"
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
			"    allowedPattern: ^[]a-z&&[^b-d](\\(\\[)?$\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_pattern_malformed,
};
