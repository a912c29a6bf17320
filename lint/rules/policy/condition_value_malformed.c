#include "aws/aws.h"
#include "lint/policy/statement.h"

// Keys that hold an id, and how ids of the kind begin: an account's with any digit.
static const struct {
	const char *key;
	const char *id; // a row of aws/ids.txt; NULL where there is none
	const char *prefix;
} shapes[] = {
	{"aws:PrincipalAccount", "account", ""},
	{"aws:PrincipalOrgID", "organization", "o-"},
	{"aws:ResourceAccount", "account", ""},
	{"aws:ResourceOrgID", "organization", "o-"},
	{"aws:SourceAccount", "account", ""},
	{"aws:SourceOrgID", "organization", "o-"},
	{"aws:SourceVpc", NULL, "vpc-"},
	{"aws:SourceVpce", NULL, "vpce-"},
};

// Whether a text is an id or an ARN, of whatever kind: anything else may be the
// placeholder of some tool.
static bool is_some_id(struct str text)
{
	static const char *const prefixes[] = {"arn:", "o-", "ou-", "r-", "vpc-", "vpce-"};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts(text, prefixes[i]))
			return true;
	return text.len > 0 && str_all_of(text, "0123456789-"); // 1111-1111-1111, as people write it
}

static bool fits(struct str text, size_t row)
{
	if (*shapes[row].prefix)
		return str_starts(text, shapes[row].prefix);
	return id_is(shapes[row].id, text);
}

static void report(struct lint *l, const struct lint_text *t, size_t row)
{
	struct diag *d = lint_report_text(l, t->variant, 0, "%.*s is never %.*s",
	                                  STR(t->entry->name), STR(t->text));

	if (shapes[row].id)
		d->hint = arena_printf(l->arena, "it is like %.*s: %.*s",
		                       STR(id_example(shapes[row].id)),
		                       STR(id_shape(shapes[row].id)));
	else
		d->hint = arena_printf(l->arena, "it begins with %s", shapes[row].prefix);
}

static void condition_value_malformed(struct lint *l, const struct statement *s,
                                      const struct lint_text *t)
{
	(void)s;
	if (!t->op || t->op->family > OPERATOR_LIKE || text_is_open(t->text) ||
	    text_has_wildcard(t->text) || !is_some_id(t->text))
		return;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!str_eq_nocase(t->entry->name, str_of(shapes[i].key)))
			continue;
		if (!fits(t->text, i))
			report(l, t, i);
		return;
	}
}

const struct lint_rule rule_condition_value_malformed = {
	.rule = {
		.id = "IAM094",
		.name = "condition-value-malformed",
		.severity = SEV_WARNING,
		.summary = "a condition compares an id with what is no such id",
		.why =
			"No request has such a value, so an Allow that asks for it never applies,\n"
			"and a Deny that exempts it exempts no one. Mostly ids were mixed up: that\n"
			"of the organization and an account's, a VPC's and its endpoint's.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: ou-ab12-cd34ef56 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_ALL,
	.text = condition_value_malformed,
};
