#include "lint/lint.h"
#include "model/edit/edit.h"

static const char *meant(struct str text)
{
	if (str_distance(text, S("Allow"), 2) <= 2)
		return "Allow";
	return str_distance(text, S("Deny"), 2) <= 2 ? "Deny" : NULL;
}

static void fix(struct lint *l, struct diag *d, const struct node *value,
                const char *effect)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, value, chain);
	struct edit edit;

	if (count && str_eq_nocase(node_str(value), str_of(effect)) &&
	    edit_scalar(l->doc, l->arena, chain[count - 1], str_of(effect), &edit))
		lint_fix(l, d, arena_printf(l->arena, "write %s", effect), &edit, 1);
}

static void effect_unknown(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	const char *effect = meant(t->text);
	struct diag *d;

	if (t->element != &s->effect || t->text.len == 0 || !text_is_known(t->text) ||
	    str_find(t->text, 0, "${") >= 0 || str_is(t->text, "Allow") ||
	    str_is(t->text, "Deny"))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "Effect is %.*s, which is neither Allow nor Deny", STR(t->text));
	d->hint = effect ? arena_printf(l->arena, "write %s", effect) : "write Allow or Deny";
	if (effect)
		fix(l, d, t->value, effect);
}

const struct lint_rule rule_effect_unknown = {
	.rule = {
		.id = "IAM014",
		.name = "effect-unknown",
		.severity = SEV_ERROR,
		.summary = "an Effect is neither Allow nor Deny",
		.why =
			"IAM takes Allow and Deny, spelled just so, and refuses the policy for\n"
			"anything else.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_effect.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: allow #!\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.text = effect_unknown,
};
