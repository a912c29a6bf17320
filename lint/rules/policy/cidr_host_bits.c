#include "lint/policy/text.h"
#include "policies/address.h"

static void cidr_host_bits(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	struct address address;
	struct diag *d;

	(void)s;
	if (!t->op || t->op->family != OPERATOR_IP || !address_parse(t->text, &address) ||
	    !address_has_host_bits(&address))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "%.*s names one address and means its whole block",
	                     STR(t->text));
	d->hint = arena_printf(l->arena,
	                       "write /%zu for the address alone, or the block's first address",
	                       address.len * 8);
}

const struct lint_rule rule_cidr_host_bits = {
	.rule = {
		.id = "IAM034",
		.name = "cidr-host-bits",
		.severity = SEV_WARNING,
		.summary = "a CIDR block names an address inside the block",
		.why =
			"The bits after the slash say how much counts: 203.0.113.77/24 means all\n"
			"of 203.0.113.0/24. Either the one address was meant, which has /32, or\n"
			"the block, which should be written as such.",
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
			"        aws:SourceIp: 203.0.113.77/24 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp: 203.0.113.77/32\n",
	},
	.policies = POLICIES_ALL,
	.text = cidr_host_bits,
};
