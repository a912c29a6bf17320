#include "lint/policy/statement.h"

// A policy of its own without Resource may be of something else that does without.
static bool is_trust(struct lint *l, const struct statement *s)
{
	return l->resource || statement_names_action(l, s, "sts:assumerole") == TRUTH_YES ||
	       statement_names_action(l, s, "sts:assumerolewithsaml") == TRUTH_YES ||
	       statement_names_action(l, s, "sts:assumerolewithwebidentity") == TRUTH_YES;
}

static void trust_bare_star(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];

		if (e->negated || e->type.len > 0 || !node_is(e->value, "*") || s->resource.key ||
		    !is_trust(l, s))
			continue;
		lint_report(l, e->value, "a trust policy takes no bare \"*\" as Principal")->hint =
			"write {AWS: \"*\"} and narrow it by a condition, or name the principals";
	}
}

const struct lint_rule rule_trust_bare_star = {
	.rule = {
		.id = "TRU027",
		.name = "trust-bare-star",
		.severity = SEV_ERROR,
		.summary = "the principal of a trust policy is a bare \"*\"",
		.why =
			"In the policies of other resources Principal: \"*\" is the same as\n"
			"{AWS: \"*\"}. In the trust policy of a role IAM takes the second form only\n"
			"and answers \"AssumeRolepolicy contained an invalid principal\" to the first.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal: '*' #!\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '*'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_TRUST,
	.statement = trust_bare_star,
};
