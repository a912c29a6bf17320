#include "aws/aws.h"
#include "lint/policy/guardrail.h"

// Where calls to global services count as made; empty where the condition names that Region,
// or one of another partition.
static struct str global_region(const struct condition_entry *c)
{
	struct str global = {0};

	for (size_t i = 0; i < c->count; i++) {
		struct str region = node_str(c->leaves[i].value);

		global = partition_global_region(region_partition(region));
		if (!str_is(global, "us-east-1") || str_eq(region, global))
			return (struct str){0};
	}
	return global;
}

static bool is_denied(struct lint *l, const struct statement *s, struct str action,
                      struct str region)
{
	struct context_key key = {S("aws:RequestedRegion"), KEY_PRESENT, &region, 1, false};
	struct request r = {
		.caller = caller_of(l->scratch, S("arn:aws:iam::111111111111:role/somebody")),
		.action = action,
		.resource = S("*"),
		.resource_account = S("111111111111"),
		.keys = &key,
		.key_count = 1,
		.unlisted = KEY_UNKNOWN,
	};

	return guardrail_denies(l, s, &r);
}

static void region_deny_catches_global(struct lint *l, const struct statement *s)
{
	static const char *const operators[] = {"StringNotEquals", "StringNotLike",
	                                        "StringNotEqualsIgnoreCase", NULL};
	const struct condition_entry *c = statement_condition(s, operators,
	                                                      "aws:RequestedRegion");
	struct str region = c ? global_region(c) : (struct str){0};
	const char *names = NULL;

	// Where IAM is caught, another rule says more.
	if (region.len == 0 || !statement_is(s, "Deny") ||
	    is_denied(l, s, S("iam:CreateRole"), region))
		return;
	fact_each(fact_file("global-services"), row)
		if (is_denied(l, s, fact_value(row), region))
			names = names ? arena_printf(l->scratch, "%s, %.*s", names, STR(fact_name(row)))
			              : arena_printf(l->scratch, "%.*s", STR(fact_name(row)));
	if (names)
		lint_report(l, c->key, "this denies global services, which count as called in %.*s: "
		            "%s", STR(region), names)->hint =
			"add those that are used to NotAction";
}

const struct lint_rule rule_region_deny_catches_global = {
	.rule = {
		.id = "SCP012",
		.name = "region-deny-catches-global",
		.severity = SEV_INFO,
		.summary = "a Deny by Region catches global services",
		.why =
			"Calls to CloudFront, Route 53, Support and other global services count as made\n"
			"in us-east-1. A Deny on all Regions but some of yours stops those that it does\n"
			"not exempt under NotAction, wherever they are called from.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_examples_general.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotAction:\n"
			"      - iam:*\n"
			"      - sts:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: eu-west-1 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotAction:\n"
			"      - iam:*\n"
			"      - sts:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: [eu-west-1, us-east-1]\n",
		.silent = (const char *const[]){
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:*\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotAction: [iam:*, sts:*]\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        aws:RequestedRegion: cn-north-1\n",
			NULL,
		},
	},
	.policies = POLICIES_SCP | POLICIES_UNSURE,
	.statement = region_deny_catches_global,
};
