// Reads org.yaml: names what is in it, checks it, and resolves it.
#include "org/org_read.h"

#include <stdlib.h>
#include <string.h>

#include "aws/aws.h"
#include "org/expect.h"
#include "org/features/feature.h"
#include "org/fill/values.h"
#include "org/org_delegates.h"
#include "org/org_resolve.h"
#include "org/org_rules.h"
#include "model/text/say.h"

static struct diag *say(struct org *org, const struct rule *rule, const struct node *n,
                        const char *message)
{
	return diag_node(org->diags, rule, org->doc, n, "%s", message);
}

// --- OUs ---

static unsigned depth_of(struct str path)
{
	unsigned depth = 1;

	for (size_t i = 0; i < path.len; i++)
		depth += path.at[i] == '/';
	return depth;
}

// The OU above the one at `path`; one that no one describes counts as the root.
static uint32_t parent_of(struct org *org, struct str path, const struct node *key)
{
	struct arena *a = org->arena;
	size_t end = path.len;
	struct str up;
	uint32_t parent;

	while (end > 0 && path.at[end - 1] != '/')
		end--;
	if (end == 0)
		return OU_ROOT;
	up = str_slice(path, 0, end - 1);
	parent = names_find(&org->ou_paths, up);
	if (parent != NAME_NONE)
		return parent;
	say(org, &org_ou_without_parent, key,
	    arena_printf(a, "%s is an OU in %s, which is not described", say_text(a, path),
	                 say_text(a, up)))
		->hint = say_nearest(a, names_nearest(&org->ou_paths, up),
	                         arena_printf(a, "add %s under ous, with its id",
	                                      say_text(a, up)));
	return OU_ROOT;
}

// What stands after "ou-" is the root's id.
static void check_ou_id(struct org *org, const struct node *id)
{
	struct str root = node_str(node_path(org->root, "organization/root"));
	struct str text = node_str(id), middle = str_slice(text, 3, text.len);

	root = str_slice(root, 2, root.len);
	if (!id || root.len == 0 ||
	    (str_eq(str_slice(middle, 0, root.len), root) && middle.len > root.len &&
	     middle.at[root.len] == '-'))
		return;
	if (!id_is("organizational-unit", text))
		return;
	say(org, &org_ou_of_other_root, id,
	    arena_printf(org->arena, "%s is not an OU under the root r-%s",
	                 arena_cstring(org->arena, text), arena_cstring(org->arena, root)))
		->hint = arena_printf(org->arena, "the ids of its OUs start with ou-%s-",
	                          arena_cstring(org->arena, root));
}

static void same_id(struct org *org, const struct node *id, const struct node *first,
                    const char *what)
{
	struct diag *d = say(org, &org_duplicate_id, id,
	                     arena_printf(org->arena, "%s is the id of %s, too",
	                                  say_text(org->arena, node_str(id)), what));

	d->hint = "find out whose it is: aws organizations list-accounts and "
	          "list-organizational-units-for-parent print them";
	if (!first)
		return;
	diag_relate_node(org->arena, d, org->doc, first, "the other one");
}

static void check_ou(struct reading *r, uint32_t index)
{
	struct org *org = r->org;
	const struct org_ou *ou = &org->ous[index];
	const struct node *id = node_get(ou->key->next, "id");
	uint32_t first;

	if (depth_of(ou->path) > limit("organization-ou-depth"))
		say(org, &org_ou_too_deep, ou->key,
		    arena_printf(org->arena, "OUs nest at most %ld deep, and %s is deeper",
		                 limit("organization-ou-depth"), say_text(org->arena, ou->path)));
	check_ou_id(org, id);
	if (ou->id.len == 0)
		return;
	first = names_add(&r->ou_ids, ou->id, index);
	if (first != NAME_NONE)
		same_id(org, id, org->ous[first].key, say_text(org->arena, org->ous[first].path));
}

static int compare_depth(const void *left, const void *right)
{
	const struct org_ou *a = left, *b = right;
	unsigned deep = depth_of(a->path), deeper = depth_of(b->path);

	if (deep != deeper)
		return deep < deeper ? -1 : 1;
	return (a->key->start > b->key->start) - (a->key->start < b->key->start);
}

static void index_ous(struct reading *r)
{
	struct org *org = r->org;
	const struct node *ous = node_get(org->root, "ous");

	size_t count = node_is_map(ous) ? ous->len : 0;

	names_expect(&org->ou_paths, count);
	names_expect(&r->ou_ids, count);
	org->ous = arena_array(org->arena, struct org_ou, 1 + count);
	org->ous[org->ou_count++] = (struct org_ou){
		.path = S("/"),
		.id = node_str(node_path(org->root, "organization/root")),
	};
	node_each_pair(ous, key) {
		struct str path = node_str(key);
		if (path.len > 0)
			org->ous[org->ou_count++] =
				(struct org_ou){path, node_str(node_get(key->next, "id")), key, OU_ROOT};
	}
	qsort(org->ous + 1, org->ou_count - 1, sizeof *org->ous, compare_depth);
	for (uint32_t i = 1; i < org->ou_count; i++)
		names_add(&org->ou_paths, org->ous[i].path, i);
	for (uint32_t i = 1; i < org->ou_count; i++) {
		struct str old = node_str(node_get(org->ous[i].key->next, "previously"));
		org->ous[i].parent = parent_of(org, org->ous[i].path, org->ous[i].key);
		check_ou(r, i);
		if (old.len > 0)
			names_add(&r->old_paths, old, i);
	}
}

// --- accounts ---

