#include "aws/aws.h"
#include "lint/policy/statement.h"

static const char *wanted(enum source_keys keys)
{
	switch (keys) {
	case SOURCE_KEYS_ARN:
		return "aws:SourceArn";
	case SOURCE_KEYS_ACCOUNT:
		return "aws:SourceAccount";
	case SOURCE_KEYS_BOTH:
		return "aws:SourceAccount or aws:SourceArn";
	default:
		return NULL;
	}
}

// Any aws:Source… key will do, and keys of KMS name the account or the resource as well; so
// will a condition of which nothing is known.
static bool is_narrowed(const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		struct str name = s->conditions[i].name;

		if (str_eq_nocase(str_slice(name, 0, 10), S("aws:Source")) ||
		    str_eq_nocase(str_slice(name, 0, 4), S("kms:")))
			return true;
	}
	return s->condition.presence != ABSENT && s->condition_count == 0;
}

static void service_without_source(struct lint *l, const struct statement *s)
{
	if (!statement_is(s, "Allow") || is_narrowed(s))
		return;
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];
		struct str service = node_str(e->value);
		const char *keys = service.len ? wanted(service_resource_keys(service)) : NULL;

		if (str_is(e->type, "Service") && !e->negated && keys)
			lint_report(l, e->value, "%.*s may do this on behalf of any account",
			            STR(service))->hint =
				arena_printf(l->arena, "add a Condition on %s", keys);
	}
}

const struct lint_rule rule_service_without_source = {
	.rule = {
		.id = "IAM111",
		.name = "service-without-source",
		.severity = SEV_INFO,
		.summary = "a service may use a resource on behalf of any account",
		.why =
			"The service acts for all its customers. Without a condition somebody\n"
			"else's topic, trail or rule can make it use your resource (the confused\n"
			"deputy). Reported for services of which it is known that they send\n"
			"aws:SourceAccount or aws:SourceArn when they use a resource of this kind.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: sns.amazonaws.com #!\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:eu-west-1:111111111111:orders\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: sns.amazonaws.com\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:eu-west-1:111111111111:orders\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:SourceArn: arn:aws:sns:eu-west-1:111111111111:orders\n",
		.silent = (const char *const[]){
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Principal:\n"
			"      Service: sns.amazonaws.com\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:eu-west-1:111111111111:orders\n",
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: logs.eu-west-1.amazonaws.com\n"
			"    Action: kms:Decrypt\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        kms:EncryptionContext:aws:logs:arn:\n"
			"          arn:aws:logs:eu-west-1:111111111111:log-group:*\n",
			NULL,
		},
	},
	.policies = POLICIES_RESOURCE,
	.statement = service_without_source,
};
