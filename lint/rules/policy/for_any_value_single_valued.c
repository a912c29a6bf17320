#include "lint/lint.h"

// What identity providers send is not for AWS to say.
static bool is_single(const struct condition_key *key)
{
	return !key->multivalued && str_find_byte(key->name, 0, '.') < 0;
}

static void for_any_value_single_valued(struct lint *l, const struct statement *s,
                                        const struct lint_condition *c)
{
	const struct node *operator = c->entry->operator_key;
	struct str name = c->entry->name;

	(void)s;
	if (!c->op || !c->key || c->op->set != SET_ANY || c->op->family == OPERATOR_NULL ||
	    !is_single(c->key))
		return;
	if (c->op->negated)
		lint_report(l, operator, "with ForAnyValue this does not hold where the request "
		                         "has no %.*s", STR(name))
			->hint = "take ForAnyValue: away, or ask for the key by Null";
	else
		lint_report(l, operator, "ForAnyValue does nothing: %.*s has one value", STR(name))
			->hint = "take ForAnyValue: away";
}

const struct lint_rule rule_for_any_value_single_valued = {
	.rule = {
		.id = "IAM059",
		.name = "for-any-value-single-valued",
		.severity = SEV_INFO,
		.summary = "ForAnyValue is used with a key that has one value",
		.why =
			"ForAnyValue is for keys that hold a list, such as aws:TagKeys. For one value\n"
			"it changes nothing, except under a negated operator, where a missing key no\n"
			"longer counts as different.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-single-vs-multi-valued-context-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      ForAnyValue:StringEquals: #!\n"
			"        aws:ResourceTag/team: payments\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:ResourceTag/team: payments\n",
	},
	.policies = POLICIES_ALL,
	.condition = for_any_value_single_valued,
};
