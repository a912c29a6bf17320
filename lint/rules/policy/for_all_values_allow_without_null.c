#include "lint/lint.h"

// Keys about who calls, which strangers simply do not have. For others (aws:TagKeys) it
// is the purpose that requests without them pass.
static bool is_about_caller(struct str name)
{
	static const char *const keys[] = {
		"aws:CalledVia",
		"aws:PrincipalOrgPaths",
		"aws:PrincipalServiceNamesList",
		"aws:SourceOrgPaths",
		"aws:VpceOrgPaths",
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_is(name, keys[i]))
			return true;
	return false;
}

// Whether another condition asks for the key, so that it must be there.
static bool is_asked_for(const struct statement *s, struct str name)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct operator op;

		if (str_eq_nocase(c->name, name) &&
		    (!operator_parse(c->operator, &op) || op.set != SET_ALL))
			return true;
	}
	return false;
}

static void for_all_values_allow_without_null(struct lint *l, const struct statement *s,
                                              const struct lint_condition *c)
{
	struct str name = c->entry->name;
	struct diag *d;

	if (!statement_is(s, "Allow") || !c->op || !c->key || c->op->set != SET_ALL ||
	    !is_about_caller(c->key->name) || is_asked_for(s, name))
		return;
	d = lint_report(l, c->entry->operator_key,
	                "this also lets in requests without any %.*s", STR(name));
	d->hint = arena_printf(l->arena,
	                       "write ForAnyValue:, or add Null: {%.*s: \"false\"}", STR(name));
}

const struct lint_rule rule_for_all_values_allow_without_null = {
	.rule = {
		.id = "IAM062",
		.name = "for-all-values-allow-without-null",
		.severity = SEV_WARNING,
		.summary = "an Allow with ForAllValues lets in callers who lack the key",
		.why =
			"ForAllValues holds for an empty list. Callers outside any organization have\n"
			"no aws:PrincipalOrgPaths, so the statement allows just those whom it should\n"
			"keep out. ForAnyValue asks for at least one value.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-single-vs-multi-valued-context-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      ForAllValues:StringLike: #!\n"
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
	.policies = POLICIES_IDENTITY | POLICIES_TRUST | POLICIES_RESOURCE | POLICIES_UNSURE,
	.condition = for_all_values_allow_without_null,
};
