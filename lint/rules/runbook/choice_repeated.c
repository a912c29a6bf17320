#include "lint/runbook/runbook.h"

enum { CHOICES_MOST = 64 };

// Whether two choices have the same pairs but for NextStep.
static bool same_condition(const struct node *a, const struct node *b)
{
	if (!node_is_map(a) || !node_is_map(b) || a->len != b->len)
		return false;
	node_each_pair(a, key) {
		const struct node *other = node_get_str(b, node_str(key));

		if (node_is(key, "NextStep"))
			continue;
		if (!other || ssm_is_open(other) || !node_same(key->next, other))
			return false;
	}
	return true;
}

static void choice_repeated(struct lint *l, const struct ssm_document *d,
							const struct ssm_step *s)
{
	const struct node *choices = ssm_input(s, "Choices");

	(void)d;
	if (!ssm_step_is(s, "aws:branch") || !node_is_seq(choices) ||
		choices->len > CHOICES_MOST)
		return;
	node_each(choices, choice)
		for (const struct node *before = choices->first; before != choice;
			 before = before->next)
			if (node_is_map(choice) && choice->len > 1 && same_condition(choice, before)) {
				lint_report(l, choice->first, "an earlier choice asks the same");
				break;
			}
}

const struct lint_rule rule_choice_repeated = {
	.rule = {
		.id = "SSM040",
		.name = "choice-repeated",
		.severity = SEV_WARNING,
		.summary = "a choice of a branch can never be taken: an earlier one asks the same",
		.why =
			"The first choice that is true is taken. A later one with the same condition\n"
			"is never reached; most often its value was copied and not changed.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-branch.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"        - NextStep: stay #!\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: stay\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"        - NextStep: stay\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: stopped\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: stay\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"  Count:\n"
			"    type: Integer\n"
			"  Names:\n"
			"    type: StringList\n"
			"  Tags:\n"
			"    type: StringMap\n"
			"  Done:\n"
			"    type: Boolean\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: stopping\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StartsWith: pending\n"
			"        - NextStep: wait\n"
			"          Not:\n"
			"            Variable: '{{ State }}'\n"
			"            StringEquals: pending\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = choice_repeated,
};
