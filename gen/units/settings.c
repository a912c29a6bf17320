// Finds what org.yaml says of the stacks of a unit besides their template.
#include "gen/units/settings.h"

#include "aws/aws.h"
#include "model/text/say.h"
#include "org/org_rules.h"

static struct node *bare(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_PLAIN);
}

// Of the map that asks for the unit. The policies have none: the key is that of the first.
static const struct node *own(const struct unit *u, const char *key)
{
	return u->key && !u->holds_policies ? node_get(u->key->next, key) : NULL;
}

// Of a blueprint whose later regions need what the first one makes: none of its accounts may
// fail, and its regions come one after the other. NULL for all others.
static const struct node *tolerated_by_blueprint(const struct unit *u)
{
	return u->feature.len > 0 ? node_get(u->metadata, "tolerate") : NULL;
}

// --- tags ---

void unit_set_tags(const struct org *org, struct unit *u)
{
	const struct node *all = node_get(org->root, "tags"), *mine = own(u, "tags");
	struct node *tags = node_map(org->arena);
	struct node_list list = node_list_of(tags);

	node_each_pair(all, key) {
		const struct node *other = node_get_str(mine, node_str(key));
		node_list_pair(&list, node_copy(org->arena, key),
		               node_copy(org->arena, other ? other : key->next));
	}
	node_each_pair(mine, key)
		if (!node_get_str(all, node_str(key)))
			node_list_pair(&list, node_copy(org->arena, key),
			               node_copy(org->arena, key->next));
	u->tags = tags->len > 0 ? tags : NULL;
}

// IAM tells keys of tags apart without their case: a role with two of one word is refused.
static void check_case(const struct org *org, const struct unit *u, const struct node *tag)
{
	node_each_pair(u->tags, other) {
		if (other == tag)
			return;
		if (!str_eq_nocase(node_str(other), node_str(tag)))
			continue;
		diag_node(org->diags, &org_tags_of_one_word, org->doc, tag,
		          "%s has the tags %s and %s, and makes IAM resources, which take one of "
		          "the two",
		          u->path, say_text(org->arena, node_str(other)),
		          say_text(org->arena, node_str(tag)))
			->hint = "write both in the same case: the one of the StackSet then holds";
		return;
	}
}

struct node *tags_list(struct arena *a, const struct node *tags)
{
	struct node *list = node_seq(a);

	node_each_pair(tags, key) {
		struct node *tag = node_map(a);
		node_set(a, tag, "Key", node_scalar(a, node_str(key), STYLE_SINGLE));
		node_set(a, tag, "Value", node_scalar(a, node_str(key->next), STYLE_SINGLE));
		node_append(list, tag);
	}
	return list;
}

// --- how fast ---

struct amount {
	unsigned value;
	bool is_share; // a percentage
};

static struct amount amount_of(const struct node *n, unsigned otherwise)
{
	struct str s = node_str(n);
	struct amount amount = {n ? 0 : otherwise, false};

	for (size_t i = 0; i < s.len && s.at[i] != '%'; i++)
		amount.value = amount.value * 10 + (unsigned)(s.at[i] - '0');
	amount.is_share = str_ends(s, "%");
	return amount;
}

// CloudFormation's strict mode never runs more at once than may fail, plus one.
static bool fits_strict_mode(struct amount at_once, struct amount tolerated)
{
	if (!at_once.is_share && at_once.value <= 1)
		return true;
	return at_once.is_share == tolerated.is_share &&
	       at_once.value <= tolerated.value + !at_once.is_share;
}

static void set_amount(struct arena *a, struct node *map, struct amount amount,
                       const char *count, const char *share)
{
	node_set(a, map, amount.is_share ? share : count,
	         bare(a, arena_printf(a, "%u", amount.value)));
}

const struct node *unit_rollout(const struct org *org, const struct unit *u, const char *key)
{
	const struct node *mine = node_get(own(u, "rollout"), key);

	return mine ? mine : node_get(node_get(org->root, "rollout"), key);
}

static void set_regions(struct arena *a, struct node *map, const struct unit *u,
                        const struct node *order)
{
	struct node *list = node_seq(a);

	if (u->region_count < 2)
		return;
	if (node_is(order, "parallel") && !tolerated_by_blueprint(u)) {
		node_set(a, map, "RegionConcurrencyType", bare(a, "PARALLEL"));
		return;
	}
	for (size_t i = 0; i < u->region_count; i++)
		node_append(list, bare(a, u->regions[i]));
	node_set(a, map, "RegionConcurrencyType", bare(a, "SEQUENTIAL"));
	node_set(a, map, "RegionOrder", list);
}

struct node *unit_preferences(const struct org *org, const struct unit *u)
{
	struct arena *a = org->arena;
	const struct node *concurrency = unit_rollout(org, u, "concurrency");
	const struct node *fixed = tolerated_by_blueprint(u);
	const struct node *tolerate = fixed ? fixed : unit_rollout(org, u, "tolerate");
	struct amount at_once = amount_of(concurrency, 1),
		      tolerated = amount_of(tolerate, 0);
	struct node *map = node_map(a);

	set_regions(a, map, u, unit_rollout(org, u, "regions"));
	if (!concurrency && !tolerate)
		return map;
	set_amount(a, map, at_once, "MaxConcurrentCount", "MaxConcurrentPercentage");
	set_amount(a, map, tolerated, "FailureToleranceCount",
	           "FailureTolerancePercentage");
	if (!fits_strict_mode(at_once, tolerated))
		node_set(a, map, "ConcurrencyMode", bare(a, "SOFT_FAILURE_TOLERANCE"));
	return map;
}

// --- the rest ---

bool unit_retains(const struct unit *u)
{
	return node_is(own(u, "retain"), "true");
}

static bool asks_for(const struct node *capabilities, const char *name)
{
	node_each(capabilities, item)
		if (node_is(item, name))
			return true;
	return node_is(capabilities, name);
}

const char *unit_capability(const struct unit *u)
{
	const struct node *more = own(u, "capabilities");

	if (u->needs_named_iam || asks_for(more, "CAPABILITY_NAMED_IAM"))
		return "CAPABILITY_NAMED_IAM";
	return u->needs_iam || asks_for(more, "CAPABILITY_IAM") ? "CAPABILITY_IAM" : "";
}

// --- checks ---

static void check_regions(const struct org *org, const struct unit *u)
{
	const struct node *regions = node_get(own(u, "rollout"), "regions");

	if (node_is(regions, "parallel") && u->region_count > 1 && tolerated_by_blueprint(u))
		diag_node(org->diags, &org_malformed_value, org->doc, regions,
		          "%s.rollout.regions must be sequential: its later regions need what the "
		          "first one makes",
		          u->path)
			->hint = "take it out";
}

void unit_check_settings(const struct org *org, const struct unit *u)
{
	check_regions(org, u);
	if (u->tags && u->tags->len > (size_t)limit("stackset-tags"))
		diag_node(org->diags, &org_over_a_limit, org->doc, u->key,
		          "%s comes to %u tags with those of the organization, and AWS takes at "
		          "most %ld",
		          u->path, u->tags->len, limit("stackset-tags"));
	else if (u->needs_iam)
		node_each_pair(u->tags, tag)
			check_case(org, u, tag);
}
