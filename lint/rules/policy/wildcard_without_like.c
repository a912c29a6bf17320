#include "lint/lint.h"
#include "policies/condition.h"

// The offset of a wildcard that is not written ${*} or ${?}; -1 where there is none.
static ptrdiff_t find_wildcard(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((text.at[i] == '*' || text.at[i] == '?') &&
		    !(i >= 2 && text.at[i - 1] == '{' && text.at[i - 2] == '$'))
			return (ptrdiff_t)i;
	return -1;
}

static void wildcard_without_like(struct lint *l, const struct statement *s,
                                  const struct lint_text *t)
{
	ptrdiff_t at;

	(void)s;
	// The domain of a certificate may be *.example.com.
	if (!t->op || str_eq_nocase(t->entry->name, S("acm:DomainNames")) ||
	    (t->op->family != OPERATOR_STRING && t->op->family != OPERATOR_STRING_NOCASE))
		return;
	at = find_wildcard(t->text);
	if (at < 0)
		return;
	lint_report_text(l, t->variant, (size_t)at,
	                 "%.*s takes \"%c\" as that letter, not as a wildcard",
	                 STR(t->entry->operator), t->text.at[at])
		->hint = "use StringLike or StringNotLike; for ARNs, ArnLike or ArnNotLike";
}

const struct lint_rule rule_wildcard_without_like = {
	.rule = {
		.id = "IAM057",
		.name = "wildcard-without-like",
		.severity = SEV_WARNING,
		.summary = "a value holds a wildcard, but the operator compares letter by letter",
		.why =
			"StringEquals knows no wildcards: only a value that holds the very letter \"*\"\n"
			"is equal. An Allow never applies, and a Deny with StringNotEquals denies\n"
			"everyone. ArnEquals, unlike it, takes wildcards as ArnLike does.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html"
		          "#Conditions_String",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/storage-admin #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/storage-admin\n",
	},
	.policies = POLICIES_ALL,
	.text = wildcard_without_like,
};
