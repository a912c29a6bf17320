#include "lint/lint.h"

// Of a service's keys, which AWS types with less care than its own.
static bool is_sure(const struct lint_condition *c)
{
	return !c->op->if_exists && !fact_find(fact_file("single"), c->key->name);
}

static void multivalued_without_qualifier(struct lint *l, const struct statement *s,
                                          const struct lint_condition *c)
{
	struct str operator = c->entry->operator;
	struct diag *d;

	(void)s;
	if (!c->op || !c->key || c->op->set != SET_NONE || c->op->family == OPERATOR_NULL ||
	    !c->key->multivalued || !(c->key->global ? str_starts(c->key->name, "aws:")
	                                             : is_sure(c)))
		return;
	d = lint_report(l, c->entry->operator_key, "%.*s is a list, and %.*s compares one value",
	                STR(c->entry->name), STR(operator));
	d->hint = arena_printf(l->arena, "write ForAnyValue:%.*s, or ForAllValues: where every "
	                                 "value must fit", STR(operator));
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
	.condition = multivalued_without_qualifier,
};
