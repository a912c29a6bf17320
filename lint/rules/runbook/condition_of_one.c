#include "lint/runbook/condition.h"
#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct runbook_condition *c)
{
	if (c->list_key && node_is_seq(c->list_key->next) && c->list_key->next->len < 2 &&
		!ssm_is_open(c->list_key->next))
		lint_report(l, c->list_key, "%.*s is a list of at least two conditions",
					STR(node_str(c->list_key)))
			->hint = "write the condition without it";
}

static void condition_of_one(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	(void)d;
	runbook_each_condition(l, s, judge);
}

const struct lint_rule rule_condition_of_one = {
	.rule = {
		.id = "SSM035",
		.name = "branch-condition-of-one",
		.severity = SEV_ERROR,
		.summary = "And or Or has fewer than two conditions",
		.why =
			"And and Or are lists of at least two conditions; Systems Manager refuses the\n"
			"document otherwise. A single condition stands without them.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branch-condition.html",
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
			"          And: #!\n"
			"            - Variable: '{{ State }}'\n"
			"              StringEquals: pending\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
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
			"          And:\n"
			"            - Variable: '{{ State }}'\n"
			"              StartsWith: pend\n"
			"            - Variable: '{{ State }}'\n"
			"              EndsWith: ing\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
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
			"          And:\n"
			"            - Variable: '{{ State }}'\n"
			"              StringEquals: pending\n"
			"            - Or:\n"
			"                - Variable: '{{ Count }}'\n"
			"                  NumericGreater: 1\n"
			"                - Not:\n"
			"                    Variable: '{{ Count }}'\n"
			"                    NumericGreater: 9\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = condition_of_one,
};