static void check_account_name(struct reading *r, uint32_t index)
{
	struct org *org = r->org;
	const struct org_account *account = &org->accounts[index];
	const char *whose = NULL;

	if (str_is(account->name, "all"))
		whose = "every account";
	else if (names_find(&org->ou_paths, account->name) != NAME_NONE)
		whose = "an OU";
	else if (names_add(&org->account_names, account->name, index) == ACCOUNT_MANAGEMENT)
		whose = "the management account";
	if (whose && account->key)
		say(org, &org_name_for_two, account->key,
		    arena_printf(org->arena, "%s is the name of %s, too",
		                 say_text(org->arena, account->name), whose))
			->hint = "give the account another name here; name: keeps AWS's";
}

static void check_account_id(struct reading *r, uint32_t index, const struct node *id)
{
	struct org *org = r->org;
	uint32_t first;

	if (org->accounts[index].id.len == 0)
		return;
	first = names_add(&r->account_ids, org->accounts[index].id, index);
	if (first == NAME_NONE)
		return;
	same_id(org, id, org->accounts[first].key,
	        first == ACCOUNT_MANAGEMENT ? "the management account"
	                                    : say_text(org->arena, org->accounts[first].name));
}

static void add_account(struct reading *r, const struct node *key, const struct node *value)
{
	struct org *org = r->org;
	uint32_t index = (uint32_t)org->account_count++;
	uint32_t ou = names_find(&org->ou_paths, node_str(node_get(value, "ou")));
	struct str old = node_str(node_get(value, "previously"));

	org->accounts[index] = (struct org_account){
		.name = node_str(key),
		.aws_name = node_str(node_get(value, "name")),
		.id = node_str(node_get(value, "id")),
		.key = key,
		.ou = ou == NAME_NONE ? OU_ROOT : ou,
		.suspended = node_is(node_get(value, "status"), "suspended"),
	};
	check_account_name(r, index);
	check_account_id(r, index, node_get(value, "id"));
	if (old.len > 0)
		names_add(&r->old_names, old, index);
}

static void index_accounts(struct reading *r)
{
	struct org *org = r->org;
	const struct node *accounts = node_get(org->root, "accounts");
	const struct node *management = node_get(org->root, "management");
	const struct node *name = node_get(management, "name");
	size_t count = 1 + (node_is_map(accounts) ? accounts->len : 0);

	names_expect(&org->account_names, count);
	names_expect(&r->account_ids, count);
	org->accounts = arena_array(org->arena, struct org_account, count);
	org->accounts[org->account_count++] = (struct org_account){
		.name = node_str(name).len > 0 ? node_str(name) : S("management"),
		.id = node_str(node_get(management, "id")),
		.key = name ? name : node_key(org->root, "management"),
	};
	check_account_name(r, ACCOUNT_MANAGEMENT);
	check_account_id(r, ACCOUNT_MANAGEMENT, node_get(management, "id"));
	node_each_pair(accounts, key)
		add_account(r, key, key->next);
}

// --- StackSets and regions ---

// Names that differ only in case, or in where their hyphens stand, would be one file on
// some disks and one logical id in stacksets.yaml.
static struct str plain_name(struct arena *a, struct str name)
{
	char *plain = arena_alloc(a, name.len);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] != '-')
			plain[len++] = (char)(name.at[i] | ' ');
	return (struct str){plain, len};
}

static void index_stacksets(struct reading *r)
{
	struct org *org = r->org;
	struct names plain = {.arena = org->arena};
	const struct node *stacksets = node_get(org->root, "stacksets");

	node_each_pair(stacksets, key) {
		struct str name = node_str(key);
		if (org_feature(name))
			say(org, &org_name_for_two, key,
			    arena_printf(org->arena, "%s is the name of a feature, too",
			                 say_text(org->arena, name)))
				->hint = "give the StackSet another name here; name: keeps AWS's";
		else if (names_add(&org->stackset_names, name, 0) == NAME_NONE &&
		         names_add(&plain, plain_name(org->arena, name), 0) != NAME_NONE)
			say(org, &org_name_for_two, key,
			    arena_printf(org->arena,
			                 "%s is another StackSet's name but for hyphens and case",
			                 say_text(org->arena, name)));
	}
}

static void index_regions(struct reading *r)
{
	const struct node *all = node_path(r->org->root, "regions/all");

	if (node_is_scalar(all))
		names_add(&r->regions, node_str(all), 0);
	node_each(all, region)
		names_add(&r->regions, node_str(region), 0);
}

void org_index(struct reading *r)
{
	index_ous(r);
	index_accounts(r);
	index_stacksets(r);
	index_regions(r);
}

const struct org_key *org_feature(struct str name)
{
	for (const struct org_key *k = org_shape.keys; k->name; k++)
		if (strcmp(k->name, "features") == 0)
			for (const struct org_key *f = k->shape->keys; f->name; f++)
				if (str_is(name, f->name))
					return f;
	return NULL;
}

struct org *org_read(struct arena *a, const struct doc *doc, struct diags *diags)
{
	struct org *org = arena_new(a, struct org);
	struct names none = {.arena = a};
	struct reading r = {org, "org.yaml", none, none, none, none, none};

	*org = (struct org){
		.arena = a,
		.doc = doc,
		.diags = diags,
		.root = node_is_map(doc->root) ? doc->root : NULL,
		.ou_paths = none,
		.account_names = none,
		.stackset_names = none,
	};
	if (org->root)
		org->root = values_fill(org, org->root);
	if (!doc->root && diags_count(diags, SEV_ERROR) == 0)
		diag_at(diags, &org_missing_key, doc->sources[0], 0, 0, "org.yaml is empty");
	org_index(&r);
	org_check(&r);
	org_check_delegates(org);
	features_check(org);
	expectations_of(org);
	org_resolve(org);
	return org;
}
