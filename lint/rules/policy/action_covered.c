#include "lint/policy/statement.h"

// Letters count alike in either case.
static bool covers(struct lint *l, struct str wide, struct str narrow)
{
	return !str_eq_nocase(wide, narrow) &&
	       glob_match(arena_lower(l->scratch, wide), arena_lower(l->scratch, narrow));
}

// Those with a wildcard, which is what can cover others; at most MANY.
enum { MANY = 64 };

static size_t find_wide(const struct lint_value *values, size_t count,
                        const struct lint_value *wide[MANY])
{
	size_t found = 0;

	for (size_t i = 0; i < count && found < MANY; i++)
		if (!values[i].leaf->sometimes && text_has_wildcard(values[i].text) &&
		    !text_is_open(values[i].text))
			wide[found++] = &values[i];
	return found;
}

static void check_element(struct lint *l, const struct element *e)
{
	const struct lint_value *wide[MANY];
	struct lint_value *values;
	size_t count = lint_values(l, e->leaves, e->count, &values);
	size_t wide_count = find_wide(values, count, wide), found = 0;

	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++)
		for (size_t j = 0; j < wide_count && !values[i].leaf->sometimes; j++) {
			if (!covers(l, wide[j]->text, values[i].text))
				continue;
			lint_report(l, values[i].leaf->value,
			            "%.*s in the same statement takes this in",
			            STR(wide[j]->text))
				->hint = "keep the one that is meant";
			found++;
			break;
		}
}

static void action_covered(struct lint *l, const struct statement *s)
{
	check_element(l, &s->action);
	check_element(l, &s->not_action);
}

const struct lint_rule rule_action_covered = {
	.rule = {
		.id = "IAM084",
		.name = "action-covered",
		.severity = SEV_INFO,
		.summary = "an action is taken in by another one of the same statement",
		.why =
			"The narrower line changes nothing, and anyone who reads it takes the statement\n"
			"for narrower than it is. Keep the one that is meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:GetParameter #!\n"
			"      - ssm:getparameter*\n"
			"      - ssm:DescribeParameters\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:GetParameter\n"
			"      - ssm:DescribeParameters\n"
			"      - ssm:List*\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.statement = action_covered,
};
