#include "aws/aws.h"
#include "lint/policy/role.h"

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

// Any aws:Source… key will do, and so will a condition of which nothing is known.
static bool has_source(const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		struct str name = s->conditions[i].name;
		if (str_eq_nocase(str_slice(name, 0, 10), S("aws:Source")))
			return true;
	}
	return s->condition.presence != ABSENT && s->condition_count == 0;
}

static void service_principal_without_source(struct lint *l, const struct statement *s)
{
	if (!statement_is(s, "Allow") || has_source(s))
		return;
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];
		struct str service = node_str(e->value);
		const char *keys = service.len ? wanted(service_role_keys(service)) : NULL;
		struct diag *d;

		if (!str_is(e->type, "Service") || e->negated || !keys)
			continue;
		d = lint_report(l, e->value, "%.*s may assume this role on behalf of any account",
		                STR(service));
		if (!role_power(l) && !role_passes_roles(l))
			d->severity = SEV_INFO;
		d->hint = arena_printf(l->arena, "add a Condition on %s", keys);
	}
}

const struct lint_rule rule_service_principal_without_source = {
	.rule = {
		.id = "TRU003",
		.name = "service-principal-without-source",
		.severity = SEV_WARNING,
		.summary = "a service may assume the role on behalf of any account",
		.why =
			"The service acts for all its customers. Without a condition somebody\n"
			"else's resource can make it use your role (the confused deputy). Services\n"
			"that send aws:SourceAccount and aws:SourceArn let you say that it must be\n"
			"your account, or your resource. Services that send neither are not\n"
			"reported, nor are those of which it is not known.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
		.bad =
			"Resources:\n"
			"  Runner:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: ssm.amazonaws.com #!\n"
			"            Action: sts:AssumeRole\n",
		.good =
			"Resources:\n"
			"  Runner:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: ssm.amazonaws.com\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              StringEquals:\n"
			"                aws:SourceAccount: !Ref AWS::AccountId\n",
	},
	.policies = POLICIES_TRUST,
	.statement = service_principal_without_source,
};
