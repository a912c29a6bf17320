#include "lint/keys.h"
#include "lint/lint.h"

static void check(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct key_test t;
		struct diag *d;

		// What identity providers send is not for AWS to say.
		if (!key_test_of(c, &t) || t.op.set != SET_ANY ||
		    t.op.family == OPERATOR_NULL || t.key.multivalued ||
		    str_find_byte(t.key.name, 0, '.') >= 0)
			continue;
		d = lint_report(l, c->operator_key,
		                "ForAnyValue does nothing: %.*s has one value",
		                STR(c->name));
		d->hint = "take ForAnyValue: away";
		if (t.op.negated) {
			d->message = arena_printf(l->arena,
			                          "with ForAnyValue this does not hold where "
			                          "the request has no %.*s", STR(c->name));
			d->hint = "take ForAnyValue: away, or ask for the key by Null";
		}
	}
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
	.statement = check,
};
