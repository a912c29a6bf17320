#include "lint/runbook/runbook.h"

static void update_of_no_variable(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Name");
	struct str text, name;
	struct diag *item;

	if (!ssm_step_is(s, "aws:updateVariable") || !ssm_text(value, &text) ||
		ssm_has_reference(value) || ssm_is_open(node_get(d->root, "variables")))
		return;
	if (!str_starts(text, "variable:")) {
		item = lint_report(l, value, "the name of a variable begins with variable: here");
		if (ssm_variable(d, text))
			runbook_fix(l, item, value, 0, text.len,
						str_of(arena_printf(l->arena, "variable:%.*s", STR(text))));
		return;
	}
	name = str_slice(text, strlen("variable:"), text.len);
	if (ssm_variable(d, name))
		return;
	item = lint_report(l, value, "there is no variable %s", say_text(l->arena, name));
	runbook_nearest(l, item, value, text.len - name.len, text.len,
					ssm_variable_nearest(d, name));
}

const struct lint_rule rule_update_of_no_variable = {
	.rule = {
		.id = "SSM069",
		.name = "update-of-no-variable",
		.severity = SEV_ERROR,
		.summary = "a step updates a variable that the runbook does not have",
		.why =
			"The Name of aws:updateVariable is variable: and the name of one that stands\n"
			"under variables. The step fails otherwise, and often the document is\n"
			"refused.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-update-variable.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: tries #!\n"
			"      Value: 1\n",
		.good =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: 1\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Which:\n"
			"    type: String\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: 2\n"
			"  - name: set\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: 'variable:{{ Which }}'\n"
			"      Value: 2\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: 0\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: 1\n",
	},
	.step = update_of_no_variable,
};
