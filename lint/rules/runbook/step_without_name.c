#include "lint/runbook/runbook.h"

static void step_without_name(struct lint *l, const struct ssm_document *d,
							  const struct ssm_step *s)
{
	(void)d;
	if (s->name_node || ssm_is_open(s->node) || !s->node->first)
		return;
	lint_report(l, s->node->first, "this step has no name")->hint =
		"add name: and a word of letters, digits and _";
}

const struct lint_rule rule_step_without_name = {
	.rule = {
		.id = "SSM011",
		.name = "step-without-name",
		.severity = SEV_ERROR,
		.summary = "a step has no name",
		.why =
			"Every step has a name, by which other steps reach it and read what it gives.\n"
			"Systems Manager refuses a document with a step without one.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - action: aws:sleep #!\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Real:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Real: !Equals [!Ref Real, 'yes']\n"
			"Resources:\n"
			"  Wait:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: !Sub wait_${AWS::Region}\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n"
			"          - !If\n"
			"            - Real\n"
			"            - name: more\n"
			"              action: aws:sleep\n"
			"              inputs:\n"
			"                Duration: PT1M\n"
			"            - !Ref AWS::NoValue\n",
			NULL,
		},
	},
	.step = step_without_name,
};
