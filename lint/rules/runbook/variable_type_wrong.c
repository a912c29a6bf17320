#include "lint/runbook/runbook.h"

static void variable_type_wrong(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Value");
	const struct ssm_variable *v;
	struct str name;

	if (!ssm_step_is(s, "aws:updateVariable") || !ssm_text(ssm_input(s, "Name"), &name) ||
		!str_starts(name, "variable:"))
		return;
	v = ssm_variable(d, str_slice(name, strlen("variable:"), name.len));
	if (v && ssm_value_fits(v->type.form, value) == TRUTH_NO)
		lint_report(l, value, "%s is a %s", say_text(l->arena, v->name),
					ssm_form_name(v->type.form));
}

static void variable_default_wrong(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->variable_count; i++) {
		const struct ssm_variable *v = &d->variables[i];
		const struct node *value = node_get(v->value, "default");

		if (ssm_value_fits(v->type.form, value) == TRUTH_NO)
			lint_report(l, value, "%s is a %s", say_text(l->arena, v->name),
						ssm_form_name(v->type.form));
	}
}

const struct lint_rule rule_variable_type_wrong = {
	.rule = {
		.id = "SSM068",
		.name = "variable-value-type",
		.severity = SEV_ERROR,
		.summary = "a variable is given a value of another type than its own",
		.why =
			"A variable keeps the type that it was declared with, and aws:updateVariable\n"
			"with a value of another type fails; so does a default.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-variables.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: none #!\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: one #!\n",
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
			"variables:\n"
			"  tries:\n"
			"    type: Integer\n"
			"    default: '0'\n"
			"  done:\n"
			"    type: Boolean\n"
			"    default: False\n"
			"  names:\n"
			"    type: StringList\n"
			"    default: []\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:tries\n"
			"      Value: '{{ variable:tries }}'\n"
			"  - name: end\n"
			"    action: aws:updateVariable\n"
			"    inputs:\n"
			"      Name: variable:done\n"
			"      Value: 'true'\n",
			NULL,
		},
	},
	.step = variable_type_wrong,
	.runbook = variable_default_wrong,
};
