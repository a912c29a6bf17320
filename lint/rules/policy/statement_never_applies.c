#include "aws/aws.h"
#include "lint/policy/shape.h"
#include "lint/policy/statement.h"
#include "policies/engine/cover.h"

// A placeholder may turn out to be anything.
static bool is_plain(const struct condition_entry *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (text_is_open(node_str(c->leaves[i].value)) ||
		    c->leaves[i].value->tag != TAG_NONE)
			return false;
	return c->count > 0;
}

// What an operator for one value makes of a list AWS does not tell.
static bool is_list(const struct condition_entry *c)
{
	struct condition_key key;

	return condition_key_find(c->name, &key) && key.multivalued;
}

static void report(struct lint *l, const struct condition_entry *c,
                   const struct condition_entry *other)
{
	struct diag *d = lint_report(l, c->key,
	                             "no request meets this and the %.*s on the same key, so "
	                             "the statement never applies", STR(other->operator));

	d->hint = "write two statements where either should do, or fix the values";
	diag_relate_node(l->arena, d, l->doc, other->key, "the other one");
}

// More than anybody writes in one statement.
enum { CONDITIONS = 16 };

static void statement_never_applies(struct lint *l, const struct statement *s)
{
	struct test tests[CONDITIONS];
	size_t count = 0;

	if (s->condition_count < 2 || s->condition_count > CONDITIONS)
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];

		if (!is_plain(c) || is_list(c))
			continue;
		tests[count++] = test_of(l->scratch, c, TRUTH_UNKNOWN);
		for (size_t j = 0; j + 1 < count; j++)
			if (conditions_exclude(l->scratch, &tests[j], &tests[count - 1])) {
				report(l, c, tests[j].entry);
				return;
			}
	}
}

const struct lint_rule rule_statement_never_applies = {
	.rule = {
		.id = "IAM091",
		.name = "statement-never-applies",
		.severity = SEV_WARNING,
		.summary = "two conditions of a statement contradict each other",
		.why =
			"All operators and all keys of a Condition must hold together; only the\n"
			"values of one key are alternatives. Where two conditions on a key have no\n"
			"value in common the statement applies to no request: an Allow gives\n"
			"nothing, and a Deny stops no one.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-logic-multiple-context-keys-or-values.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalAccount: '111111111111'\n"
			"      StringNotEquals:\n"
			"        aws:PrincipalAccount: #!\n"
			"          - '111111111111'\n"
			"          - '222222222222'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:PrincipalAccount:\n"
			"          - '111111111111'\n"
			"          - '222222222222'\n",
	},
	.policies = POLICIES_ALL,
	.statement = statement_never_applies,
};
