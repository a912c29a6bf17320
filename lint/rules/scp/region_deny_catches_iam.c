#include "aws/aws.h"
#include "lint/policy/guardrail.h"

// The Region where calls to IAM count as made, where those of the condition are; empty
// where that cannot be told.
static struct str global_region(const struct condition_entry *c)
{
	struct str found = {0};

	for (size_t i = 0; i < c->count; i++) {
		struct str region = node_str(c->leaves[i].value);
		struct str global = partition_global_region(region_partition(region));
		if (global.len == 0 || (found.len > 0 && !str_eq(found, global)))
			return (struct str){0};
		found = global;
	}
	return found;
}

static void region_deny_catches_iam(struct lint *l, const struct statement *s)
{
	static const char *const operators[] = {"StringNotEquals", "StringNotLike",
	                                        "StringNotEqualsIgnoreCase", NULL};
	const struct condition_entry *c = statement_condition(s, operators,
	                                                      "aws:RequestedRegion");
	struct str region = c ? global_region(c) : (struct str){0};
	struct context_key key = {S("aws:RequestedRegion"), KEY_PRESENT, &region, 1, false};
	struct request r = {
		.caller = caller_of(l->scratch, S("arn:aws:iam::111111111111:role/somebody")),
		.action = S("iam:CreateRole"),
		.resource = S("arn:aws:iam::111111111111:role/\x1a"),
		.resource_account = S("111111111111"),
		.keys = &key,
		.key_count = 1,
		.unlisted = KEY_UNKNOWN,
	};

	if (region.len == 0 || !statement_is(s, "Deny") || !guardrail_denies(l, s, &r))
		return;
	lint_report(l, c->key, "this denies iam:CreateRole, which counts as called in %.*s",
	            STR(region))->hint =
		arena_printf(l->arena, "add iam:* and other global services to NotAction, or %.*s "
		                       "to the Regions", STR(region));
}

const struct lint_rule rule_region_deny_catches_iam = {
	.rule = {
		.id = "SCP006",
		.name = "region-deny-catches-iam",
		.severity = SEV_WARNING,
		.summary = "a Deny by Region catches IAM, which has none",
		.why =
			"Calls to IAM and other global services count as made in one Region, which\n"
			"is us-east-1 in the partition aws. A Deny on all Regions but some of yours\n"
			"then stops them: no one can make a role. Exempt the global services under\n"
			"NotAction, or let that Region pass.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_examples_general.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: '*'\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: ap-northeast-1 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotAction:\n"
			"      - budgets:*\n"
			"      - ce:*\n"
			"      - cloudfront:*\n"
			"      - globalaccelerator:*\n"
			"      - health:*\n"
			"      - iam:*\n"
			"      - organizations:*\n"
			"      - route53:*\n"
			"      - route53domains:*\n"
			"      - shield:*\n"
			"      - sts:*\n"
			"      - support:*\n"
			"      - supportplans:*\n"
			"      - trustedadvisor:*\n"
			"      - waf:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: ap-northeast-1\n",
	},
	.policies = POLICIES_SCP | POLICIES_UNSURE,
	.statement = region_deny_catches_iam,
};
