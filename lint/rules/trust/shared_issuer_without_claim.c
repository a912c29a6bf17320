#include "lint/policy/named.h"

// Whether a condition asks for one of the claims that tell the customers apart.
static bool asks_for(const struct statement *s, struct str issuer, struct str claims)
{
	struct str claim;

	while (fact_word(&claims, &claim))
		for (size_t i = 0; i < s->condition_count; i++) {
			struct str name = s->conditions[i].name;

			if (name.len == issuer.len + 1 + claim.len &&
			    str_eq_nocase(str_slice(name, 0, issuer.len), issuer) &&
			    str_eq_nocase(str_slice(name, issuer.len + 1, name.len), claim))
				return true;
		}
	return false;
}

static void shared_issuer_without_claim(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "Federated", &texts) : 0;

	if (s->open || (s->condition.presence != ABSENT && s->condition_count == 0))
		return;
	for (size_t i = 0; i < count; i++) {
		static const char mark[] = ":oidc-provider/";
		ptrdiff_t at = str_find(texts[i].text, 0, mark);
		const struct fact *row = NULL;
		struct str claims, first;

		if (at >= 0)
			row = fact_find(fact_file("issuers"), str_slice(texts[i].text,
			                (size_t)at + sizeof mark - 1, texts[i].text.len));
		claims = fact_value(row);
		if (!row || asks_for(s, fact_name(row), claims))
			continue;
		fact_word(&claims, &first);
		lint_report_text(l, texts[i].variant, 0,
		                 "%.*s gives tokens to everybody, and this trusts them all: IAM "
		                 "refuses it", STR(fact_name(row)))
			->hint = arena_printf(l->arena, "add a Condition on %.*s:%.*s",
			                      STR(fact_name(row)), STR(first));
	}
}

const struct lint_rule rule_shared_issuer_without_claim = {
	.rule = {
		.id = "TRU024",
		.name = "shared-issuer-without-claim",
		.severity = SEV_ERROR,
		.summary = "a trust policy trusts all customers of a shared identity provider",
		.why =
			"GitHub, GitLab, Terraform Cloud and others have one address for all their\n"
			"customers. Which customer a token is of stands in a claim, mostly sub. Without a\n"
			"condition on it the role is open to anybody with an account there, and IAM\n"
			"refuses such a trust policy since 2025.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_providers_oidc_secure-by-default.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/gitlab.com #!\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        gitlab.com:aud: https://gitlab.com\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/gitlab.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        gitlab.com:sub: project_path:example/app:ref_type:branch:ref:main\n",
	},
	.policies = POLICIES_TRUST,
	.statement = shared_issuer_without_claim,
};
