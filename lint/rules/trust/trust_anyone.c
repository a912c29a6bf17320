#include "lint/lint.h"

static void trust_anyone(struct lint *l, const struct statement *s)
{
	if (!statement_is(s, "Allow") || s->open || s->condition.presence != ABSENT ||
	    (!l->resource && s->resource.key))
		return;
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];

		if (e->negated || !node_is(e->value, "*") ||
		    (e->type.len > 0 && !str_is(e->type, "AWS")))
			continue;
		lint_report(l, e->value, "anyone in any AWS account may assume this role")->hint =
			"name the principals, or add a condition on aws:PrincipalOrgID";
		return;
	}
}

const struct lint_rule rule_trust_anyone = {
	.rule = {
		.id = "TRU007",
		.name = "trust-anyone",
		.severity = SEV_WARNING,
		.summary = "anyone in any account may assume the role",
		.why =
			"\"*\" stands for everyone, in every AWS account. Without a condition nothing\n"
			"stands between them and the role but its name. Name the principals, or add\n"
			"a condition such as StringEquals on aws:PrincipalOrgID.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '*' #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/auditor\n"
			"    Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST,
	.statement = trust_anyone,
};
