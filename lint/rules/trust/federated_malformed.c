#include "lint/policy/named.h"
#include "lint/policy/text.h"

static bool is_shared(struct str text)
{
	static const char *const names[] = {"accounts.google.com", "graph.facebook.com",
	                                    "www.amazon.com"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(text, names[i]))
			return true;
	// Other partitions have names of their own, some of them by Region.
	return str_starts(text, "cognito-identity");
}

static bool names_provider(struct str text)
{
	struct arn arn;

	if (!arn_split(text, &arn))
		return is_shared(text);
	return str_is(arn.service, "iam") &&
	       (str_starts(arn.resource, "oidc-provider/") ||
	        str_starts(arn.resource, "saml-provider/"));
}

static void federated_malformed(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Federated", &texts);

	for (size_t i = 0; i < count; i++) {
		struct str text = texts[i].text;
		struct placeholder unused;

		if (text.len == 0 || !text_is_known(text) || str_find(text, 0, "${") >= 0 ||
		    placeholder_next(text, 0, &unused) || names_provider(text))
			continue;
		lint_report_text(l, texts[i].variant, 0, "%.*s is no identity provider",
		                 STR(text))->hint =
			"write arn:aws:iam::ACCOUNT:oidc-provider/HOST or …:saml-provider/NAME";
	}
}

const struct lint_rule rule_federated_malformed = {
	.rule = {
		.id = "TRU008",
		.name = "federated-malformed",
		.severity = SEV_ERROR,
		.summary = "a federated principal is no identity provider",
		.why =
			"Under Federated IAM takes the ARN of an OIDC or SAML provider of the\n"
			"account, or the name of one of the four providers that every account has:\n"
			"cognito-identity.amazonaws.com, accounts.google.com, graph.facebook.com and\n"
			"www.amazon.com.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: token.actions.githubusercontent.com #!\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        token.actions.githubusercontent.com:sub: repo:example/app:ref:refs/heads/main\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        token.actions.githubusercontent.com:sub: repo:example/app:ref:refs/heads/main\n",
	},
	.policies = POLICIES_TRUST,
	.statement = federated_malformed,
};
