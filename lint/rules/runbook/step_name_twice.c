#include "lint/runbook/runbook.h"

static void step_name_twice(struct lint *l, const struct ssm_document *d,
							const struct ssm_step *s)
{
	const struct ssm_step *first = ssm_step(d, s->name);
	struct diag *item;

	// In two branches of a condition only one of them is there.
	if (s->name.len == 0 || !first || first == s || s->uncertain || first->uncertain)
		return;
	item = lint_report(l, s->name_node, "there is a step %s already",
					   say_text(l->arena, s->name));
	diag_relate_node(l->arena, item, l->doc, first->name_node, "here");
}

const struct lint_rule rule_step_name_twice = {
	.rule = {
		.id = "SSM013",
		.name = "step-name-twice",
		.severity = SEV_ERROR,
		.summary = "two steps have the same name",
		.why =
			"Steps are told apart by their names, and Systems Manager refuses a document\n"
			"in which two have the same.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: wait #!\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT2M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: waitAgain\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT2M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Long:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  IsLong: !Equals [!Ref Long, 'yes']\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - !If\n"
			"            - IsLong\n"
			"            - name: wait\n"
			"              action: aws:sleep\n"
			"              inputs:\n"
			"                Duration: PT1H\n"
			"            - name: wait\n"
			"              action: aws:sleep\n"
			"              inputs:\n"
			"                Duration: PT1M\n",
			NULL,
		},
	},
	.step = step_name_twice,
};
