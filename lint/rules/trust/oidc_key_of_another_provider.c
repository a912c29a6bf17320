#include "lint/policy/named.h"
#include "lint/policy/statement.h"

// "arn:aws:iam::111111111111:oidc-provider/login.example.com" -> "login.example.com"
static struct str provider_of(struct str arn)
{
	static const char mark[] = ":oidc-provider/";
	ptrdiff_t at = str_find(arn, 0, mark);

	return at < 0 ? (struct str){0}
	              : str_slice(arn, (size_t)at + sizeof mark - 1, arn.len);
}

// Keys of any request, whose prefix is a service's and no address.
static bool is_general(struct str key)
{
	ptrdiff_t colon = str_find_byte(key, 0, ':');

	return colon < 0 || (str_find_byte(str_slice(key, 0, (size_t)colon), 0, '.') < 0 &&
	                     !str_starts(key, "arn:") && !str_starts(key, "https:"));
}

static const char *wrong_with(struct str key, struct str provider)
{
	size_t end = key.len;

	if (str_starts(key, "arn:"))
		return "the key begins with the ARN of a provider, and keys with its address";
	if (str_starts(key, "https:") || str_starts(key, "http:"))
		return "a key begins with the address of its provider, without https://";
	while (end > 0 && key.at[end - 1] != ':')
		end--;
	if (end > 0 && !str_eq_nocase(str_slice(key, 0, end - 1), provider))
		return "the key is of another provider than the one that is trusted here";
	return NULL;
}

// A claim of three letters that is one letter away from the two that every token has.
static const char *claim_meant(struct str key)
{
	struct str claim = str_after_last(key, ':');

	if (claim.len > 4 || str_eq_nocase(claim, S("sub")) || str_eq_nocase(claim, S("aud")))
		return NULL;
	if (str_distance(claim, S("sub"), 1) == 1)
		return "sub";
	return str_distance(claim, S("aud"), 1) == 1 && !str_is(claim, "oaud") ? "aud" : NULL;
}

static void check_key(struct lint *l, const struct condition_entry *c, struct str provider)
{
	const char *wrong, *meant;

	if (text_is_open(c->name))
		return;
	if (str_starts(c->name, "saml:") || str_starts(c->name, "SAML:")) {
		lint_report(l, c->key, "tokens of an OIDC provider have no %.*s", STR(c->name))
			->hint = "ask for the provider's own keys, or allow AssumeRoleWithSAML to a SAML provider";
		return;
	}
	if (is_general(c->name))
		return;
	wrong = wrong_with(c->name, provider);
	meant = wrong ? NULL : claim_meant(c->name);
	if (wrong)
		lint_report(l, c->key, "%s", wrong)->hint =
			arena_printf(l->arena, "write %.*s:sub, or another claim", STR(provider));
	else if (meant)
		lint_report(l, c->key, "no token has a claim %.*s", STR(str_after_last(c->name, ':')))
			->hint = arena_printf(l->arena, "did you mean %s?", meant);
}

// Whether a pattern takes some text that begins so.
static bool may_begin(struct str pattern, struct str start)
{
	for (size_t i = 0; i < start.len; i++) {
		if (i == pattern.len)
			return false;
		if (pattern.at[i] == '*')
			return true;
		if (pattern.at[i] != '?' && pattern.at[i] != start.at[i])
			return false;
	}
	return true;
}

// The service accounts of a cluster: no other subject comes from it.
static void check_subjects(struct lint *l, const struct condition_entry *c,
                           struct str provider)
{
	struct str start = S("system:serviceaccount:");
	struct operator op;

	if (!str_starts(provider, "oidc.eks.") || !str_ends(c->name, ":sub") ||
	    !operator_parse(c->operator, &op) || op.family > OPERATOR_LIKE || op.negated)
		return;
	for (size_t i = 0; i < c->count; i++) {
		struct str text = node_str(c->leaves[i].value);

		if (text.len == 0 || text_is_open(text) || may_begin(text, start))
			continue;
		lint_report(l, c->leaves[i].value, "no token of a cluster has the subject %.*s",
		            STR(text))->hint = "write system:serviceaccount:NAMESPACE:NAME";
	}
}

// The tokens of a SAML provider bring keys that begin with saml:, and no provider's address.
static void check_saml_key(struct lint *l, const struct condition_entry *c)
{
	struct condition_key key;

	if (text_is_open(c->name))
		return;
	if (!is_general(c->name))
		lint_report(l, c->key, "the key is of an OIDC provider, and a SAML provider is trusted "
		            "here")->hint = "ask for saml:aud";
	else if (str_eq_nocase(str_slice(c->name, 0, 5), S("saml:")) &&
	         !condition_key_find(c->name, &key))
		lint_report(l, c->key, "no token of a SAML provider has %.*s (as of %.*s)",
		            STR(c->name), STR(lint_facts_day("condition keys")))
			->hint = "ask for saml:aud, saml:iss, saml:sub or another key of IAM's list";
}

static void check_address(struct lint *l, const struct named_text *t, struct str provider)
{
	if (str_starts(provider, "https:") || str_starts(provider, "http:"))
		lint_report_text(l, t->variant, (size_t)(provider.at - t->text.at),
		                 "the ARN of a provider has its address without https://")
			->hint = "take https:// out";
}

static void check_web_identity(struct lint *l, const struct statement *s,
                               const struct named_text *t, struct str provider)
{
	check_address(l, t, provider);
	if (text_is_open(provider))
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		check_key(l, &s->conditions[i], provider);
		check_subjects(l, &s->conditions[i], provider);
	}
	if (str_starts(provider, "oidc.eks.") && s->condition.presence == ABSENT)
		lint_report_text(l, t->variant, 0,
		                 "every service account of the cluster may assume this role")
			->hint = arena_printf(l->arena, "add StringEquals on %.*s:sub", STR(provider));
}

static void oidc_key_of_another_provider(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Federated", &texts);
	struct str provider = count == 1 ? provider_of(texts[0].text) : (struct str){0};

	if (!statement_is(s, "Allow") || count != 1 || s->principal_count != 1)
		return;
	if (provider.len > 0)
		check_web_identity(l, s, &texts[0], provider);
	else if (str_find(texts[0].text, 0, ":saml-provider/") >= 0)
		for (size_t i = 0; i < s->condition_count; i++)
			check_saml_key(l, &s->conditions[i]);
}

const struct lint_rule rule_oidc_key_of_another_provider = {
	.rule = {
		.id = "TRU023",
		.name = "oidc-key-of-another-provider",
		.severity = SEV_WARNING,
		.summary = "a condition on a token does not fit the provider that is trusted",
		.why =
			"A key of a token is the address of its provider, as the provider's ARN has it,\n"
			"and the name of a claim: login.example.com:sub. A token only brings keys of its\n"
			"own provider. Of another one, with https:// or with a whole ARN in front, the\n"
			"key is never there, and no one can assume the role. The subjects of a cluster\n"
			"of EKS are system:serviceaccount:NAMESPACE:NAME. The keys of a SAML provider all\n"
			"begin with saml: and are in one list.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_iam-condition-keys.html#condition-keys-wif",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/login.example.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        https://login.example.com:sub: app #!\n"
			"        other.example.com:aud: sts.amazonaws.com #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/login.example.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        login.example.com:sub: app\n"
			"        login.example.com:aud: sts.amazonaws.com\n",
	},
	.policies = POLICIES_TRUST,
	.statement = oidc_key_of_another_provider,
};
