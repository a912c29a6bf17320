#include "lint/runbook/condition.h"
#include "lint/runbook/runbook.h"

static bool is_compound(enum ssm_form form)
{
	return form == SSM_STRING_MAP || form == SSM_MAP_LIST;
}

static enum ssm_form form_of(struct lint *l, const struct node *variable)
{
	const struct ssm_document *d = l->steps->document;
	struct ssm_reference r;
	struct str text;
	size_t at = 0;

	if (!ssm_text(variable, &text) || !ssm_reference_next(text, &at, &r) || r.at > 0 ||
		r.end < text.len)
		return SSM_ANY;
	return ssm_reference_type(d, &r).form;
}

static void judge(struct lint *l, const struct runbook_condition *c)
{
	enum ssm_form form = c->operators == 1 ? form_of(l, c->variable) : SSM_ANY;
	bool contains = c->operator_key && node_is(c->operator_key, "Contains");
	bool numeric = str_is(fact_value(c->operator), "number");

	if ((is_compound(form) && !contains) || (numeric && form == SSM_BOOLEAN) ||
		(form == SSM_STRING_LIST && numeric))
		lint_report(l, c->variable, "%.*s cannot compare a %s",
					STR(node_str(c->operator_key)), ssm_form_name(form));
}

static void condition_operator_type(struct lint *l, const struct ssm_document *d,
									const struct ssm_step *s)
{
	(void)d;
	runbook_each_condition(l, s, judge);
}

const struct lint_rule rule_condition_operator_type = {
	.rule = {
		.id = "SSM039",
		.name = "branch-operator-type",
		.severity = SEV_ERROR,
		.summary = "an operator compares a value of a type that it does not know",
		.why =
			"BooleanEquals looks at a Boolean and the numeric operators at an Integer; on\n"
			"a StringList or a StringMap no operator but Contains has an answer, and the\n"
			"step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-branch-condition.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Tags:\n"
			"    type: StringMap\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Tags }}' #!\n"
			"          StringEquals: production\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Stage:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: choose\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Stage }}'\n"
			"          StringEquals: production\n"
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
			"          Variable: '{{ Names }}'\n"
			"          Contains: one\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Tags }}'\n"
			"          Contains: one\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ State }}'\n"
			"          NumericGreater: 1\n"
			"        - NextStep: wait\n"
			"          Variable: '{{ Done }}'\n"
			"          StringEquals: 'true'\n"
			"        - NextStep: wait\n"
			"          Variable: 'of {{ Tags }}'\n"
			"          StringEquals: of\n"
			"      Default: wait\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
			NULL,
		},
	},
	.step = condition_operator_type,
};
