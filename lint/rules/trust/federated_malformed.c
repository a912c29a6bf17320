#include "aws/aws.h"
#include "lint/policy/named.h"
#include "lint/policy/statement.h"
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

// NULL where it is one, or may be.
static const char *wrong_with(struct str text)
{
	struct arn arn;

	if (!arn_split(text, &arn))
		return text_is_open(text) || is_shared(text) ? NULL : "is no identity provider";
	if (text_is_open(arn.service) || text_is_open(arn.resource))
		return NULL;
	if (!str_is(arn.service, "iam") || (!str_starts(arn.resource, "oidc-provider/") &&
	                                    !str_starts(arn.resource, "saml-provider/")))
		return "is no identity provider";
	return text_is_open(arn.account) || id_is("account", arn.account)
	               ? NULL
	               : "names no account, which has 12 digits";
}

static void check(struct lint *l, const struct named_text *t)
{
	struct str text = arn_with_partition(l->scratch, t->text);
	struct placeholder unused;
	const char *wrong;

	if (text.len == 0 || placeholder_next(text, 0, &unused) || !(wrong = wrong_with(text)))
		return;
	lint_report_text(l, t->variant, 0, "%s %s", text_readable(l->arena, t->text), wrong)
		->hint = "write arn:aws:iam::ACCOUNT:oidc-provider/HOST or …:saml-provider/NAME";
}

static void federated_malformed(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Federated", &texts);

	for (size_t i = 0; i < count; i++)
		check(l, &texts[i]);
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
