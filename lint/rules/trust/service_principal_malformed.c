#include "lint/policy/named.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

static const char *wrong_with(struct str text)
{
	if (str_starts(text, "http:") || str_starts(text, "https:"))
		return "is a URL";
	if (str_starts(text, "arn:"))
		return "is an ARN";
	if (str_find_byte(text, 0, ',') >= 0)
		return "holds several names, which are a list: one text each";
	if (str_is(text, "*"))
		return "is every service, which no role can trust";
	if (str_find_byte(text, 0, '*') >= 0 || str_find_byte(text, 0, '?') >= 0)
		return "has a wildcard, which no service principal has";
	if (str_find_byte(text, 0, '.') < 0)
		return "is no host name";
	if (str_ends(text, ".amazon.com"))
		return "is under amazon.com, which no service is";
	return NULL;
}

static void service_principal_malformed(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Service", &texts);

	for (size_t i = 0; i < count; i++) {
		struct str text = arn_with_partition(l->scratch, texts[i].text);
		const char *wrong = text_is_open(text) && !str_starts(text, "arn:") ? NULL
		                                                                    : wrong_with(text);

		if (text.len == 0 || !wrong)
			continue;
		lint_report_text(l, texts[i].variant, 0, "service principal %s %s",
		                 text_readable(l->arena, texts[i].text), wrong)->hint = "write SERVICE.amazonaws.com";
	}
}

const struct lint_rule rule_service_principal_malformed = {
	.rule = {
		.id = "TRU013",
		.name = "service-principal-malformed",
		.severity = SEV_ERROR,
		.summary = "a service principal is not written as one",
		.why =
			"Service principals are host names in lower case, such as ssm.amazonaws.com,\n"
			"one by one: no wildcard, no URL, no bare name of a service. IAM answers\n"
			"\"Invalid principal in policy\".",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: https://ec2.amazonaws.com #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.amazonaws.com\n"
			"    Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.statement = service_principal_malformed,
};
