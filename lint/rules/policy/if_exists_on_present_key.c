#include "lint/lint.h"

// Of the keys that every request carries those with which AWS itself never writes IfExists:
// its examples do so for aws:SecureTransport and for all keys about callers and resources.
static bool is_always_there(struct str key)
{
	static const char *const keys[] = {
		"aws:CurrentTime",
		"aws:EpochTime",
		"aws:RequestedRegion",
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq_nocase(key, str_of(keys[i])))
			return true;
	return false;
}

// Whether the operator stands for another key as well.
static bool is_shared(const struct statement *s, const struct condition_entry *c)
{
	for (size_t i = 0; i < s->condition_count; i++)
		if (&s->conditions[i] != c && s->conditions[i].operator_key == c->operator_key)
			return true;
	return false;
}

static void if_exists_on_present_key(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct operator op;

		if (!operator_parse(c->operator, &op) || !op.if_exists ||
		    !is_always_there(c->name))
			continue;
		lint_report(l, c->key, "every request has %.*s, so IfExists says nothing",
		            STR(c->name))->hint =
			is_shared(s, c) ? "move it under the operator without IfExists"
			                : "take IfExists off the operator";
	}
}

const struct lint_rule rule_if_exists_on_present_key = {
	.rule = {
		.id = "IAM061",
		.name = "if-exists-on-present-key",
		.severity = SEV_INFO,
		.summary = "IfExists stands with a key that every request has",
		.why =
			"With IfExists a condition also holds where the key is missing. Every\n"
			"request has aws:CurrentTime, aws:EpochTime and aws:RequestedRegion, so it\n"
			"changes nothing, and anyone who reads it thinks of a case that there is not.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEqualsIfExists:\n"
			"        aws:RequestedRegion: eu-west-1 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
	},
	.policies = POLICIES_ALL,
	.statement = if_exists_on_present_key,
};
