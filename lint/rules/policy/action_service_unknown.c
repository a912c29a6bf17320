#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "model/text/names.h"

// A Deny of what is gone does no harm, and a service that no one knows may be a new one.
static enum severity severity_of(const struct statement *s)
{
	return statement_is(s, "Deny") ? SEV_INFO : SEV_WARNING;
}

// A service that no one knows, or that is gone, is told of once in a document, and
// once more where it is graver.
static bool is_told(struct lint *l, const struct statement *s, struct str service)
{
	struct names *told = lint_state(l, sizeof *told);

	told->arena = l->arena;
	service = arena_lower(l->scratch, service);
	service = str_of(arena_printf(l->arena, "%d %.*s", severity_of(s), STR(service)));
	return names_add(told, service, 0) != NAME_NONE;
}

static void judge_retired(struct lint *l, const struct statement *s,
                          const struct lint_text *t, struct str service,
                          struct str instead)
{
	struct diag *d = lint_report_text(l, t->variant, 0, "AWS gave the service %.*s up",
	                                  STR(service));

	d->severity = severity_of(s);
	d->hint = instead.len ? arena_printf(l->arena, "%.*s came after it", STR(instead))
	                      : "take the action out";
}

static void judge(struct lint *l, const struct statement *s, const struct lint_text *t,
                  struct str service)
{
	struct str nearest = action_service_nearest(service), instead;
	struct diag *d;

	if (action_service_retired(service, &instead)) {
		if (!is_told(l, s, service))
			judge_retired(l, s, t, service, instead);
		return;
	}
	if (nearest.len >= 4 && str_distance(service, nearest, 1) == 1) {
		d = lint_report_text(l, t->variant, 0, "there is no service \"%.*s\"",
		                     STR(service));
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
		return;
	}
	if (is_told(l, s, service))
		return;
	d = lint_report_text(l, t->variant, 0, "no service \"%.*s\" was known on %.*s",
	                     STR(service), STR(lint_facts_day("actions")));
	d->severity = severity_of(s);
	if (nearest.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
}

static void action_service_unknown(struct lint *l, const struct statement *s,
                                   const struct lint_text *t)
{
	struct str service = action_prefix(t->text);

	if (text_is_action(s, t) && service.len > 0 && text_is_word(service, "-") &&
	    !action_service(service))
		judge(l, s, t, service);
}

const struct lint_rule rule_action_service_unknown = {
	.rule = {
		.id = "IAM051",
		.name = "action-service-unknown",
		.severity = SEV_ERROR,
		.summary = "an action names a service that does not exist",
		.why =
			"IAM keeps such a policy and it does nothing: what it should allow stays\n"
			"forbidden, what it should deny stays allowed. A name near that of a service\n"
			"is taken for a slip; any other may be newer than what orgc knows, or belong\n"
			"to a service that was shut down, so it only warns.",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "reference_policies_actions-resources-contextkeys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - cloudfromation:DescribeStacks #!\n"
			"      - mobilehub:ListProjects #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - cloudformation:DescribeStacks\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.text = action_service_unknown,
};
