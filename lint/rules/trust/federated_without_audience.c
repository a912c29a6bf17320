#include "lint/policy/named.h"

static const char *audience_of(struct str provider)
{
	if (str_is(provider, "accounts.google.com") ||
	    str_is(provider, "cognito-identity.amazonaws.com"))
		return "aud";
	if (str_is(provider, "graph.facebook.com") || str_is(provider, "www.amazon.com"))
		return "app_id";
	return NULL;
}

static void federated_without_audience(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "Federated", &texts) : 0;

	if (s->open || s->condition.presence != ABSENT)
		return;
	for (size_t i = 0; i < count; i++) {
		const char *key = audience_of(texts[i].text);

		if (!key)
			continue;
		lint_report_text(l, texts[i].variant, 0,
		                 "users of any application of %.*s may assume this role",
		                 STR(texts[i].text))->hint =
			arena_printf(l->arena, "add StringEquals on %.*s:%s", STR(texts[i].text), key);
	}
}

const struct lint_rule rule_federated_without_audience = {
	.rule = {
		.id = "TRU010",
		.name = "federated-without-audience",
		.severity = SEV_WARNING,
		.summary = "any application of an identity provider may assume the role",
		.why =
			"Every account has the providers of Amazon, Facebook, Google and Cognito, and\n"
			"all applications in the world share them. Without a condition on the\n"
			"audience, any user of any application may assume the role.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_create_for-idp_oidc.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: cognito-identity.amazonaws.com #!\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: cognito-identity.amazonaws.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        cognito-identity.amazonaws.com:aud: us-east-1:12345678-ffff-ffff-ffff-123456\n",
	},
	.policies = POLICIES_TRUST,
	.statement = federated_without_audience,
};
