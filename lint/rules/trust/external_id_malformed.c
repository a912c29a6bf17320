#include "lint/policy/text.h"

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
enum { SHORTEST = 2, LONGEST = 1224 };

static bool can_be_sent(struct str text)
{
	return text.len >= SHORTEST && text.len <= LONGEST &&
	       str_all_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	                        "+=,.@:/-_");
}

static void external_id_malformed(struct lint *l, const struct statement *s,
                                  const struct lint_text *t)
{
	struct placeholder unused;

	(void)s;
	if (!t->op || t->op->negated || t->op->family != OPERATOR_STRING ||
	    !str_eq_nocase(t->entry->name, S("sts:ExternalId")) || !text_is_known(t->text) ||
	    str_find(t->text, 0, "${") >= 0 || placeholder_next(t->text, 0, &unused) ||
	    can_be_sent(t->text))
		return;
	lint_report_text(l, t->variant, 0, "no external id has this form, so none can match")
		->hint = "use letters, digits and +=,.@:/-_, at least two of them";
}

const struct lint_rule rule_external_id_malformed = {
	.rule = {
		.id = "TRU022",
		.name = "external-id-malformed",
		.severity = SEV_ERROR,
		.summary = "an external id is one that no one can send",
		.why =
			"sts:AssumeRole takes external ids of 2 to 1224 letters, digits and\n"
			"+ = , . @ : / - _ only. One of another form can never come, so the\n"
			"statement never applies.",
		.source = "https://docs.aws.amazon.com/STS/latest/APIReference/"
		          "API_AssumeRole.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        sts:ExternalId: audit of 2026 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        sts:ExternalId: audit-of-2026\n",
	},
	.policies = POLICIES_TRUST,
	.text = external_id_malformed,
};
