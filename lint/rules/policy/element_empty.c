#include "lint/lint.h"

static bool is_empty(const struct node *value)
{
	return (node_is_seq(value) || node_is_map(value)) && value->len == 0;
}

static void check_needed(struct lint *l, const struct element *e)
{
	struct diag *d;

	if (!is_empty(e->value))
		return;
	// IAM refuses an empty list of actions or resources.
	d = lint_report(l, e->key, "%.*s is empty, so the statement does nothing",
	                STR(node_str(e->key)));
	d->severity = node_is_seq(e->value) ? SEV_ERROR : SEV_WARNING;
	d->hint = "fill it in, or take the statement out";
}

static void check_optional(struct lint *l, const struct node *key)
{
	struct diag *d = lint_report(l, key, "%.*s is empty and says nothing",
	                             STR(node_str(key)));

	d->severity = SEV_INFO;
	d->hint = "take it out";
}

// AWS does not say whether it holds or not.
static void report_no_values(struct lint *l, const struct node *key)
{
	lint_report(l, key, "%.*s has no values to be compared with", STR(node_str(key)))
		->hint = "name the values, or take the key out";
}

static void check_principals(struct lint *l, const struct node *principals)
{
	node_each_pair(principals, type)
		if (is_empty(type->next))
			lint_report(l, type, "no one is named under %.*s", STR(node_str(type)))
				->hint = "fill it in, or take it out";
}

static void element_empty(struct lint *l, const struct statement *s)
{
	const struct node *sid = s->sid.value;

	check_needed(l, &s->action);
	check_needed(l, &s->not_action);
	check_needed(l, &s->resource);
	check_needed(l, &s->not_resource);
	check_needed(l, &s->principal);
	check_needed(l, &s->not_principal);
	if (node_is_scalar(sid) && sid->len == 0 && sid->style != STYLE_PLAIN)
		check_optional(l, s->sid.key);
	if (is_empty(s->condition.value))
		check_optional(l, s->condition.key);
	node_each_pair(s->condition.value, operator) {
		if (is_empty(operator->next))
			check_optional(l, operator);
		node_each_pair(operator->next, key)
			if (node_is_seq(key->next) && key->next->len == 0)
				report_no_values(l, key);
	}
	check_principals(l, s->principal.value);
	check_principals(l, s->not_principal.value);
}

const struct lint_rule rule_element_empty = {
	.rule = {
		.id = "IAM020",
		.name = "element-empty",
		.severity = SEV_WARNING,
		.summary = "an element of a statement is empty",
		.why =
			"AWS takes an empty list or map, but a statement without actions,\n"
			"resources or principals does nothing, and an empty Condition or Sid says\n"
			"nothing. Fill it in or take it out.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Sid: '' #!\n"
			"    Effect: Allow\n"
			"    Action: [] #!\n"
			"    Resource: '*'\n"
			"    Condition: {} #!\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: [] #!\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: [] #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.statement = element_empty,
};
