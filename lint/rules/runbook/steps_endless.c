#include "lint/runbook/runbook.h"

static void steps_endless(struct lint *l, const struct ssm_document *d)
{
	const bool *endless;

	if (d->kind != SSM_AUTOMATION || d->count == 0)
		return;
	endless = ssm_endless(l->steps);
	for (size_t i = 0; endless && i < d->count; i++) {
		if (!endless[i])
			continue;
		lint_report(l, d->steps[i].name_node, "from %s no way leads to an end",
					runbook_step(l, &d->steps[i]));
		return;
	}
}

const struct lint_rule rule_steps_endless = {
	.rule = {
		.id = "SSM029",
		.name = "steps-endless",
		.severity = SEV_WARNING,
		.summary = "steps go round in a circle that none of them leaves",
		.why =
			"Each of these steps leads to another of them: the automation goes round\n"
			"until a step fails or somebody stops it. One of them needs a branch, or\n"
			"isEnd, that leads out.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branchdocs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look #!\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: look\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    onFailure: step:done\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeRegions\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: look\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
			NULL,
		},
	},
	.runbook = steps_endless,
};
