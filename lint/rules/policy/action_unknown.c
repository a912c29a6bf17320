#include "aws/aws.h"
#include "lint/policy/statement.h"

// A Deny of what there is not does no harm; one letter beside what there is, it is a slip,
// and stops nothing.
static enum severity severity_of(const struct statement *s)
{
	return statement_is(s, "Deny") ? SEV_INFO : SEV_WARNING;
}

static void judge_pattern(struct lint *l, const struct statement *s,
                          const struct lint_text *t)
{
	struct diag *d;

	if (action_pattern_matches(t->text))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "%.*s means no action that was known on %.*s", STR(t->text),
	                     STR(lint_facts_day("actions")));
	d->severity = severity_of(s);
}

static void judge_name(struct lint *l, const struct statement *s, const struct lint_text *t,
                       const struct fact *service, struct str name)
{
	size_t at = (size_t)(name.at - t->text.at);
	struct str nearest;
	struct diag *d;

	if (action_find(t->text))
		return;
	nearest = action_nearest(service, name);
	d = lint_report_text(l, t->variant, at, "no action %.*s was known on %.*s",
	                     STR(t->text), STR(lint_facts_day("actions")));
	if (nearest.len > 0 && str_distance(name, nearest, 1) == 1) {
		lint_fix_text(l, d, t, name, nearest);
		d->fix_is_guess = true; // some names are that near
	} else {
		d->severity = severity_of(s);
	}
	if (nearest.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s:%.*s?",
		                       STR(str_slice(t->text, 0, at - 1)), STR(nearest));
}

static void action_unknown(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	struct str prefix = action_prefix(t->text);
	struct str name = str_slice(t->text, prefix.len + 1, t->text.len);
	const struct fact *service = text_is_action(s, t) ? action_service(prefix) : NULL;

	if (!service || name.len == 0 || !text_is_word(name, "-_*?"))
		return;
	if (text_has_wildcard(name))
		judge_pattern(l, s, t);
	else
		judge_name(l, s, t, service, name);
}

const struct lint_rule rule_action_unknown = {
	.rule = {
		.id = "IAM052",
		.name = "action-unknown",
		.severity = SEV_WARNING,
		.summary = "a service has no action of this name",
		.why =
			"IAM keeps the policy and the line does nothing: an Allow allows nothing, a\n"
			"Deny stops no one. Often the name of the API call or of the command was\n"
			"written, while the action has another (s3:ListBucket for ListObjects). The\n"
			"list of actions has a date, and a name may be newer: where none is near, a\n"
			"Deny of it is only worth knowing.",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "reference_policies_actions-resources-contextkeys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ec2:DescribeInstance #!\n"
			"      - ec2:DescribeImagse #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ec2:DescribeInstances\n"
			"      - ec2:DescribeImages\n"
			"    Resource: '*'\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ec2:DescribeInstances\n"
			"      - ec2:DescribeImages\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.text = action_unknown,
};
