#include "lint/runbook/runbook.h"

static void branch_choices_missing(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	const struct node *choices = ssm_input(s, "Choices");

	(void)d;
	if (!ssm_step_is(s, "aws:branch") || !choices || ssm_is_open(choices))
		return;
	if (!node_is_seq(choices) || choices->len == 0)
		lint_report(l, choices, "Choices is a list of at least one choice");
	node_each(choices, choice)
		if (!node_is_map(choice) && !ssm_is_open(choice))
			lint_report(l, choice, "a choice is a map with NextStep, Variable and an operator");
}

const struct lint_rule rule_branch_choices_missing = {
	.rule = {
		.id = "SSM033",
		.name = "branch-choices-malformed",
		.severity = SEV_ERROR,
		.summary = "a branch has no list of choices",
		.why =
			"Choices is a list of maps; each has NextStep, Variable and an operator, or a\n"
			"list of such under And or Or. A branch without choices is refused.",
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
			"        - wait #!\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
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
			"          Variable: '{{ State }}'\n"
			"          StringEquals: pending\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Short:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Short: !Equals [!Ref Short, 'yes']\n"
			"Resources:\n"
			"  Choose:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          State:\n"
			"            type: String\n"
			"        mainSteps:\n"
			"          - name: choose\n"
			"            action: aws:branch\n"
			"            inputs:\n"
			"              Choices:\n"
			"                - !If\n"
			"                  - Short\n"
			"                  - !Ref AWS::NoValue\n"
			"                  - NextStep: wait\n"
			"                    Variable: '{{ State }}'\n"
			"                    StringEquals: pending\n"
			"              Default: wait\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n",
			NULL,
		},
	},
	.step = branch_choices_missing,
};
