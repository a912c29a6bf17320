#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// Letters in two or more words and a number, as every Region is named.
static bool looks_right(struct str name)
{
	size_t words = 1, at = 0;

	for (; at < name.len &&
	       ((name.at[at] >= 'a' && name.at[at] <= 'z') || name.at[at] == '-');
	     at++)
		words += name.at[at] == '-';
	return words >= 3 && at > 0 && name.at[at - 1] == '-' &&
	       str_all_digits(str_slice(name, at, name.len));
}

static bool takes_some_region(struct str pattern)
{
	for (size_t i = 0; region_at(i).len > 0; i++)
		if (glob_match(pattern, region_at(i)))
			return true;
	return false;
}

static void judge(struct lint *l, const struct lint_text *t, struct str region)
{
	size_t at = (size_t)(region.at - t->text.at);
	struct str nearest = region_nearest(region);
	struct diag *d;

	// A Region may be new; what is not even named like one is not.
	if (!looks_right(region) && nearest.len > 0) {
		d = lint_report_text(l, t->variant, at, "there is no Region \"%.*s\"",
		                     STR(region));
	} else if (looks_right(region)) {
		d = lint_report_text(l, t->variant, at,
		                     "no Region \"%.*s\" was known on %.*s", STR(region),
		                     STR(lint_facts_day("regions")));
		d->severity = SEV_WARNING;
	} else {
		return;
	}
	if (nearest.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
}

static void resource_region_unknown(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	struct arn arn;

	if (text_is_resource(s, t) && arn_split(t->text, &arn) && arn.region.len > 0 &&
	    !text_is_open(arn.region) && !takes_some_region(arn.region))
		judge(l, t, arn.region);
}

const struct lint_rule rule_resource_region_unknown = {
	.rule = {
		.id = "IAM065",
		.name = "resource-region-unknown",
		.severity = SEV_ERROR,
		.summary = "the ARN of a resource names a Region that does not exist",
		.why =
			"No resource has such an ARN, so the line does nothing. A name that is made\n"
			"like that of a Region may be newer than what orgc knows, so it only warns.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource:\n"
			"      - arn:aws:sqs:us-east1:111111111111:orders #!\n"
			"      - arn:aws:sqs:eu-wset-1:111111111111:orders #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource:\n"
			"      - arn:aws:sqs:us-east-1:111111111111:orders\n"
			"      - arn:aws:sqs:eu-west-1:111111111111:orders\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_region_unknown,
};
