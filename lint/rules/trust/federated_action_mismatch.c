#include "lint/policy/named.h"
#include "lint/policy/statement.h"

static bool allows_others_only(struct lint *l, const struct statement *s,
                               const char *action)
{
	static const char *const ways[] = {"sts:assumerole", "sts:assumerolewithsaml",
	                                   "sts:assumerolewithwebidentity"};

	// Another kind of principal beside it may be what the action is for.
	for (size_t i = 0; i < s->principal_count; i++)
		if (!str_is(s->principals[i].type, "Federated"))
			return false;
	if (statement_names_action(l, s, action) != TRUTH_NO)
		return false;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (statement_names_action(l, s, ways[i]) == TRUTH_YES)
			return true;
	return false;
}

static void check_provider(struct lint *l, const struct statement *s,
                           const struct named_text *t, const char *kind, const char *lower,
                           const char *action)
{
	struct diag *d;

	if (!allows_others_only(l, s, lower))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "identities of %s provider assume roles by %s, which is not allowed "
	                     "here", kind, action);
	d->hint = arena_printf(l->arena, "write Action: %s", action);
}

// No service and no principal of an account brings the assertion that these ask for.
static void check_others(struct lint *l, const struct statement *s)
{
	bool is_by_token =
		statement_names_action(l, s, "sts:assumerolewithsaml") == TRUTH_YES ||
		statement_names_action(l, s, "sts:assumerolewithwebidentity") == TRUTH_YES;

	if (s->open || !is_by_token || s->principal_count == 0 ||
	    statement_names_action(l, s, "sts:assumerole") != TRUTH_NO)
		return;
	for (size_t i = 0; i < s->principal_count; i++)
		if (!str_is(s->principals[i].type, "AWS") && !str_is(s->principals[i].type, "Service"))
			return;
	if (str_is(s->principals[0].type, "AWS") && node_is(s->principals[0].value, "*"))
		return;
	lint_report(l, s->principals[0].value,
	            "only identities of a provider assume roles by this action")->hint =
		"write Action: sts:AssumeRole, or name the provider under Federated";
}

static void federated_action_mismatch(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "Federated", &texts) : 0;
	bool mixed = false;

	for (size_t i = 1; i < count; i++)
		mixed |= (str_find(texts[i].text, 0, ":saml-provider/") >= 0) !=
		         (str_find(texts[0].text, 0, ":saml-provider/") >= 0);
	if (count == 0 && statement_is(s, "Allow"))
		check_others(l, s);
	if (count == 0 || mixed)
		return;
	if (str_find(texts[0].text, 0, ":saml-provider/") >= 0)
		check_provider(l, s, &texts[0], "a SAML", "sts:assumerolewithsaml",
		               "sts:AssumeRoleWithSAML");
	else if (str_find(texts[0].text, 0, ":oidc-provider/") >= 0)
		check_provider(l, s, &texts[0], "an OIDC", "sts:assumerolewithwebidentity",
		               "sts:AssumeRoleWithWebIdentity");
}

const struct lint_rule rule_federated_action_mismatch = {
	.rule = {
		.id = "TRU009",
		.name = "federated-action-mismatch",
		.severity = SEV_ERROR,
		.summary = "a federated principal is allowed an action that it cannot use",
		.why =
			"Identities of an OIDC provider call sts:AssumeRoleWithWebIdentity, those of\n"
			"a SAML provider sts:AssumeRoleWithSAML. Allowed only another action they\n"
			"can never assume the role.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_create_for-idp.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:saml-provider/corporate #!\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        SAML:aud: https://signin.aws.amazon.com/saml\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:saml-provider/corporate\n"
			"    Action: sts:AssumeRoleWithSAML\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        SAML:aud: https://signin.aws.amazon.com/saml\n",
	},
	.policies = POLICIES_TRUST,
	.statement = federated_action_mismatch,
};
