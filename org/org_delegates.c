// Who may act for the organization in a service.
#include "org/org_delegates.h"

#include "model/text/say.h"
#include "org/org_resolve.h"
#include "org/org_rules.h"

// The management account is the owner already, and AWS refuses to delegate to it.
void org_check_delegate(const struct org *org, const struct node *key)
{
	if (str_eq(node_str(key->next), org->accounts[ACCOUNT_MANAGEMENT].name))
		diag_node(org->diags, &org_management_as_delegate, org->doc, key->next,
		          "%s names the management account, which cannot be a delegated administrator",
		          say_text(org->arena, node_str(key)))
			->hint = "name a member account that runs things for the others";
}

static void check_delegates(const struct org *org)
{
	node_each_pair(node_get(org->root, "delegated-administrators"), key)
		if (node_is_scalar(key->next))
			org_check_delegate(org, key);
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

void org_check_delegates(const struct org *org)
{
	check_delegates(org);
	check_rollout(org);
}

const struct node *org_delegate(const struct org *org, const char *service)
{
	const struct node *named = node_get(node_get(org->resolved, "delegated-administrators"),
	                                    service);

	return named ? named : node_path(org->resolved, "features/unified-console/admin");
}
