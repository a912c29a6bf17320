// From the outputs of the AWS CLI to a list of each kind of thing.
#include "org/import/import.h"

#include <string.h>

#include "aws/aws.h"
#include "org/import/import_rules.h"
#include "model/text/say.h"
#include "model/read/read.h"

enum { NAME_LONGEST = 512 }; // bytes: more than the 128 characters that AWS takes

// One output, and where it stands.
struct output {
	struct import *in;
	const struct doc *doc;
	const struct node *map;
};

void import_start(struct import *in, struct arena *a, struct diags *diags)
{
	*in = (struct import){
		.arena = a,
		.diags = diags,
		.partition = S("aws"),
		.ou_ids.arena = a,
		.account_ids.arena = a,
		.policy_ids.arena = a,
		.asked_ous.arena = a,
		.asked_accounts.arena = a,
	};
	in->ous = arena_grow(a, in->ous, 0, &in->ou_room, sizeof *in->ous);
	in->ous[in->ou_count++] = (struct import_ou){.path = S("/")};
}

// --- values ---

// A text; empty for null and for what is no text.
static struct str text_of(const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	return node_is_null(n) ? (struct str){0} : node_str(n);
}

static struct diag *malformed(const struct output *o, const struct node *n,
                              const char *message)
{
	return diag_node(o->in->diags, &import_malformed_output, o->doc, n, "%s", message);
}

// The id that an item has under `key`; empty, and said, where it is none of this kind.
static struct str id_of(const struct output *o, const struct node *item, const char *key,
                        const char *kind)
{
	struct str id = text_of(item, key);
	const struct node *n = node_get(item, key);

	if (id_is(kind, id))
		return id;
	diag_node(o->in->diags, &import_malformed_output, o->doc, n ? n : item,
	          "%s must be the id of an %s, %.*s, and is %s", key, kind, STR(id_shape(kind)),
	          id.len ? say_text(o->in->arena, id) : "missing");
	return (struct str){0};
}

// The name of an item; empty, and said, where AWS could not have given it.
static struct str name_of(const struct output *o, const struct node *item)
{
	struct str name = text_of(item, "Name");
	const struct node *n = node_get(item, "Name");

	if (name.len > 0 && name.len <= NAME_LONGEST)
		return name;
	malformed(o, n ? n : item, name.len ? "no name in AWS has more than 128 characters"
	                                    : "Name is missing");
	return (struct str){0};
}

// Takes over what another output says of the same thing, unless that differs.
static void settle(const struct output *o, struct str *known, struct str said,
                   const struct node *at)
{
	struct arena *a = o->in->arena;

	if (known->len == 0)
		*known = said;
	else if (said.len && !str_eq(*known, said))
		diag_node(o->in->diags, &import_contradiction, o->doc, at,
		          "this is %s here, and %s in another output", say_text(a, said),
		          say_text(a, *known))
			->hint = "collect all outputs again: something changed in between";
}

static bool is_parent(struct str id)
{
	return id_is("root", id) || id_is("organizational-unit", id);
}

static bool is_policy(struct str id)
{
	return id_is("policy", id);
}

// The id at the end of a file's name: "ous-of-r-ab12.json". Empty where there is none.
static struct str id_in_name(const struct doc *doc, bool (*is)(struct str))
{
	struct str name = str_of(doc->sources[0]->name);
	size_t end = name.len, at = name.len;

	while (at > 0 && name.at[at - 1] != '/') {
		at--;
		if (name.at[at] == '.' && end == name.len)
			end = at;
	}
	for (; at < end; at++) {
		struct str id = str_slice(name, at, end);
		if (is(id) && (at == 0 || strchr("/-_. ", name.at[at - 1])))
			return id;
	}
	return (struct str){0};
}

// Whose list an output is, where the output or the file's name says so.
static struct str whose(const struct output *o, const char *key, bool (*is)(struct str))
{
	struct str id = text_of(o->map, key);

