#include "lint/lint.h"

// More keys than anybody writes under one operator.
enum { KEYS = 64 };

static const struct condition_entry *earlier(const struct statement *s, size_t index)
{
	const struct condition_entry *c = &s->conditions[index];

	for (size_t i = index; i-- > 0 && index - i <= KEYS;) {
		const struct condition_entry *other = &s->conditions[i];
		if (other->operator_key != c->operator_key)
			break;
		if (!other->sometimes && str_eq_nocase(other->name, c->name) &&
		    !str_eq(other->name, c->name))
			return other;
	}
	return NULL;
}

static void condition_key_twice(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		const struct condition_entry *other = c->sometimes ? NULL : earlier(s, i);
		struct diag *d;

		// The part after the slash is the key of a tag.
		if (!other || str_find_byte(c->name, 0, '/') >= 0)
			continue;
		d = lint_report(l, c->key, "%.*s and %.*s are the same condition key",
		                STR(other->name), STR(c->name));
		d->hint = "join their values in one list";
		diag_relate_node(l->arena, d, l->doc, other->key, "first here");
	}
}

const struct lint_rule rule_condition_key_twice = {
	.rule = {
		.id = "IAM027",
		.name = "condition-key-twice",
		.severity = SEV_ERROR,
		.summary = "an operator has the same condition key twice",
		.why =
			"Names of condition keys know no upper and lower case: aws:PrincipalArn\n"
			"and aws:PrincipalARN are one key, and a key may stand only once under an\n"
			"operator. Join their values in one list.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/operator\n"
			"        aws:PrincipalARN: arn:aws:iam::*:role/auditor #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn:\n"
			"          - arn:aws:iam::*:role/operator\n"
			"          - arn:aws:iam::*:role/auditor\n",
	},
	.policies = POLICIES_ALL,
	.statement = condition_key_twice,
};
