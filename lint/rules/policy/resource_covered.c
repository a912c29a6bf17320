#include "lint/policy/statement.h"
#include "policies/arn.h"

// People write a bucket and what is in it side by side, even where a wildcard at the end
// of the first takes in the second.
static bool is_inside(struct str wide, struct str narrow)
{
	return str_eq(str_slice(narrow, 0, wide.len), wide) &&
	       str_is(str_slice(narrow, wide.len, narrow.len), "/*");
}

// Whether a resource takes in everything that another does. Letter by letter, so only a
// '*' takes in a '*'; a '?' or a wildcard in braces would have to be looked at closer.
static bool covers(struct str wide, struct str narrow)
{
	if (str_is(wide, "*"))
		return !str_is(narrow, "*");
	return !text_is_open(wide) && str_find_byte(wide, 0, '?') < 0 &&
	       !str_eq(wide, narrow) && !is_inside(wide, narrow) &&
	       arn_match(wide, narrow) && glob_match(wide, narrow);
}

static const struct lint_value *find_wider(const struct lint_value *values, size_t count,
                                          const struct lint_value *t)
{
	for (size_t i = 0; i < count; i++)
		if (!values[i].leaf->sometimes && covers(values[i].text, t->text))
			return &values[i];
	return NULL;
}

// A statement with more is not judged: the work grows with the square.
enum { MANY = 64 };

static void resource_covered(struct lint *l, const struct statement *s)
{
	struct lint_value *values;
	size_t count = lint_values(l, s->resource.leaves, s->resource.count, &values);

	if (count > MANY)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct lint_value *wider = find_wider(values, count, &values[i]);

		if (wider && !values[i].leaf->sometimes)
			lint_report(l, values[i].leaf->value,
			            "%.*s in the same statement takes this in",
			            STR(wider->text))
				->hint = "keep the one that is meant";
	}
}

const struct lint_rule rule_resource_covered = {
	.rule = {
		.id = "IAM069",
		.name = "resource-covered",
		.severity = SEV_INFO,
		.summary = "a resource is taken in by another one of the same statement",
		.why =
			"The narrower line changes nothing, and anyone who reads it takes the statement\n"
			"for narrower than it is. Keep the one that is meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - arn:aws:s3:::reports/2026/* #!\n"
			"      - arn:aws:s3:::reports/*\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - arn:aws:s3:::reports/2026/*\n"
			"      - arn:aws:s3:::forms/*\n",
	},
	.policies = POLICIES_ALL,
	.statement = resource_covered,
};
