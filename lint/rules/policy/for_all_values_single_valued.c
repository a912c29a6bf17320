#include "lint/lint.h"

// Providers may send more than AWS documents, but the subject of a token is always one.
static bool is_single(const struct condition_key *key)
{
	return !key->multivalued &&
	       (str_find_byte(key->name, 0, '.') < 0 || str_ends(key->name, ":sub"));
}

static void for_all_values_single_valued(struct lint *l, const struct statement *s,
                                         const struct lint_condition *c)
{
	(void)s;
	if (c->op && c->key && c->op->set == SET_ALL && c->op->family != OPERATOR_NULL &&
	    is_single(c->key))
		lint_report(l, c->entry->operator_key,
		            "ForAllValues also holds where the request has no %.*s at all",
		            STR(c->entry->name))
			->hint = "the key has one value: take ForAllValues: away";
}

const struct lint_rule rule_for_all_values_single_valued = {
	.rule = {
		.id = "IAM058",
		.name = "for-all-values-single-valued",
		.severity = SEV_WARNING,
		.summary = "ForAllValues is used with a key that has one value",
		.why =
			"ForAllValues asks that every value of the key fits, which holds when there is\n"
			"none. For a key with a single value that is its only effect: requests without\n"
			"the key pass. An Allow lets in callers whom it should stop, such as tokens\n"
			"without the claim that is asked for.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-single-vs-multi-valued-context-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      ForAllValues:StringEquals: #!\n"
			"        aws:PrincipalTag/team: payments\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalTag/team: payments\n",
	},
	.policies = POLICIES_ALL,
	.condition = for_all_values_single_valued,
};
