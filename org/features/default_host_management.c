// features.default-host-management: instances without a profile, managed by Systems Manager.
#include "org/features/feature.h"

#include "org/org_rules.h"

// --- keys ---

static const char *const host_modes[] = {"runbook", "per-region", "native", NULL};
static const struct org_shape host_mode = {ORG_TEXT, "runbook, per-region or native",
                                           .words = host_modes};
static const struct org_key host_management_keys[] = {
	{"in", &shape_targets, true, "The accounts whose instances are managed.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	{"regions", &shape_regions, false, "The regions whose instances are managed.",
	 "\"all\""},
	{"mode", &host_mode, false,
	 "Who writes the setting: a runbook with roles in the home region, one with roles in "
	 "every region, or CloudFormation itself.",
	 "\"runbook\""},
	{"protect", &shape_flag, false,
	 "Deny changes to the setting and its roles, with a policy of the organization.",
	 "false"},
	STACK_KEYS
	{0},
};

// --- what blueprints see ---

// With `native`: whether that is its mode.
static const struct node *derive_host_management(struct org *org, const struct node *map)
{
	struct node *out = node_copy(org->arena, map);
	bool is_native = node_is(node_get(map, "mode"), "native");

	if (node_is_map(out))
		node_set(org->arena, out, "native",
		         node_scalar(org->arena, is_native ? S("true") : S("false"), STYLE_PLAIN));
	return out;
}

// --- what AWS asks ---

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

const struct feature feature_default_host_management = {
	.name = "default-host-management",
	.shape = {ORG_MAP, "a map with in", .keys = host_management_keys, .derive = derive_host_management},
	.check = check_host_management,
	.has_nodes = true,
	.policy_key = "protect",
	.preset = "protect-default-host-management",
};
