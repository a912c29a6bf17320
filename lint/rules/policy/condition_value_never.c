#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

static bool fits_one(struct str patterns, struct str text)
{
	struct str pattern;

	while (fact_word(&patterns, &pattern))
		if (glob_match(pattern, text))
			return true;
	return false;
}

// The ARN of a value with an account of so many digits that there is none.
static bool has_bad_account(struct lint *l, const struct lint_text *t)
{
	struct str text = arn_with_partition(l->scratch, t->text);
	struct arn arn;

	return str_is(t->key->type, "ARN") && !text_is_open(text) && arn_split(text, &arn) &&
	       arn.account.len > 0 && str_all_digits(arn.account) && !id_is("account", arn.account);
}

static void condition_value_never(struct lint *l, const struct statement *s,
                                  const struct lint_text *t)
{
	const struct fact *row;
	struct diag *d;

	(void)s;
	if (!t->op || !t->key || t->op->family > OPERATOR_ARN)
		return;
	if (has_bad_account(l, t)) {
		d = lint_report_text(l, t->variant, 0, "an account id has exactly 12 digits, so no "
		                     "%.*s is like this", STR(t->entry->name));
		d->hint = "count the digits";
		return;
	}
	row = fact_find_nocase(fact_file("values"), t->key->name);
	// A pattern may fit where the text does not: only the end of one counts.
	if (!row || text_is_open(t->text) || (text_has_wildcard(t->text) && t->op->family >= OPERATOR_LIKE) ||
	    fits_one(fact_value(row), t->text))
		return;
	d = lint_report_text(l, t->variant, 0, "%.*s is never \"%.*s\"", STR(t->entry->name),
	                     STR(t->text));
	d->hint = arena_printf(l->arena, "it is like %.*s",
	                       STR(fact_value(fact_get(row, "like"))));
}

const struct lint_rule rule_condition_value_never = {
	.rule = {
		.id = "IAM105",
		.name = "condition-value-never",
		.severity = SEV_WARNING,
		.summary = "a condition compares a key with a value that it never has",
		.why =
			"Some keys have values of one form only: iam:PassedToService is the name of a\n"
			"service principal, kms:ViaService has a Region in it, the paths of an\n"
			"organization end with a slash. Another value equals none of them, so the\n"
			"condition never holds, or, negated, always does.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: iam:PassRole\n"
			"    Resource: arn:aws:iam::111111111111:role/job\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        iam:PassedToService: lambda #!\n"
			"  - Effect: Deny\n"
			"    Action: s3:PutObject\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::1111111111111:role/deploy #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: iam:PassRole\n"
			"    Resource: arn:aws:iam::111111111111:role/job\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        iam:PassedToService: lambda.amazonaws.com\n"
			"  - Effect: Deny\n"
			"    Action: s3:PutObject\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::111111111111:role/deploy\n",
	},
	.policies = POLICIES_ALL,
	.text = condition_value_never,
};
