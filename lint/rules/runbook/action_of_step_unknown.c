#include "lint/runbook/runbook.h"

// The same name among the actions of the other kind of documents.
static bool is_of_other_kind(const struct ssm_document *d, struct str action)
{
	return d->kind == SSM_AUTOMATION ? fact_find(fact_file("plugins"), action) != NULL
									 : automation_action(action) != NULL;
}

static void action_of_step_unknown(struct lint *l, const struct ssm_document *d,
								   const struct ssm_step *s)
{
	const struct fact *known = fact_file(d->kind == SSM_COMMAND ? "plugins" : "automation");
	struct str nearest;
	struct diag *item;

	if ((d->kind != SSM_AUTOMATION && d->kind != SSM_COMMAND) || s->facts ||
		s->action.len == 0 || ssm_has_reference(s->action_node))
		return;
	nearest = fact_nearest(known, s->action);
	if (is_of_other_kind(d, s->action)) {
		lint_report(l, s->action_node, "%s is an action of %s documents",
					say_text(l->arena, s->action),
					d->kind == SSM_COMMAND ? "Automation" : "Command");
		return;
	}
	item = lint_report(l, s->action_node, "no action %s was known on %.*s",
					   say_text(l->arena, s->action), STR(runbook_day()));
	if (nearest.len == 0)
		item->severity = SEV_WARNING;
	runbook_nearest(l, item, s->action_node, 0, s->action.len, nearest);
}

const struct lint_rule rule_action_of_step_unknown = {
	.rule = {
		.id = "SSM015",
		.name = "step-action-unknown",
		.severity = SEV_ERROR,
		.summary = "there is no action of this name",
		.why =
			"Systems Manager refuses the document. An action is written as in its\n"
			"reference, with aws: before it and capital letters where that has them. A\n"
			"name that is near to none may be newer than what orgc knows, and is a\n"
			"warning.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleeps #!\n"
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
			"schemaVersion: '2.2'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runShellScript\n"
			"    inputs:\n"
			"      runCommand: [uptime]\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
	},
	.step = action_of_step_unknown,
};
