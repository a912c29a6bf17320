#include "aws/aws.h"
#include "lint/statement.h"

// Keys that hold an id, and what ids of the kind look like.
static const struct {
	const char *key;
	const char *id;     // a row of aws/ids.txt; NULL: see `prefix`
	const char *prefix; // NULL where there is an id
} shapes[] = {
	{"aws:PrincipalAccount", "account", NULL},
	{"aws:PrincipalOrgID", "organization", NULL},
	{"aws:ResourceAccount", "account", NULL},
	{"aws:ResourceOrgID", "organization", NULL},
	{"aws:SourceAccount", "account", NULL},
	{"aws:SourceOrgID", "organization", NULL},
	{"aws:SourceVpc", NULL, "vpc-"},
	{"aws:SourceVpce", NULL, "vpce-"},
};

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

// Who calls without signing has the account "anonymous".
static void check(struct lint *l, const struct statement *s, const struct lint_text *t)
{
	(void)s;
	if (!t->op || t->op->family > OPERATOR_LIKE || t->text.len == 0 ||
	    text_is_open(t->text) || text_has_wildcard(t->text) ||
	    str_is(t->text, "anonymous"))
		return;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!str_eq_nocase(t->entry->name, str_of(shapes[i].key)))
			continue;
		if (shapes[i].id ? !id_is(shapes[i].id, t->text)
		                 : !str_starts(t->text, shapes[i].prefix))
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
			"and a Deny that exempts it exempts nobody. Mostly ids were mixed up: that\n"
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
	.text = check,
};
