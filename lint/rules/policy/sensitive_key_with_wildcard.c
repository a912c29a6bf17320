#include "lint/lint.h"
#include "policies/condition.h"

// Keys that hold the id of an account, organization or network.
static bool is_id_key(struct str name)
{
	static const char *const keys[] = {
		"aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:ResourceAccount",
		"aws:ResourceOrgID",    "aws:SourceAccount",  "aws:SourceOrgID",
		"aws:SourceVpc",        "aws:SourceVpce",     "aws:VpceAccount",
		"aws:VpceOrgID",
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq_nocase(name, str_of(keys[i])))
			return true;
	return false;
}

static size_t first_wildcard(struct str text)
{
	size_t at = 0;

	while (at < text.len && text.at[at] != '*' && text.at[at] != '?')
		at++;
	return at;
}

static void sensitive_key_with_wildcard(struct lint *l, const struct statement *s,
                                        const struct lint_text *t)
{
	size_t at = first_wildcard(t->text);

	(void)s;
	if (!t->op || t->op->family != OPERATOR_LIKE || at == t->text.len ||
	    str_find(t->text, 0, "${") >= 0 || !is_id_key(t->entry->name))
		return;
	lint_report_text(l, t->variant, at,
	                 "%.*s is an id; with a wildcard it takes in strangers' ids",
	                 STR(t->entry->name))
		->hint = "write whole ids; to ask only whether the key is there, use Null";
}

const struct lint_rule rule_sensitive_key_with_wildcard = {
	.rule = {
		.id = "IAM072",
		.name = "sensitive-key-with-wildcard",
		.severity = SEV_WARNING,
		.summary = "the id of an account, organization or network is compared by wildcard",
		.why =
			"Ids are given out at random: anyone who opens enough accounts gets one that\n"
			"fits part of an id. A pattern that takes in more than one id trusts people\n"
			"whom no one chose, and Access Analyzer calls it an error.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        aws:PrincipalOrgID: o-a1b2* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_ALL,
	.text = sensitive_key_with_wildcard,
};
