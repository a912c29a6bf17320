#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// "#" in a trap is twelve digits: the length of it, or 0.
static size_t account_at(struct str text)
{
	return id_is("account", str_slice(text, 0, 12)) ? 12 : 0;
}

// Whether a trap holds all that the text can mean: wildcards of the text are letters to it.
static bool is_in(struct arena *a, struct str trap, struct str text)
{
	ptrdiff_t mark = str_find_byte(trap, 0, '#');
	struct arn arn;
	char *with;

	if (mark < 0)
		return glob_match(trap, text);
	if (!arn_split(text, &arn) || account_at(arn.account) != arn.account.len)
		return false;
	with = arena_alloc(a, trap.len);
	for (size_t i = 0; i < trap.len; i++)
		with[i] = trap.at[i] == '#' ? '*' : trap.at[i];
	return arn.account.len > 0 && glob_match((struct str){with, trap.len}, text);
}

static void resource_arn_trap(struct lint *l, const struct statement *s,
                              const struct lint_text *t)
{
	if (t->element != &s->resource || !str_starts(t->text, "arn:"))
		return;
	fact_each(fact_file("traps"), trap) {
		struct diag *d;

		if (!is_in(l->scratch, fact_name(trap), t->text))
			continue;
		d = lint_report_text(l, t->variant, 0, "%.*s", STR(fact_value(trap)));
		d->hint = arena_printf(l->arena, "write %.*s",
		                       STR(fact_value(fact_get(trap, "write"))));
		return;
	}
}

const struct lint_rule rule_resource_arn_trap = {
	.rule = {
		.id = "IAM102",
		.name = "resource-arn-trap",
		.severity = SEV_WARNING,
		.summary = "an ARN looks right and is of nothing",
		.why =
			"Some services have ARNs with a twist: documents that AWS owns have no\n"
			"account in theirs, the ARN of a parameter has one slash where its name\n"
			"begins with one. Such an ARN fits no resource, so an Allow allows nothing\n"
			"and a Deny denies nothing.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "sysman-paramstore-access.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: arn:aws:ssm:*:111111111111:parameter//app/key #!\n"
			"  - Effect: Allow\n"
			"    Action: ssm:SendCommand\n"
			"    Resource: arn:aws:ssm:*:111111111111:document/AWS-RunShellScript #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: arn:aws:ssm:*:111111111111:parameter/app/key\n"
			"  - Effect: Allow\n"
			"    Action: ssm:SendCommand\n"
			"    Resource: arn:aws:ssm:*::document/AWS-RunShellScript\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_arn_trap,
};
