#include "lint/policy/named.h"
#include "lint/policy/statement.h"

static bool is_allowed_anywhere(struct lint *l, struct str service, struct str action)
{
	const char *lower = arena_cstring(l->scratch, arena_lower(l->scratch, action));

	for (size_t i = 0; i < l->policy->count; i++) {
		const struct statement *s = &l->policy->statements[i];
		struct named_text *texts;
		size_t count = named_texts(l, s, "Service", &texts);

		for (size_t j = 0; j < count; j++)
			if (str_eq(texts[j].text, service) &&
			    statement_names_action(l, s, lower) != TRUTH_NO)
				return true;
	}
	return l->policy->open;
}

static void trust_action_missing(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "Service", &texts) : 0;

	if (count == 0 || statement_names_action(l, s, "sts:assumerole") != TRUTH_YES)
		return;
	for (size_t i = 0; i < count; i++) {
		struct str more = fact_value(fact_find(fact_file("sessions"), texts[i].text));
		struct str action;

		while (fact_word(&more, &action)) {
			if (is_allowed_anywhere(l, texts[i].text, action))
				continue;
			lint_report_text(l, texts[i].variant, 0,
			                 "%.*s also needs %.*s, or it never takes this role on",
			                 STR(texts[i].text), STR(action))
				->hint = arena_printf(l->arena, "add %.*s to the Action", STR(action));
			break;
		}
	}
}

const struct lint_rule rule_trust_action_missing = {
	.rule = {
		.id = "TRU025",
		.name = "trust-action-missing",
		.severity = SEV_WARNING,
		.summary = "a service needs more than sts:AssumeRole to take a role on",
		.why =
			"EKS Pod Identity tags the sessions that it makes, and IAM Roles Anywhere also\n"
			"sets their source identity. Each is an action of its own that the trust policy\n"
			"must allow; without it every try to take the role on fails.",
		.source = "https://docs.aws.amazon.com/eks/latest/userguide/"
		          "pod-id-role.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: pods.eks.amazonaws.com #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: pods.eks.amazonaws.com\n"
			"    Action:\n"
			"      - sts:AssumeRole\n"
			"      - sts:TagSession\n",
	},
	.policies = POLICIES_TRUST,
	.statement = trust_action_missing,
};