	if (id.len == 0)
		return id_in_name(o->doc, is);
	if (is(id))
		return id;
	diag_node(o->in->diags, &import_malformed_output, o->doc, node_get(o->map, key),
	          "%s is no such id: %s", key, say_text(o->in->arena, id));
	return (struct str){0};
}

// What stands before `id` in an organization path: o-…/r-…/ou-…/. Empty where the path
// has no such form.
static struct str above(struct str path, struct str id)
{
	struct str before = {0};

	for (size_t at = 0, end; at < path.len; at = end + 1) {
		ptrdiff_t slash = str_find_byte(path, at, '/');
		struct str part;
		end = slash < 0 ? path.len : (size_t)slash;
		part = str_slice(path, at, end);
		if (str_eq(part, id) || !(is_parent(part) || at == 0))
			break;
		before = part;
	}
	return is_parent(before) ? before : (struct str){0};
}

// The organization in "arn:aws:organizations::111111111111:account/o-a1b2c3d4e5/…".
static void check_organization(const struct output *o, const struct node *item)
{
	struct str arn = text_of(item, "Arn"), id;
	ptrdiff_t from = str_find_byte(arn, 0, '/');
	ptrdiff_t to = from < 0 ? -1 : str_find_byte(arn, (size_t)from + 1, '/');

	if (to < 0)
		return;
	id = str_slice(arn, (size_t)from + 1, (size_t)to);
	if (!id_is("organization", id))
		return;
	if (o->in->organization.len == 0)
		o->in->organization = id;
	else if (!str_eq(o->in->organization, id))
		diag_node(o->in->diags, &import_other_organization, o->doc, item,
		          "this belongs to the organization %.*s, and other outputs to %.*s",
		          STR(id), STR(o->in->organization));
}

// --- the outputs ---

static void take_organization(const struct output *o, const struct node *map)
{
	struct import *in = o->in;
	struct str id = id_of(o, map, "Id", "organization");
	struct str management = id_of(o, map, "MasterAccountId", "account");
	struct str arn = text_of(map, "Arn");
	ptrdiff_t end = str_find_byte(arn, 4, ':');
	struct str partition = str_slice(arn, 4, end < 0 ? 4 : (size_t)end);

	if (in->organization.len && id.len && !str_eq(in->organization, id))
		diag_node(in->diags, &import_other_organization, o->doc, map,
		          "this is the organization %.*s, and other outputs belong to %.*s",
		          STR(id), STR(in->organization));
	if (id.len)
		in->organization = id;
	settle(o, &in->management, management, node_get(map, "MasterAccountId"));
	if (partition_known(partition))
		in->partition = partition;
	in->organization_doc = o->doc;
	in->organization_node = map;
}

static void take_roots(const struct output *o, const struct node *list)
{
	struct import *in = o->in;

	node_each(list, item) {
		struct str id = id_of(o, item, "Id", "root");
		check_organization(o, item);
		settle(o, &in->ous[0].id, id, node_get(item, "Id"));
		in->ous[0].doc = o->doc;
		in->ous[0].node = item;
		node_each(node_get(item, "PolicyTypes"), type) {
			bool enabled = str_is(text_of(type, "Status"), "ENABLED");
			struct str name = text_of(type, "Type");
			in->has_scps |= enabled && str_is(name, "SERVICE_CONTROL_POLICY");
			in->has_rcps |= enabled && str_is(name, "RESOURCE_CONTROL_POLICY");
		}
	}
}

static struct import_ou *ou_with(struct import *in, struct str id)
{
	uint32_t at = names_add(&in->ou_ids, id, (uint32_t)in->ou_count);

	if (at != NAME_NONE)
		return &in->ous[at];
	in->ous = arena_grow(in->arena, in->ous, in->ou_count, &in->ou_room, sizeof *in->ous);
	in->ous[in->ou_count] = (struct import_ou){.id = id};
	return &in->ous[in->ou_count++];
}

