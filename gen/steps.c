// Finds the steps that CloudFormation has no resource for.
#include "gen/steps.h"

#include <string.h>

#include "aws/aws.h"
#include "gen/policies/other_types.h"
#include "model/text/say.h"
#include "org/org_delegates.h"
#include "org/org_resolve.h"

// --- finding them ---

static struct str text_of(const struct steps *s, const struct node *map, const char *key,
                          struct str item)
{
	struct str text = org_fill(s->org, node_str(node_get(map, key)), item);

	while (text.len > 0 && text.at[text.len - 1] == '\n')
		text.len--;
	return text;
}

static struct step *new_step(struct steps *s)
{
	s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof *s->items);
	return &s->items[s->count++];
}

static void add_step(struct steps *s, const struct unit *u, const struct node *map,
                     struct str item)
{
	const struct node *account = node_get(map, "account");
	bool is_by_hand = node_get(map, "by-hand") != NULL;
	struct str name = {0};

	if (account)
		name = node_str(node_get(org_path(s->org, node_str(account)), "name"));
	else if (!u->is_stackset)
		name = s->org->accounts[u->account].name;
	*new_step(s) = (struct step){
		.is_after = node_is(node_get(map, "do"), "after"),
		.is_by_hand = is_by_hand,
		.is_on_request = node_is(node_get(map, "on-request"), "true"),
		.title = text_of(s, map, "title", item),
		.why = text_of(s, map, "why", item),
		.check = text_of(s, map, "check", item),
		.run = text_of(s, map, is_by_hand ? "by-hand" : "run", item),
		.undo = text_of(s, map, "undo", item),
		.account = name,
	};
}

