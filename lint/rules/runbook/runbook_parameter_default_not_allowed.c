#include "lint/runbook/runbook.h"
#include "model/text/regex.h"

static bool among(const struct node *values, struct str text)
{
	node_each(values, value)
		if (ssm_is_open(value) || ssm_has_reference(value) || str_eq(node_str(value), text))
			return true;
	return !node_is_seq(values) || ssm_is_open(values);
}

static void judge(struct lint *l, const struct ssm_parameter *p)
{
	const struct node *pattern = node_get(p->value, "allowedPattern");
	struct str text, regex;

	if (p->uncertain || !ssm_text(p->fallback, &text) || ssm_has_reference(p->fallback) ||
		p->type.form != SSM_STRING)
		return;
	if (!among(node_get(p->value, "allowedValues"), text))
		lint_report(l, p->fallback, "the default is none of allowedValues");
	// An empty default stands for "nothing given", and is let pass.
	else if (text.len > 0 && ssm_text(pattern, &regex) &&
			 pattern_match(regex, text) == MATCH_NO)
		lint_report(l, p->fallback, "the default does not match allowedPattern");
}

static void runbook_parameter_default_not_allowed(struct lint *l, const struct ssm_document *d)
{
	for (size_t i = 0; i < d->parameter_count; i++)
		judge(l, &d->parameters[i]);
}

const struct lint_rule rule_runbook_parameter_default_not_allowed = {
	.rule = {
		.id = "SSM057",
		.name = "runbook-parameter-default-not-allowed",
		.severity = SEV_ERROR,
		.summary = "the default of a parameter is none of its allowedValues, or does not match its pattern",
		.why =
			"Systems Manager holds the default to what the parameter says of its values,\n"
			"and refuses a document or a run whose default breaks it.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-syntax-data-elements-parameters.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"    allowedValues: [running, stopped]\n"
			"    default: stop #!\n"
			"mainSteps:\n"
			"  - name: change\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: '{{ State }}'\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  State:\n"
			"    type: String\n"
			"    allowedValues: [running, stopped]\n"
			"    default: stopped\n"
			"mainSteps:\n"
			"  - name: change\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      DesiredState: '{{ State }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Image:\n"
			"    type: String\n"
			"    allowedPattern: ^ami-[a-f0-9]+$\n"
			"    default: '{{ ssm:/images/old }}'\n"
			"mainSteps:\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ Image }}'\n",
			NULL,
		},
	},
	.runbook = runbook_parameter_default_not_allowed,
};