static void take_ous(const struct output *o, const struct node *list)
{
	struct str parent = whose(o, "ParentId", is_parent);

	if (parent.len)
		names_add(&o->in->asked_ous, parent, 0);
	node_each(list, item) {
		struct str id = id_of(o, item, "Id", "organizational-unit");
		struct str name = name_of(o, item);
		struct import_ou *ou;
		if (id.len == 0)
			continue;
		check_organization(o, item);
		ou = ou_with(o->in, id);
		ou->doc = o->doc;
		ou->node = item;
		settle(o, &ou->name, name, node_get(item, "Name"));
		settle(o, &ou->parent, parent, item);
		settle(o, &ou->parent, above(text_of(item, "Path"), id), item);
	}
}

static struct import_account *account_with(struct import *in, struct str id)
{
	uint32_t at = names_add(&in->account_ids, id, (uint32_t)in->account_count);

	if (at != NAME_NONE)
		return &in->accounts[at];
	in->accounts = arena_grow(in->arena, in->accounts, in->account_count,
	                          &in->account_room, sizeof *in->accounts);
	in->accounts[in->account_count] = (struct import_account){
		.id = id, .suspended = TRUTH_UNKNOWN,
	};
	return &in->accounts[in->account_count++];
}

// State says more than the older Status, which AWS retired on 2026-09-09:
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
static void take_state(const struct output *o, struct import_account *account,
                       const struct node *item)
{
	struct str state = text_of(item, "State");
	enum truth suspended;

	if (state.len == 0)
		state = text_of(item, "Status");
	if (state.len == 0)
		return;
	suspended = truth_of(str_is(state, "SUSPENDED") || str_is(state, "PENDING_CLOSURE") ||
	                     str_is(state, "CLOSED"));
	if (account->suspended != TRUTH_UNKNOWN && account->suspended != suspended)
		diag_node(o->in->diags, &import_contradiction, o->doc, item,
		          "the account is %s here, and it is not in another output",
		          suspended ? "suspended" : "active")
			->hint = "collect all outputs again: something changed in between";
	account->suspended = suspended;
}

static void take_accounts(const struct output *o, const struct node *list)
{
	struct str parent = whose(o, "ParentId", is_parent);

	if (parent.len)
		names_add(&o->in->asked_accounts, parent, 0);
	else
		o->in->has_accounts = true;
	node_each(list, item) {
		struct str id = id_of(o, item, "Id", "account");
		struct str name = name_of(o, item);
		struct import_account *account;
		if (id.len == 0)
			continue;
		check_organization(o, item);
		account = account_with(o->in, id);
		account->doc = o->doc;
		account->node = item;
		settle(o, &account->name, name, node_get(item, "Name"));
		settle(o, &account->parent, parent, item);
		node_each(node_get(item, "Paths"), path)
			settle(o, &account->parent, above(node_str(path), id), item);
		take_state(o, account, item);
	}
}

static struct import_policy *policy_with(struct import *in, struct str id)
{
	uint32_t at = names_add(&in->policy_ids, id, (uint32_t)in->policy_count);

	if (at != NAME_NONE)
		return &in->policies[at];
	in->policies = arena_grow(in->arena, in->policies, in->policy_count, &in->policy_room,
	                          sizeof *in->policies);
	in->policies[in->policy_count] = (struct import_policy){.id = id};
	return &in->policies[in->policy_count++];
}

// NULL where it is of a type that orgc does not know, or not well said.
static struct import_policy *take_summary(const struct output *o, const struct node *item)
{
	struct str type = text_of(item, "Type");
	bool is_scp = str_is(type, "SERVICE_CONTROL_POLICY");
	struct import_policy *policy;
	struct str id, name;

	if (!is_scp && !str_is(type, "RESOURCE_CONTROL_POLICY"))
		return NULL;
	o->in->has_policies[!is_scp] = true;
	id = id_of(o, item, "Id", "policy");
	name = name_of(o, item);
	if (id.len == 0)
		return NULL;
	policy = policy_with(o->in, id);
	policy->doc = o->doc;
	policy->node = item;
	policy->type = is_scp ? "scp" : "rcp";
	policy->aws_managed |= node_is(node_get(item, "AwsManaged"), "true");
	settle(o, &policy->name, name, node_get(item, "Name"));
	settle(o, &policy->description, text_of(item, "Description"), item);
	return policy;
}

