// features.automation: runbooks that start in one account and run in many.
#include "org/features/feature.h"

#include "model/text/say.h"
#include "org/org_resolve.h"
#include "org/org_rules.h"

// --- keys ---

static const struct org_key automation_keys[] = {
	{"admin", &shape_account, true,
	 "The account in which automations over many accounts start.", NULL},
	{"console", &shape_console, false,
	 "Who may look at results in the console of the admin account.", "[]"},
	{"pin", &shape_flag, false,
	 "Name roles and users of console as principals: they must be there first, and one "
	 "that is made anew is shut out.",
	 "false"},
	{"in", &shape_targets, true, "The accounts in which runbooks may run.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	STACK_KEYS
	{0},
};

// --- what AWS asks ---

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

const struct feature feature_automation = {
	.name = "automation",
	.shape = {ORG_MAP, "a map with admin and in", .keys = automation_keys},
	.check = check_automation,
};
