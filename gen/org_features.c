// What AWS asks of single features, beyond what the table can say.
#include "gen/org_read.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "gen/org_rules.h"
#include "gen/say.h"

// Whether one or a list of regions names this one, or all of them.
static bool names_region(const struct node *regions, struct str region)
{
	if (node_is(regions, "all") || str_eq(node_str(regions), region))
		return true;
	node_each(regions, item)
		if (node_is(item, "all") || str_eq(node_str(item), region))
			return true;
	return false;
}

static struct str home_of(const struct org *org)
{
	return node_str(node_path(org->root, "regions/home"));
}

// `regions` as org.yaml says them; NULL is all.
static bool covers_home(const struct org *org, const struct node *regions)
{
	return !regions || names_region(regions, S("home")) ||
	       names_region(regions, home_of(org));
}

static void check_host_management(const struct org *org)
{
	const struct node *map = node_path(org->root, "features/default-host-management");
	const struct node *regions = node_get(map, "regions");

	if (!node_is(node_get(map, "mode"), "per-region") && !covers_home(org, regions))
		diag_node(org->diags, &org_home_region_left_out, org->doc, regions,
		          "features.default-host-management makes its roles in the home region, "
		          "which is not among its regions")
			->hint = "add home, or choose mode: per-region";
}

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

void org_check_features(const struct org *org)
{
	check_host_management(org);
	check_hybrid(org);
}