static void take_policies(const struct output *o, const struct node *list)
{
	node_each(list, item)
		take_summary(o, item);
}

static void take_policy(const struct output *o, const struct node *map)
{
	struct arena *a = o->in->arena;
	const struct node *content = node_get(map, "Content");
	struct import_policy *policy = take_summary(o, node_get(map, "PolicySummary"));
	struct diags wrong = {.arena = a};
	const char *name;
	struct doc *doc;

	if (!policy || policy->aws_managed)
		return;
	name = arena_printf(a, "Content in %s", o->doc->sources[0]->name);
	doc = doc_read(a, source_new(a, name, node_str(content)), SYNTAX_JSON, o->doc->tags,
	               &wrong);
	if (node_is_map(doc->root))
		policy->content = doc;
	else
		malformed(o, content ? content : map,
		          arena_printf(a, "Content must be the JSON of a policy%s%s",
		                       wrong.count ? ": " : "",
		                       wrong.count ? wrong.items[0].message : ""));
}

static bool is_target(struct str id)
{
	return is_parent(id) || id_is("account", id);
}

static void take_targets(const struct output *o, const struct node *list)
{
	struct import *in = o->in;
	struct str id = whose(o, "PolicyId", is_policy);
	struct import_policy *policy;

	if (id.len == 0) {
		malformed(o, list, "nothing says which policy these are the targets of")->hint =
			"keep its id beside the list, as PolicyId, or at the end of the file's name";
		return;
	}
	policy = policy_with(in, id);
	policy->has_targets = true;
	node_each(list, item) {
		struct str target = text_of(item, "TargetId");
		if (!is_target(target)) {
			malformed(o, item, "TargetId must be the id of a root, an OU or an account");
			continue;
		}
		policy->targets = arena_grow(in->arena, policy->targets, policy->target_count,
		                             &policy->target_room, sizeof *policy->targets);
		policy->targets[policy->target_count++] = target;
	}
}

static void take_admins(const struct output *o, const struct node *list)
{
	struct import *in = o->in;
	struct str service = text_of(o->map, "ServicePrincipal");

	node_each(list, item) {
		struct str id = id_of(o, item, "Id", "account");
		check_organization(o, item);
		in->admins = arena_grow(in->arena, in->admins, in->admin_count, &in->admin_room,
		                        sizeof *in->admins);
		in->admins[in->admin_count++] = (struct import_admin){id, service, o->doc, item};
	}
}

// --- one file ---

static const struct {
	const char *key; // by which an output is known
	bool is_list;
	void (*take)(const struct output *o, const struct node *value);
} outputs[] = {
	{"Organization", false, take_organization},
	{"Roots", true, take_roots},
	{"OrganizationalUnits", true, take_ous},
	{"Accounts", true, take_accounts},
	{"Policies", true, take_policies},
	{"Policy", false, take_policy},
	{"Targets", true, take_targets},
	{"DelegatedAdministrators", true, take_admins},
};

static bool take_output(struct import *in, const struct doc *doc, const struct node *map)
{
	struct output o = {in, doc, map};
	bool known = false;

	for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
		const struct node *value = node_get(map, outputs[i].key);
		if (!(outputs[i].is_list ? node_is_seq(value) : node_is_map(value)))
			continue;
		known = true;
		outputs[i].take(&o, value);
	}
	if (known && text_of(map, "NextToken").len)
		diag_node(in->diags, &import_cut_list, doc, node_get(map, "NextToken"),
		          "there is more than this list holds")
			->hint = "run the command without --max-items and --no-paginate";
	return known;
}

bool import_take(struct import *in, const struct doc *doc)
{
	bool known = take_output(in, doc, doc->root);

	node_each(doc->root, item)
		known |= take_output(in, doc, item);
	return known;
}
