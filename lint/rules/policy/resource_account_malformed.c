#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// Digits, perhaps in groups as people write them. Words (aws, amazon) are other owners.
static bool is_meant_as_account(struct str text)
{
	return text.len > 0 && str_all_of(text, "0123456789-") && text.at[0] != '-';
}

static void resource_account_malformed(struct lint *l, const struct statement *s,
                                       const struct lint_text *t)
{
	struct diag *d;
	struct arn arn;

	if (!text_is_resource(s, t) || !arn_split(t->text, &arn) ||
	    !is_meant_as_account(arn.account) || id_is("account", arn.account))
		return;
	d = lint_report_text(l, t->variant, (size_t)(arn.account.at - t->text.at),
	                     "%.*s is no account id", STR(arn.account));
	d->hint =
		arena_printf(l->arena, "an account id has %.*s", STR(id_shape("account")));
}

const struct lint_rule rule_resource_account_malformed = {
	.rule = {
		.id = "IAM066",
		.name = "resource-account-malformed",
		.severity = SEV_ERROR,
		.summary = "the ARN of a resource holds an account id that is not of 12 digits",
		.why =
			"No resource has such an ARN, so an Allow allows nothing and a Deny denies\n"
			"nothing. An account id has exactly 12 digits, zeros in front included, and\n"
			"no hyphens.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource:\n"
			"      - arn:aws:sqs:eu-west-1:11111111111:orders #!\n"
			"      - arn:aws:sqs:eu-west-1:1111-2222-3333:orders #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource:\n"
			"      - arn:aws:sqs:eu-west-1:011111111111:orders\n"
			"      - arn:aws:sqs:eu-west-1:111122223333:orders\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_account_malformed,
};
