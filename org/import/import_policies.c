// Policies of the import: which stay as files, which are named, where they are attached.
#include "org/import/import_policies.h"

#include <stdlib.h>

#include "org/import/import_names.h"
#include "org/import/import_rules.h"
#include "model/text/say.h"
#include "model/write/write.h"

static int compare_policy_ids(const void *left, const void *right)
{
	const struct import_policy *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

static int compare_policies(const void *left, const void *right)
{
	const struct import_policy *a = left, *b = right;

	return names_compare(a->key, b->key);
}

static void hint_at(const struct import *in, struct diag *d, const char *command,
                    struct str argument)
{
	d->severity = SEV_WARNING;
	d->hint = arena_printf(in->arena, "aws organizations %s %.*s prints it; %s", command,
	                       STR(argument), ALL_COMMANDS);
}

static void check_policy(const struct import *in, const struct import_policy *p)
{
	const char *name = say_text(in->arena, p->name);

	if (!p->content)
		hint_at(in, diag_node(in->diags, &import_missing_output, p->doc, p->node,
		                      "no output says what is in the policy %s", name),
		        "describe-policy --policy-id", p->id);
	if (!p->has_targets)
		hint_at(in, diag_node(in->diags, &import_missing_output, p->doc, p->node,
		                      "no output says to what the policy %s is attached", name),
		        "list-targets-for-policy --policy-id", p->id);
}

static void check_policy_type(const struct import *in, const char *type)
{
	const struct import_ou *root = in->ous;

	hint_at(in, diag_node(in->diags, &import_missing_output, root->doc, root->node,
	                      "the root has %s switched on, and no output lists such policies",
	                      type),
	        "list-policies --filter", str_of(type));
}

static void check_policies(const struct import *in)
{
	if (in->has_scps && !in->has_policies[0])
		check_policy_type(in, "SERVICE_CONTROL_POLICY");
	if (in->has_rcps && !in->has_policies[1])
		check_policy_type(in, "RESOURCE_CONTROL_POLICY");
	for (size_t i = 0; i < in->policy_count; i++)
		check_policy(in, &in->policies[i]);
}

// The policy of org.yaml with that name in AWS; NULL where none has it.
static const struct node *find_old(const struct import *in, const struct import_policy *p)
{
	if (!in->old)
		return NULL;
	node_each_pair(node_get(in->old->root, "policies"), key) {
		const struct node *name = node_get(key->next, "name");
		if (node_is(node_get(key->next, "type"), p->type) &&
		    str_eq(node_str(name ? name : key), p->name))
			return key;
	}
	return NULL;
}

// Ids have underscores, which names here have not.
static struct str id_part(struct arena *a, struct str id)
{
	char *part = arena_alloc(a, id.len);

	for (size_t i = 2; i < id.len; i++)
		part[i - 2] = id.at[i] == '_' ? '-' : id.at[i];
	return (struct str){part, id.len - 2};
}

static void name_policies(struct import *in)
{
	struct namer n = namer_of(in->arena, "policy");

	n.is_plain = true;
	if (in->old)
		node_each_pair(node_get(in->old->root, "policies"), key)
			namer_use(&n, node_str(key));
	for (size_t i = 0; i < in->policy_count; i++)
		if (!in->policies[i].old)
			namer_wish(&n, in->policies[i].name);
	for (size_t i = 0; i < in->policy_count; i++) {
		struct import_policy *p = &in->policies[i];
		p->key = p->old ? node_str(p->old)
		                : namer_take(&n, p->name, id_part(in->arena, p->id));
	}
}

// Control Tower attaches its own, and puts them back when somebody else changes them.
static bool is_guardrail(const struct import_policy *p)
{
	return str_starts(p->name, "aws-guardrails-");
}

static void count_guardrail(struct import *in, const struct import_policy *p)
{
	for (size_t i = 0; i < p->target_count && str_is(str_of(p->type), "scp"); i++) {
		uint32_t ou = names_find(&in->ou_ids, p->targets[i]);
		if (ou != NAME_NONE)
			in->ous[ou].guardrails++;
	}
}

// Made from a feature of the org.yaml that is there.
static bool is_of_feature(const struct import *in, const struct import_policy *p)
{
	return in->old && str_is(p->name, "protect-default-host-management") &&
	       node_is(node_path(in->old->root, "features/default-host-management/protect"),
	               "true");
}

// Those of AWS are no business of ours, and those of which only targets are known, too.
void import_place_policies(struct import *in)
{
	size_t kept = 0;

	for (size_t i = 0; i < in->policy_count; i++) {
		const struct import_policy *p = &in->policies[i];
		if (!p->node || p->aws_managed || is_of_feature(in, p))
			continue;
		if (is_guardrail(p))
			count_guardrail(in, p);
		else
			in->policies[kept++] = *p;
	}
	in->policy_count = kept;
	for (size_t i = 0; i < kept; i++)
		in->policies[i].old = find_old(in, &in->policies[i]);
	if (kept > 0) {
		qsort(in->policies, kept, sizeof *in->policies, compare_policy_ids);
		name_policies(in);
		qsort(in->policies, kept, sizeof *in->policies, compare_policies);
	}
	check_policies(in);
}

// --- as org.yaml says them ---

bool import_policy_is_whole(const struct import_policy *p)
{
	return p->content && p->has_targets;
}

static struct str selector_of(const struct import *in, struct str id)
{
	uint32_t ou = names_find(&in->ou_ids, id), account = names_find(&in->account_ids, id);

	if (ou != NAME_NONE)
		return ou == 0 ? S("all") : in->ous[ou].path;
	if (account != NAME_NONE)
		return in->accounts[account].key;
	return str_eq(id, in->management) ? in->management_key : (struct str){0};
}

struct node *import_policy_in(const struct import *in, const struct import_policy *p)
{
	struct node *list = node_seq(in->arena);

	list->style = STYLE_FLOW;
	for (size_t i = 0; i < p->target_count; i++) {
		struct str name = selector_of(in, p->targets[i]);
		if (name.len > 0)
			node_append(list, node_scalar(in->arena, name, STYLE_DOUBLE));
	}
	return list;
}

// Where org.yaml builds a policy out of a preset or with exemptions, AWS's text is what came
// of it.
const char *import_policy_path(const struct import *in, const struct import_policy *p)
{
	const struct node *map = p->old ? p->old->next : NULL, *file = node_get(map, "file");

	if (!p->old)
		return arena_printf(in->arena, "policies/%.*s.json", STR(p->key));
	if (node_str(file).len == 0 || node_get(map, "exempt"))
		return NULL;
	return arena_cstring(in->arena, node_str(file));
}

struct str import_policy_text(const struct import *in, const struct import_policy *p)
{
	return write_json(in->arena, p->content->root);
}

// --- delegated administrators ---

const char *const import_services[IMPORT_SERVICES] = {
	"quick-setup", "resource-explorer", "stacksets", "systems-manager"};

static const char *const principals[IMPORT_SERVICES] = {
	"ssm-quicksetup.amazonaws.com",
	"resource-explorer-2.amazonaws.com",
	"member.org.stacksets.cloudformation.amazonaws.com",
	"ssm.amazonaws.com",
};

// Some services take several. The one that org.yaml has stays; else it is the first.
static uint32_t delegate_of(const struct import *in, size_t service)
{
	const struct node *old =
		in->old ? node_get(node_get(in->old->root, "delegated-administrators"),
	                       import_services[service])
	            : NULL;
	uint32_t best = NAME_NONE;

	for (size_t i = 0; i < in->admin_count; i++) {
		uint32_t at = names_find(&in->account_ids, in->admins[i].account);
		if (at == NAME_NONE || !str_is(in->admins[i].service, principals[service]))
			continue;
		if (old && str_eq(node_str(old), in->accounts[at].key))
			return at;
		best = at < best ? at : best;
	}
	return best;
}

static void say_others(const struct import *in, size_t service)
{
	uint32_t taken = in->delegates[service];

	for (size_t i = 0; i < in->admin_count; i++) {
		const struct import_admin *admin = &in->admins[i];
		uint32_t at = names_find(&in->account_ids, admin->account);
		if (at != NAME_NONE && at != taken && str_is(admin->service, principals[service]))
			diag_node(in->diags, &import_second_delegate, admin->doc, admin->node,
			          "%s is a delegated administrator of %s, too, besides %s",
			          say_text(in->arena, in->accounts[at].key), principals[service],
			          say_text(in->arena, in->accounts[taken].key));
	}
}

void import_place_delegates(struct import *in)
{
	for (size_t i = 0; i < IMPORT_SERVICES; i++) {
		in->delegates[i] = delegate_of(in, i);
		say_others(in, i);
	}
}
