// features.session-manager: sessions on instances of other accounts.
#include "org/features/feature.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "model/text/say.h"
#include "org/org_rules.h"

// --- keys ---

static const char *const tiers[] = {"advanced", "standard", NULL};
static const struct org_shape tier_shape = {ORG_TEXT, "advanced or standard", .words = tiers};
static const struct org_shape node_count = {
	ORG_AMOUNT, "a number of nodes such as 10", .least = 1, .most = 0};
static const struct org_key hybrid_keys[] = {
	{"nodes", &node_count, false, "How many nodes are registered, for the cost.", "1"},
	{"tier", &tier_shape, false, "Sessions on registered nodes need advanced.", "\"advanced\""},
	{0},
};

// The advanced tier costs 0.00695 USD for a node and hour (Systems Manager pricing page, as
// of 2021), and a month of billing has 730 hours.
enum { TIER_PRICE = 695, HOURS = 730 }; // in USD / 100,000

// With `cost`: "50.74", in USD a month, where the tier is advanced.
static const struct node *derive_hybrid(struct org *org, const struct node *hybrid)
{
	struct node *out = node_copy(org->arena, hybrid);
	unsigned long long nodes = strtoull(
		arena_cstring(org->arena, node_str(node_get(hybrid, "nodes"))), NULL, 10);
	unsigned long long cents = (nodes * TIER_PRICE * HOURS + 500) / 1000;

	if (node_is(node_get(hybrid, "tier"), "advanced"))
		node_set(org->arena, out, "cost",
		         node_scalar(org->arena,
		                     str_of(arena_printf(org->arena, "%llu.%02llu", cents / 100,
		                                         cents % 100)),
		                     STYLE_PLAIN));
	return out;
}

static const struct org_shape hybrid_shape = {
	ORG_MAP, "a map with nodes and tier", .keys = hybrid_keys, .derive = derive_hybrid};
static const struct org_key session_manager_keys[] = {
	{"from", &shape_account, true, "The account from which sessions are opened.", NULL},
	{"who", &shape_console, true, "Who may open sessions, of the principals of that account.",
	 NULL},
	{"pin", &shape_flag, false,
	 "Name roles and users of who as principals: they must be there first, and one that is "
	 "made anew is shut out.",
	 "false"},
	{"in", &shape_targets, true, "The accounts on whose instances sessions are opened.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	{"hybrid", &hybrid_shape, false,
	 "Nodes that are registered in the account from which sessions are opened.", NULL},
	STACK_KEYS
	{0},
};

// --- what AWS asks ---

static void check_hybrid(const struct org *org)
{
	const struct node *hybrid = node_path(org->root, "features/session-manager/hybrid");
	const struct node *tier = node_get(hybrid, "tier"), *nodes = node_get(hybrid, "nodes");
	const char *count = arena_cstring(org->arena, node_str(nodes));

	if (node_is(tier, "standard"))
		diag_node(org->diags, &org_tier_without_sessions, org->doc, tier,
		          "sessions on registered nodes need the advanced tier")
			->hint = "take tier out, or hybrid where no sessions on such nodes are opened";
	if (strtoul(count, NULL, 10) > (unsigned long)limit("activation-registrations"))
		diag_node(org->diags, &org_over_a_limit, org->doc, nodes,
		          "one activation registers at most %ld nodes, and %s are asked for",
		          limit("activation-registrations"), count);
}

const struct feature feature_session_manager = {
	.name = "session-manager",
	.shape = {ORG_MAP, "a map with from, who and in", .keys = session_manager_keys},
	.check = check_hybrid,
	.has_nodes = true,
};
