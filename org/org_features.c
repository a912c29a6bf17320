// What AWS asks of single features, beyond what the table can say.
#include "org/org_read.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "org/org_rules.h"
#include "model/text/say.h"

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

// Whether one or a list of regions comes to this one alone.
static bool is_only_region(const struct org *org, const struct node *regions,
                           struct str region)
{
	const struct node *only = node_is_seq(regions) && regions->len == 1 ? regions->first
	                                                                     : regions;

	return str_eq(node_is(only, "home") ? home_of(org) : node_str(only), region);
}

// `regions` as org.yaml says them; NULL is all.
static bool covers_home(const struct org *org, const struct node *regions)
{
	return !regions || names_region(regions, S("home")) ||
	       names_region(regions, home_of(org));
}

// Only two accounts may look up which accounts are in an OU.
static void check_automation(const struct org *org)
{
	const struct node *admin = node_path(org->root, "features/automation/admin");
	const struct node *delegate =
		node_path(org->root, "delegated-administrators/systems-manager");
	const struct node *console = node_path(org->root, "features/unified-console/admin");
	struct str name = node_str(admin);

	if (names_find(&org->account_names, name) == NAME_NONE ||
	    str_eq(name, org->accounts[ACCOUNT_MANAGEMENT].name) ||
	    str_eq(name, node_str(delegate ? delegate : console)))
		return;
	diag_node(org->diags, &org_admin_without_ous, org->doc, admin,
	          "automations that %s starts cannot be aimed at OUs",
	          say_text(org->arena, name))
		->hint = arena_printf(org->arena, "add delegated-administrators: "
		                                  "{systems-manager: %s}",
		                      say_text(org->arena, name));
}

static void check_host_management(const struct org *org)
{
	const struct node *map = node_path(org->root, "features/default-host-management");
	const struct node *regions = node_get(map, "regions"), *mode = node_get(map, "mode");

	if ((!mode || node_is(mode, "runbook")) && !covers_home(org, regions))
		diag_node(org->diags, &org_home_region_left_out, org->doc, regions,
		          "features.default-host-management makes its roles in the home region, "
		          "which is not among its regions")
			->hint = "add home, or choose mode: per-region or native";
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

static bool is_off(const struct node *n)
{
	return !n || (n->kind != NODE_SCALAR && n->len == 0) || node_is(n, "false");
}

// A key of KMS is of use in its own region only: the fourth part of its ARN.
static void check_key_region(const struct org *org, const struct node *key,
                             const struct node *regions)
{
	struct str rest = node_str(key), region = {0};

	for (int part = 0; part < 4 && rest.len > 0; part++) {
		ptrdiff_t colon = str_find_byte(rest, 0, ':');
		region = str_slice(rest, 0, colon < 0 ? rest.len : (size_t)colon);
		rest = str_slice(rest, region.len + 1, rest.len);
	}
	if (region.len == 0 || (!regions && str_eq(region, home_of(org))) ||
	    (regions && is_only_region(org, regions, region)))
		return;
	diag_node(org->diags, &org_malformed_value, org->doc, key,
	          "features.share-ami.key is of use in %s only, and images are made elsewhere",
	          say_text(org->arena, region))
		->hint = "name that region, and no other, under features.share-ami.regions";
}

static void check_share_ami(const struct org *org)
{
	const struct node *map = node_path(org->root, "features/share-ami");
	const struct node *tag = node_get(map, "tag"), *with = node_get(map, "with");

	if (node_is_map(tag) && tag->len != 1)
		diag_node(org->diags, &org_malformed_value, org->doc, tag,
		          "features.share-ami.tag must be one key and its value, and has %u",
		          tag->len)
			->hint = "an association of orgc's goes by one tag";
	check_key_region(org, node_get(map, "key"), node_get(map, "regions"));
	if (node_is_map(with) && is_off(node_get(with, "accounts")) &&
	    is_off(node_get(with, "ous")) && is_off(node_get(with, "organization")))
		diag_node(org->diags, &org_shared_with_nobody, org->doc, with,
		          "features.share-ami.with names nobody")
			->hint = "name accounts, ous, or say organization: true";
}

// The management account is the owner already, and AWS refuses to delegate to it.
static void check_delegate(const struct org *org, const struct node *key)
{
	if (str_eq(node_str(key->next), org->accounts[ACCOUNT_MANAGEMENT].name))
		diag_node(org->diags, &org_management_as_delegate, org->doc, key->next,
		          "%s names the management account, which cannot be a delegated administrator",
		          say_text(org->arena, node_str(key)))
			->hint = "name a member account that runs things for the others";
}

// The unified console needs one account for all of its services.
static void check_one_delegate(const struct org *org, const struct node *admin)
{
	node_each_pair(node_get(org->root, "delegated-administrators"), key) {
		struct diag *d;
		if (node_str(key->next).len == 0 || str_eq(node_str(key->next), node_str(admin)))
			continue;
		d = diag_node(org->diags, &org_two_delegates, org->doc, key->next,
		              "the unified console is set up in %s, and %s is delegated to %s",
		              say_text(org->arena, node_str(admin)),
		              say_text(org->arena, node_str(key)),
		              say_text(org->arena, node_str(key->next)));
		d->hint = "name the same account for both";
		diag_relate_node(org->arena, d, org->doc, admin,
		                 "the unified console's");
	}
}

static void check_console_region(const struct org *org, const struct node *region)
{
	struct str name = node_str(region);

	if (region_known(name) && !region_has_unified_console(name))
		diag_node(org->diags, &org_region_without_console, org->doc, region,
		          "the unified console is not offered in %s", say_text(org->arena, name))
			->hint = "name the other regions under features.unified-console.regions";
}

static void check_console_regions(const struct org *org, const struct node *regions)
{
	const struct node *all = node_path(org->root, "regions/all");

	if (!regions || names_region(regions, S("all")))
		regions = all;
	check_console_region(org, regions);
	node_each(regions, region)
		check_console_region(org, region);
}

// The unified console leaves a role alone that was chosen, and chooses one where none was.
static void check_setting(const struct org *org)
{
	const struct node *features = node_get(org->root, "features");
	const struct node *hosts = node_get(features, "default-host-management");
	const struct node *in = node_get(hosts, "in"), *regions = node_get(hosts, "regions");

	if (!node_is_map(hosts) || ((node_is(in, "all") || node_is(node_item(in, 0), "all")) &&
	                            is_off(node_get(hosts, "except")) &&
	                            (!regions || names_region(regions, S("all")))))
		return;
	diag_node(org->diags, &org_setting_of_two, org->doc,
	          node_key(features, "default-host-management"),
	          "the unified console sets a role of its own where default-host-management ends")
		->hint = "write in: all for every region, or leave the setting to the unified console";
}

static bool names_account(const struct node *in, struct str name)
{
	node_each(in, item)
		if (str_eq(node_str(item), name))
			return true;
	return str_eq(node_str(in), name);
}

// Whoever names the management account has instances there.
static void check_hidden_nodes(const struct org *org)
{
	static const char *const features[] = {"default-host-management", "session-manager",
	                                       "share-ami"};

	for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
		const struct node *map = node_get(node_get(org->root, "features"), features[i]);
		const struct node *in = node_get(map, "in");
		if (names_account(in, org->accounts[ACCOUNT_MANAGEMENT].name))
			diag_node(org->diags, &org_hidden_nodes, org->doc, in,
			          "the unified console will not show the instances of %s",
			          say_text(org->arena, org->accounts[ACCOUNT_MANAGEMENT].name))
				->hint = "move them to a member account";
	}
}

