#include "lint/runbook/runbook.h"

static void step_unreachable(struct lint *l, const struct ssm_document *d,
							 const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION || l->steps->unsure || l->steps->reached[s->at])
		return;
	// The first of several says it for those that only it leads to.
	if (s->at > 0 && !l->steps->reached[s->at - 1] && d->steps[s->at - 1].after == s->at)
		return;
	if (s->loop && !l->steps->reached[s->loop->at])
		return;
	lint_report(l, s->name_node, "no way leads to %s", runbook_step(l, s));
}

const struct lint_rule rule_step_unreachable = {
	.rule = {
		.id = "SSM028",
		.name = "step-unreachable",
		.severity = SEV_WARNING,
		.summary = "no way leads to a step",
		.why =
			"Each step before it goes elsewhere (nextStep, a branch) or ends the\n"
			"automation, and none names it. It never runs; most often a nextStep or a\n"
			"choice that should lead there is missing.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branchdocs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: done\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: stop #!\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    nextStep: stop\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: stop\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: stopped\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    isEnd: true\n"
			"    onFailure: step:done\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"  - name: done\n"
			"    action: aws:pause\n"
			"    inputs: {}\n",
			NULL,
		},
	},
	.step = step_unreachable,
};
