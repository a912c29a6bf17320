#include "lint/keys.h"
#include "lint/lint.h"

// Providers may send more than AWS documents, but the subject of a token is always one.
static bool is_single(const struct key_test *t)
{
	return !t->key.multivalued &&
	       (str_find_byte(t->key.name, 0, '.') < 0 || str_ends(t->key.name, ":sub"));
}

static void check(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct key_test t;
		struct diag *d;

		if (!key_test_of(c, &t) || t.op.set != SET_ALL ||
		    t.op.family == OPERATOR_NULL || !is_single(&t))
			continue;
		d = lint_report(l, c->operator_key,
		                "ForAllValues also holds where the request has no %.*s at "
		                "all", STR(c->name));
		d->hint = "the key has one value: take ForAllValues: away";
	}
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
	.statement = check,
};
