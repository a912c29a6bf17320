// From features.unified-console to the stacks that AWS makes for it.
#include "preflight/quick_setup.h"

#include "aws/aws.h"
#include "model/variant.h"
#include "model/write/write.h"

struct quick_setup quick_setup_of(const struct org *org)
{
	const struct node *feature = node_path(org->root, "features/unified-console");
	const struct node *derived = node_path(org->resolved, "features/unified-console");
	struct quick_setup q = {
		.feature = node_is_map(feature) ? feature : NULL,
		.home = node_str(node_path(org->root, "regions/home")),
		.regions = {.arena = org->arena},
	};

	node_each(node_get(derived, "region-names"), region)
		names_add(&q.regions, node_str(region), 0);
	if (q.regions.count == 0)
		node_each(node_path(org->root, "regions/all"), region)
			names_add(&q.regions, node_str(region), 0);
	if (q.regions.count == 0)
		names_add(&q.regions, q.home, 0);
	return q;
}

bool quick_setup_reaches(const struct org *org, const struct quick_setup *q,
                         const struct fact *set, uint32_t account)
{
	struct str admin = node_str(node_get(q->feature, "admin"));

	if (account == ACCOUNT_MANAGEMENT || org->accounts[account].suspended)
		return false;
	return !str_is(fact_value(set), "delegated") ||
	       names_find(&org->account_names, admin) == account;
}

// ${Account} and * are known in the account only, and no wildcard of a request is.
static struct str filled(struct arena *a, struct str pattern, struct str region)
{
	struct out o = {.arena = a};

	for (size_t at = 0; at < pattern.len; at++) {
		struct str rest = str_slice(pattern, at, pattern.len);
		if (str_starts(rest, "${Partition}"))
			out_bytes(&o, region_partition(region));
		else if (str_starts(rest, "${Account}"))
			out_byte(&o, NEED_ACCOUNT);
		else if (rest.at[0] == '*')
			out_byte(&o, HOLE_BYTE);
		else
			out_byte(&o, rest.at[0]);
		if (rest.at[0] == '$')
			at += (size_t)str_find_byte(rest, 0, '}');
	}
	if (pattern.len == 0)
		out_byte(&o, HOLE_BYTE);
	return out_str(&o);
}

struct needs quick_setup_needs(struct arena *a, const struct fact *set, struct str region,
                               bool is_home)
{
	struct needs n = {.unknown.arena = a};

	fact_each(set, resource) {
		struct str value = fact_value(resource), type;
		if (!fact_word(&value, &type) || (str_is(value, "home") && !is_home))
			continue;
		fact_each(resource, action) {
			n.items = arena_grow(a, n.items, n.count, &n.room, sizeof *n.items);
			n.items[n.count++] = (struct need){
				.action = fact_name(action),
				.resource = filled(a, fact_value(action), region),
				.is_sure = true,
				.logical_id = fact_name(resource),
				.type = type,
			};
		}
	}
	return n;
}
