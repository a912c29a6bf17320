#include "gen/derive.h"

#include <stdlib.h>

// The advanced tier costs 0.00695 USD for a node and hour (Systems Manager pricing page, as
// of 2021), and a month of billing has 730 hours.
enum { TIER_PRICE = 695, HOURS = 730 }; // in USD / 100,000

const struct node *derive_hybrid(struct org *org, const struct node *hybrid)
{
	struct node *out = node_copy(org->arena, hybrid);
	unsigned long long nodes = strtoull(
		arena_cstring(org->arena, node_str(node_get(hybrid, "nodes"))), NULL, 10);
	unsigned long long cents = (nodes * TIER_PRICE * HOURS + 500) / 1000;

	if (node_is_map(out))
		node_set(org->arena, out, "cost",
		         node_scalar(org->arena,
		                     str_of(arena_printf(org->arena, "%llu.%02llu", cents / 100,
		                                         cents % 100)),
		                     STYLE_PLAIN));
	return out;
}
