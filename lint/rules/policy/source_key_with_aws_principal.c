#include "lint/lint.h"

static bool is_of_iam(enum principal_form form)
{
	switch (form) {
	case PRINCIPAL_ACCOUNT:
	case PRINCIPAL_ROOT:
	case PRINCIPAL_USER:
	case PRINCIPAL_ROLE:
	case PRINCIPAL_SESSION:
	case PRINCIPAL_FEDERATED_USER:
		return true;
	default:
		return false;
	}
}

// Whether no service can be meant: each principal is surely a principal of some account.
static bool are_all_of_iam(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count; i++) {
		struct lint_principal *p;
		size_t count = lint_principals(l, &s->principals[i], &p);

		if (s->principals[i].negated || count == 0)
			return false;
		for (size_t j = 0; j < count; j++)
			if (!is_of_iam(p[j].who.form))
				return false;
	}
	return s->principal_count > 0;
}

static bool asks(const struct condition_entry *c)
{
	struct operator op;

	return (str_eq_nocase(c->name, S("aws:SourceArn")) ||
	        str_eq_nocase(c->name, S("aws:SourceAccount"))) &&
	       operator_parse(c->operator, &op) && !op.negated && !op.if_exists &&
	       op.set != SET_ALL && op.family != OPERATOR_NULL;
}

static void source_key_with_aws_principal(struct lint *l, const struct statement *s)
{
	if (!statement_is(s, "Allow"))
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];

		if (!asks(c) || !are_all_of_iam(l, s))
			continue;
		lint_report(l, c->key,
		            "only services send %.*s, so this principal is never let in",
		            STR(c->name))
			->hint = "ask for aws:PrincipalArn or aws:PrincipalAccount";
		return;
	}
}

const struct lint_rule rule_source_key_with_aws_principal = {
	.rule = {
		.id = "IAM082",
		.name = "source-key-with-aws-principal",
		.severity = SEV_WARNING,
		.summary = "a principal of an account is asked for a key that only services send",
		.why =
			"aws:SourceArn and aws:SourceAccount say on whose behalf a service calls. When\n"
			"a role or user calls there is no such key, and the statement never applies.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html"
		          "#condition-keys-sourcearn",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:root\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:eu-west-1:222222222222:orders\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:SourceAccount: '111111111111' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:root\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:eu-west-1:222222222222:orders\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::111111111111:role/shop\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.statement = source_key_with_aws_principal,
};
