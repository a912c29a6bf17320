#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "lint/policy/text.h"

// "eu-west-9": anything else may be what a tool fills in.
static bool looks_like_region(struct str text)
{
	return text.len > 4 && str_find_byte(text, 0, '-') > 1 && text_is_word(text, "-") &&
	       str_all_digits(str_slice(text, text.len - 1, text.len));
}

static void region_unknown_in_condition(struct lint *l, const struct statement *s,
                                        const struct lint_text *t)
{
	struct placeholder unused;
	struct diag *d;
	struct str near;

	(void)s;
	if (!t->op || t->op->family > OPERATOR_STRING_NOCASE || !text_is_known(t->text) ||
	    !str_eq_nocase(t->entry->name, S("aws:RequestedRegion")) ||
	    str_find(t->text, 0, "${") >= 0 || str_find_byte(t->text, 0, '*') >= 0 ||
	    placeholder_next(t->text, 0, &unused) || region_known(t->text))
		return;
	near = region_nearest(t->text);
	if (near.len == 0 && !looks_like_region(t->text))
		return;
	if (near.len > 0 && t->op->family == OPERATOR_STRING_NOCASE && str_eq_nocase(t->text, near))
		return;
	d = lint_report_text(l, t->variant, 0, "no Region %.*s was known on %.*s", STR(t->text),
	                     STR(lint_facts_day("regions")));
	if (near.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
}

const struct lint_rule rule_region_unknown_in_condition = {
	.rule = {
		.id = "SCP011",
		.name = "region-unknown-in-condition",
		.severity = SEV_WARNING,
		.summary = "a condition names a Region that is not known",
		.why =
			"aws:RequestedRegion holds the code of a Region, as us-east-1. A misspelt\n"
			"code never matches: an allowed Region is missing from the list, or a\n"
			"forbidden one is not forbidden.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-requestedregion",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion:\n"
			"          - ap-northeast-1\n"
			"          - ap-northeast-l #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion:\n"
			"          - ap-northeast-1\n"
			"          - ap-northeast-3\n",
	},
	.policies = POLICIES_ALL,
	.text = region_unknown_in_condition,
};
