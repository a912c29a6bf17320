// features.unified-console: the nodes of all member accounts in one console.
#include "org/features/feature.h"

#include "aws/aws.h"
#include "model/text/say.h"
#include "org/org_delegates.h"
#include "org/org_rules.h"

// --- keys ---

static const struct org_key unified_console_keys[] = {
	{"admin", &shape_account, true, "The delegated administrator that sees all nodes.", NULL},
	{"regions", &shape_regions, false, "The regions whose nodes are shown.", "\"all\""},
	STACK_KEYS
	{0},
};
// With `region-names`: its regions without the words home and all.

static void add_region(struct org *org, struct names *names, struct str word)
{
	const struct node *all = node_path(org->root, "regions/all");
	struct str region;

	if (!str_is(word, "all"))
		names_add(names, str_is(word, "home") ? node_str(node_path(org->root, "regions/home"))
		                                      : word, 0);
	else
		for (size_t i = 0; texts_of(all, i, &region); i++)
			names_add(names, region, 0);
}

static const struct node *derive_unified_console(struct org *org, const struct node *console)
{
	struct node *out = node_copy(org->arena, console), *list = node_seq(org->arena);
	struct names names = {.arena = org->arena};
	struct str word;

	if (!node_is_map(out))
		return console;
	for (size_t i = 0; texts_of(node_get(console, "regions"), i, &word); i++)
		add_region(org, &names, word);
	for (size_t i = 0; i < names.count; i++)
		node_append(list, node_scalar(org->arena, names.items[i].text, STYLE_PLAIN));
	node_set(org->arena, out, "region-names", list);
	return out;
}

// --- what AWS asks ---

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

// Anyone who names the management account has instances there.
static void check_hidden_nodes(const struct org *org)
{
	for (const struct feature *const *f = org_features; *f; f++) {
		const struct node *in = node_get(feature_map(org, *f), "in");
		if ((*f)->has_nodes && names_account(in, org->accounts[ACCOUNT_MANAGEMENT].name))
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
		org_check_delegate(org, admin);
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

const struct feature feature_unified_console = {
	.name = "unified-console",
	.shape = {ORG_MAP, "a map with admin and regions", .keys = unified_console_keys, .derive = derive_unified_console},
	.check = check_unified_console,
	.is_offered = region_has_unified_console,
	.regions = "region-names",
	.not_offered = "the unified console is not offered there",
};