// StackSets that deploy to OUs need it, whatever they deploy.
static void add_trusted_access(struct steps *s)
{
	*new_step(s) = (struct step){
		.title = S("Let StackSets deploy to the organization"),
		.why = S(
			"Without trusted access CloudFormation can neither see OUs nor make roles in "
			"their accounts."),
		.check = S(
			"aws cloudformation describe-organizations-access --query Status "
			"--output text | grep -qx ENABLED"),
		.run = S("aws cloudformation activate-organizations-access"),
		.undo = S("aws cloudformation deactivate-organizations-access"),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

static void add_service_access(struct steps *s, const char *principal)
{
	struct arena *a = s->arena;

	*new_step(s) = (struct step){
		.title =
			str_of(arena_printf(a, "Let %s see the organization", principal)),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-aws-service-access-for-organization --query "
			"\"EnabledServicePrincipals[?ServicePrincipal=='%s'].ServicePrincipal\" "
			"--output text | grep -q .",
			principal)),
		.run = str_of(arena_printf(
			a,
			"aws organizations enable-aws-service-access --service-principal %s",
			principal)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations disable-aws-service-access --service-principal %s",
			principal)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

// Who acts for the organization in a service: a member account that is registered for it,
// once the service is trusted.
static void add_delegation(struct steps *s, const char *service, const char *principal)
{
	struct arena *a = s->arena;
	const struct node *account = org_delegate(s->org, service);
	const char *id = arena_cstring(a, node_str(node_get(account, "id")));

	if (!account)
		return;
	// That of StackSets has a command of its own.
	if (strcmp(service, "stacksets") != 0)
		add_service_access(s, principal);
	*new_step(s) = (struct step){
		.title = str_of(arena_printf(
			a, "Make %s the delegated administrator of %s",
			arena_cstring(a, node_str(node_get(account, "name"))),
			principal)),
		.why = S(
			"\"Delegated administrator quota exceeded\" means that another account holds "
			"the place: list-delegated-administrators shows it, and "
			"deregister-delegated-administrator with its id frees it. The console of Systems "
			"Manager goes on saying that there is none."),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-delegated-administrators --service-principal %s "
			"--query \"DelegatedAdministrators[?Id=='%s'].Id\" --output text | grep -q .",
			principal, id)),
		.run = str_of(arena_printf(
			a,
			"aws organizations register-delegated-administrator --account-id %s "
			"--service-principal %s",
			id, principal)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations deregister-delegated-administrator --account-id %s "
			"--service-principal %s",
			id, principal)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

static bool has_type(const struct org_policies *policies, const struct fact *type)
{
	for (size_t i = 0; i < policies->count; i++)
		if (policies->items[i].type == type)
			return true;
	for (size_t i = 0; i < policies->other_count; i++)
		if (policies->others[i].type == type)
			return true;
	return false;
}

// The root refuses policies of a type that is off.
static void add_policy_type(struct steps *s, const struct fact *row)
{
	struct arena *a = s->arena;
	const char *type = arena_cstring(a, fact_value(row));
	const char *root = arena_cstring(a, s->org->ous[OU_ROOT].id);
	const char *called = arena_cstring(a, fact_value(fact_get(row, "plural")));

	*new_step(s) = (struct step){
		.title = str_of(arena_printf(a, "Switch on %s", called)),
		.why = S(
			"Taking it back would detach every policy of this type, no matter who attached it, "
			"so it is refused while there are any."),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-roots --query \"Roots[].PolicyTypes[?Type=='%s' && "
			"Status=='ENABLED'][].Type\" --output text | grep -q .",
			type)),
		.run = str_of(arena_printf(
			a,
			"aws organizations enable-policy-type --root-id %s --policy-type %s",
			root, type)),
		.undo = str_of(arena_printf(
			a,
			"policies=$(aws organizations list-policies --filter %s "
			"--query 'Policies[?!AwsManaged].Name' --output text)\n"
			"if [ -n \"$policies\" ]; then\n"
			"\techo \"Delete these policies first: $policies\" >&2\n"
			"\texit 1\n"
			"fi\n"
			"aws organizations disable-policy-type --root-id %s --policy-type %s",
			type, root, type)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

// Only once the policy that takes its place is attached: between the two nothing would be
// allowed.
static void add_replacement(struct steps *s, const struct org_policy *p,
                            struct str target)
{
	struct arena *a = s->arena;
	const char *id = arena_cstring(a, target), *name = arena_cstring(a, p->aws_name);
	bool is_plain = str_all_of(p->aws_name,
	                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                           "0123456789 -_.");

	*new_step(s) = (struct step){
		.is_after = true,
		.is_by_hand = !is_plain,
		.title = str_of(arena_printf(a, "Detach FullAWSAccess from %s",
	                                     policy_target_name(s->org, target))),
		.why = str_of(arena_printf(
			a,
			"%s says what is allowed there instead. Were it not attached, nothing would "
			"be allowed: that is looked at first.",
			say_text(a, p->aws_name))),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-policies-for-target --target-id %s --filter "
			"SERVICE_CONTROL_POLICY --query \"length(Policies[?Id=='p-FullAWSAccess'])\" "
			"--output text | grep -qx 0",
			id)),
		.run = str_of(arena_printf(
			a,
			"aws organizations list-policies-for-target --target-id %s --filter "
			"SERVICE_CONTROL_POLICY --query \"Policies[?Name=='%s'].Id\" --output text | "
			"grep -q .\n"
			"aws organizations detach-policy --policy-id p-FullAWSAccess --target-id %s",
			id, is_plain ? name : "NAME", id)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations attach-policy --policy-id p-FullAWSAccess --target-id %s",
			id)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

static void add_policy_steps(struct steps *s, const struct org_policies *policies)
{
	struct names seen = {.arena = s->arena};
	const struct fact *scp = policy_type(S("scp"));

	// SCPs before all others: without them nothing holds.
	if (has_type(policies, scp))
		add_policy_type(s, scp);
	fact_each(fact_file("policy-types"), type)
		if (type != scp && has_type(policies, type))
			add_policy_type(s, type);
	for (size_t i = 0; i < policies->count; i++)
		if (policies->items[i].replaces_full_access)
			node_each(policies->items[i].targets,
			          target) if (names_add(&seen, node_str(target), 0) ==
			                      NAME_NONE)
				add_replacement(s, &policies->items[i], node_str(target));
}

static void add_unit_steps(struct steps *s, const struct unit *u)
{
	if (u->feature.len == 0)
		return;
	node_each(node_get(u->metadata, "steps"), map) {
		const struct node *items = node_get(map, "for"),
				  *when = node_get(map, "when");
		if (when && !org_asks(s->org, node_str(when)))
			continue;
		if (!items)
			add_step(s, u, map, S(""));
		node_each(items, item)
			add_step(s, u, map, node_str(item));
	}
}

struct steps steps_of(const struct deployments *deployments)
{
	const struct units *units = deployments->units;
	struct steps all = {units->org, units->org->arena, NULL, 0, 0};
	struct steps sorted = all;
	bool has_stackset = false;

	for (size_t i = 0; i < deployments->count; i++)
		has_stackset |= deployments->items[i].is_stackset;
	if (has_stackset || org_delegate(units->org, "stacksets"))
		add_trusted_access(&all);
	add_delegation(&all, "systems-manager", "ssm.amazonaws.com");
	add_delegation(&all, "quick-setup", "ssm-quicksetup.amazonaws.com");
	add_delegation(&all, "resource-explorer", "resource-explorer-2.amazonaws.com");
	add_delegation(&all, "stacksets",
	               "member.org.stacksets.cloudformation.amazonaws.com");
	add_policy_steps(&all, units->policies);
	for (size_t i = 0; i < units->count; i++)
		add_unit_steps(&all, &units->items[i]);
	for (int is_after = 0; is_after < 2; is_after++)
		for (size_t i = 0; i < all.count; i++)
			if (all.items[i].is_after == is_after)
				*new_step(&sorted) = all.items[i];
	return sorted;
}