static void check_unified_console(const struct org *org)
{
	const struct node *features = node_get(org->root, "features");
	const struct node *key = node_key(features, "unified-console");
	const struct node *console = node_get(features, "unified-console");
	const struct node *admin = node_key(console, "admin");
	const struct node *regions = node_get(console, "regions");
	const struct node *home = node_path(org->root, "regions/home");
	const struct node *center = node_path(org->root, "identity-center/region");

	if (!node_is_map(console))
		return;
	if (node_is_scalar(admin ? admin->next : NULL)) {
		check_delegate(org, admin);
		check_one_delegate(org, admin->next);
	}
	if (!covers_home(org, regions))
		diag_node(org->diags, &org_home_region_left_out, org->doc, regions,
		          "features.unified-console brings nodes together in the home region, which "
		          "is not among its regions")
			->hint = "add home";
	if (node_is_scalar(center) && !str_eq(node_str(center), node_str(home)))
		diag_node(org->diags, &org_console_away_from_identity_center, org->doc, key,
		          "the home region of the unified console is %s, and IAM Identity Center is "
		          "in %s", say_text(org->arena, node_str(home)),
		          say_text(org->arena, node_str(center)))
			->hint = "AWS takes only the region of IAM Identity Center: make it regions.home";
	check_console_regions(org, regions);
	check_setting(org);
	check_hidden_nodes(org);
}

static void check_delegates(const struct org *org)
{
	node_each_pair(node_get(org->root, "delegated-administrators"), key)
		if (node_is_scalar(key->next))
			check_delegate(org, key);
}

// Only two accounts may deploy StackSets to OUs.
static void check_rollout(const struct org *org)
{
	const struct node *from = node_path(org->root, "rollout/from");
	const struct node *delegate = node_path(org->root, "delegated-administrators/stacksets");
	const struct node *console = node_path(org->root, "features/unified-console/admin");

	// An account without a name is a mistake of its own.
	if (!from || names_find(&org->account_names, node_str(from)) == NAME_NONE ||
	    str_eq(node_str(from), org->accounts[ACCOUNT_MANAGEMENT].name) ||
	    str_eq(node_str(from), node_str(delegate ? delegate : console)))
		return;
	diag_node(org->diags, &org_rollout_from_elsewhere, org->doc, from,
	          "%s may not deploy StackSets to the organization",
	          say_text(org->arena, node_str(from)))
		->hint = arena_printf(org->arena, "add delegated-administrators: {stacksets: %s}",
		                      say_text(org->arena, node_str(from)));
}

void org_check_features(const struct org *org)
{
	check_rollout(org);

	check_automation(org);
	check_host_management(org);
	check_hybrid(org);
	check_share_ami(org);
	check_delegates(org);
	check_unified_console(org);
}
