#include "lint/policy/named.h"

#define HOST "token.actions.githubusercontent.com"

static void report(struct lint *l, const struct node *n)
{
	lint_report(l, n, "workflows of any GitHub repository may assume this role")->hint =
		"add StringLike on " HOST ":sub: repo:OWNER/REPOSITORY:*";
}

static bool is_any_repository(const struct node *value)
{
	return node_is(value, "*") || node_is(value, "repo:*") || node_is(value, "repo:*/*") ||
	       node_is(value, "repo:*:*") || node_is(value, "repo:*/*:*");
}

// The value under which any subject will do; NULL where there is none.
static const struct node *wide_value(const struct condition_entry *c)
{
	if (!str_is(condition_operator_base(c->operator), "StringLike"))
		return NULL;
	for (size_t i = 0; i < c->count; i++)
		if (is_any_repository(c->leaves[i].value))
			return c->leaves[i].value;
	return NULL;
}

// Every claim but the audience says something of the workflow.
static bool says_nothing(const struct condition_entry *c)
{
	return str_eq_nocase(c->name, S(HOST ":aud")) || wide_value(c);
}

static void oidc_subject_too_wide(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "Federated", &texts) : 0;
	const struct node *at = NULL;

	if (s->open || s->condition.count > 1 ||
	    (s->condition.presence != ABSENT && s->condition_count == 0))
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		if (!says_nothing(&s->conditions[i]))
			return;
		if (wide_value(&s->conditions[i]))
			at = wide_value(&s->conditions[i]);
	}
	// Without any subject IAM refuses it, as another rule says.
	for (size_t i = 0; at && i < count; i++)
		if (str_ends(texts[i].text, ":oidc-provider/" HOST)) {
			report(l, at);
			return;
		}
}

const struct lint_rule rule_oidc_subject_too_wide = {
	.rule = {
		.id = "TRU011",
		.name = "oidc-subject-too-wide",
		.severity = SEV_WARNING,
		.summary = "workflows of any GitHub repository may assume the role",
		.why =
			"One provider serves all of GitHub, so the subject alone tells your\n"
			"workflows from everybody else's. Say in a condition whose repositories are\n"
			"meant: token.actions.githubusercontent.com:sub, repo:OWNER/REPOSITORY:….",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_create_for-idp_oidc.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        token.actions.githubusercontent.com:sub: repo:* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Federated: arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com\n"
			"    Action: sts:AssumeRoleWithWebIdentity\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        token.actions.githubusercontent.com:sub: repo:example/app:*\n",
	},
	.policies = POLICIES_TRUST,
	.statement = oidc_subject_too_wide,
};
