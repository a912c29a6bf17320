#include "lint/lint.h"

static void canonical_user_in_trust(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count; i++) {
		if (!str_is(s->principals[i].type, "CanonicalUser"))
			continue;
		lint_report(l, s->principals[i].value, "a trust policy takes no CanonicalUser")
			->hint = "name an account, a role or a user under AWS";
		return;
	}
}

const struct lint_rule rule_canonical_user_in_trust = {
	.rule = {
		.id = "TRU012",
		.name = "canonical-user-in-trust",
		.severity = SEV_ERROR,
		.summary = "a trust policy names a canonical user",
		.why =
			"Canonical user ids are known to S3 alone. In a trust policy IAM refuses\n"
			"them; name the account or the role.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      CanonicalUser: 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be #!\n"
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
	.statement = canonical_user_in_trust,
};
