#include "lint/keys.h"
#include "lint/lint.h"

static void check(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct key_test t;
		struct diag *d;

		if (!key_test_of(c, &t) || t.op.set != SET_NONE ||
		    t.op.family == OPERATOR_NULL || !t.key.multivalued ||
		    !str_starts(t.key.name, "aws:"))
			continue;
		d = lint_report(l, c->operator_key,
		                "%.*s is a list, and %.*s compares one value", STR(c->name),
		                STR(c->operator));
		d->hint = arena_printf(l->arena,
		                       "write ForAnyValue:%.*s, or ForAllValues: where "
		                       "every value must fit",
		                       STR(c->operator));
	}
}

const struct lint_rule rule_multivalued_without_qualifier = {
	.rule = {
		.id = "IAM060",
		.name = "multivalued-without-qualifier",
		.severity = SEV_WARNING,
		.summary = "a key with several values is compared without ForAnyValue or ForAllValues",
		.why =
			"A multivalued key needs ForAnyValue or ForAllValues; without either AWS does\n"
			"not say how the list is compared, and Access Analyzer calls it an error.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-single-vs-multi-valued-context-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      StringLike: #!\n"
			"        aws:PrincipalOrgPaths: o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      ForAnyValue:StringLike:\n"
			"        aws:PrincipalOrgPaths: o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*\n",
	},
	.policies = POLICIES_ALL,
	.statement = check,
};
