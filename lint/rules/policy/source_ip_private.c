#include "lint/policy/text.h"
#include "policies/address.h"

// https://www.iana.org/assignments/iana-ipv4-special-registry
static const char *const private_blocks[] = {
	"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
	"fc00::/7", "fe80::/10",
};

static bool is_private(const struct address *a)
{
	for (size_t i = 0; i < sizeof private_blocks / sizeof *private_blocks; i++) {
		struct address block;
		if (address_parse(str_of(private_blocks[i]), &block) && address_within(&block, a))
			return true;
	}
	return false;
}

static void source_ip_private(struct lint *l, const struct statement *s,
                              const struct lint_text *t)
{
	struct address address;
	struct diag *d;

	(void)s;
	if (!t->op || t->op->family != OPERATOR_IP ||
	    !str_eq_nocase(t->entry->name, S("aws:SourceIp")) ||
	    !address_parse(t->text, &address) || !is_private(&address))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "aws:SourceIp is never a private address, so %.*s never matches",
	                     STR(t->text));
	d->hint = "name public addresses, or use aws:VpcSourceIp after a VPC endpoint";
}

const struct lint_rule rule_source_ip_private = {
	.rule = {
		.id = "IAM035",
		.name = "source-ip-private",
		.severity = SEV_WARNING,
		.summary = "aws:SourceIp is compared with private addresses",
		.why =
			"aws:SourceIp is the public address that a request comes from. Requests\n"
			"from private networks come through a gateway, or through a VPC endpoint,\n"
			"which leaves aws:SourceIp out and sends aws:VpcSourceIp.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp: 10.0.0.0/8 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp: 203.0.113.0/24\n",
	},
	.policies = POLICIES_ALL,
	.text = source_ip_private,
};
