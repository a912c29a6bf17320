#include "lint/lint.h"
#include "model/edit/edit.h"

static void fix(struct lint *l, struct diag *d, const struct statement *s,
                const struct node *operator, struct str name)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, s->condition.value, chain);
	struct edit edit;

	if (!count || node_get_str(chain[count - 1], name))
		return;
	node_each_pair(chain[count - 1], key)
		if (key->start == operator->start &&
		    edit_scalar(l->doc, l->arena, key, name, &edit))
			lint_fix(l, d, arena_printf(l->arena, "write %.*s", STR(name)), &edit, 1);
}

static void check_operator(struct lint *l, const struct statement *s,
                           const struct node *operator)
{
	struct str name = node_str(operator), near;
	struct operator unused;
	struct diag *d;

	// Null has a rule of its own.
	if (name.len == 0 || operator_parse(name, &unused) || str_starts(name, "Fn::") ||
	    str_find(name, 0, "${") >= 0 || str_is(condition_operator_base(name), "Null"))
		return;
	near = operator_nearest(l->arena, name);
	d = lint_report(l, operator, "there is no condition operator %.*s", STR(name));
	if (near.len == 0)
		return;
	d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
	if (str_distance(name, near, 1) <= 1)
		fix(l, d, s, operator, near);
}

static void condition_operator_unknown(struct lint *l, const struct statement *s)
{
	const struct node *last = NULL;
	size_t found = 0;

	for (size_t i = 0; i < s->condition_count && found < LINT_PER_TEXT; i++) {
		const struct node *operator = s->conditions[i].operator_key;

		if (operator == last)
			continue;
		last = operator;
		found++;
		check_operator(l, s, operator);
	}
}

const struct lint_rule rule_condition_operator_unknown = {
	.rule = {
		.id = "IAM025",
		.name = "condition-operator-unknown",
		.severity = SEV_ERROR,
		.summary = "a condition operator does not exist",
		.why =
			"IAM refuses a policy with an operator that it does not know, however\n"
			"plausible the name.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEqual: #!\n"
			"        aws:RequestedRegion: eu-west-1\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
	},
	.policies = POLICIES_ALL,
	.statement = condition_operator_unknown,
};
