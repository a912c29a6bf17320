#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// Services whose ARNs have another name than their actions, which have one of their own.
static bool is_arn_only(struct str name)
{
	return str_is(name, "catalog") || str_is(name, "elastic-inference") ||
	       str_is(name, "route53-recovery-control");
}

static bool is_lower(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= 'A' && text.at[i] <= 'Z')
			return false;
	return true;
}

static void judge(struct lint *l, const struct lint_text *t, struct str service)
{
	size_t at = (size_t)(service.at - t->text.at);
	struct str nearest = action_service_nearest(service);
	struct diag *d;

	if (action_service(service)) {
		d = lint_report_text(l, t->variant, at,
		                     "ARNs write the service in lower case");
		d->severity = SEV_ERROR;
		d->hint = arena_printf(l->arena, "write %.*s", STR(nearest));
		return;
	}
	d = lint_report_text(l, t->variant, at, "no service \"%.*s\" was known on %.*s",
	                     STR(service), STR(lint_facts_day("actions")));
	if (nearest.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
}

static void resource_service_unknown(struct lint *l, const struct statement *s,
                                     const struct lint_text *t)
{
	struct arn arn;

	if (text_is_resource(s, t) && arn_split(t->text, &arn) && arn.service.len > 0 &&
	    !text_is_open(arn.service) && !text_has_wildcard(arn.service) &&
	    !(action_service(arn.service) && is_lower(arn.service)) &&
	    !is_arn_only(arn.service))
		judge(l, t, arn.service);
}

const struct lint_rule rule_resource_service_unknown = {
	.rule = {
		.id = "IAM067",
		.name = "resource-service-unknown",
		.severity = SEV_WARNING,
		.summary = "the ARN of a resource names a service that does not exist",
		.why =
			"No resource has such an ARN, so the line does nothing. Most services go by\n"
			"the prefix of their actions, in lower case.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: dynamodb:GetItem\n"
			"    Resource:\n"
			"      - arn:aws:dynamo:eu-west-1:111111111111:table/orders #!\n"
			"      - arn:aws:DynamoDB:eu-west-1:111111111111:table/prices #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: dynamodb:GetItem\n"
			"    Resource:\n"
			"      - arn:aws:dynamodb:eu-west-1:111111111111:table/orders\n"
			"      - arn:aws:dynamodb:eu-west-1:111111111111:table/prices\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_service_unknown,
};
