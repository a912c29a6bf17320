#include "lint/policy/text.h"

static void cidr_malformed(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	struct diag *d;

	(void)s;
	if (!text_is_no_value(t, OPERATOR_IP))
		return;
	d = lint_report_text(l, t->variant, 0, "%.*s takes CIDR blocks, and %.*s is none",
	                     STR(t->entry->operator), STR(t->text));
	d->hint = "write ADDRESS/BITS: 203.0.113.0/24";
}

const struct lint_rule rule_cidr_malformed = {
	.rule = {
		.id = "IAM033",
		.name = "cidr-malformed",
		.severity = SEV_ERROR,
		.summary = "an IP address operator is given no address or CIDR block",
		.why =
			"IpAddress and NotIpAddress take IPv4 and IPv6 addresses and CIDR blocks,\n"
			"without wildcards: 203.0.113.0/24, 2001:db8::/32. IAM refuses the rest.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp:\n"
			"          - 203.0.113.0/33 #!\n"
			"          - 198.51.100.* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp:\n"
			"          - 203.0.113.0/24\n"
			"          - 198.51.100.0/24\n",
	},
	.policies = POLICIES_ALL,
	.text = cidr_malformed,
};
