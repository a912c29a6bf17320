// From what was taken in to a tree of OUs with accounts in them, all with names.
#include "org/import/import.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "org/import/import_names.h"
#include "org/import/import_policies.h"
#include "org/import/import_rules.h"
#include "org/org_rules.h"
#include "model/text/say.h"
#include "model/write/write.h"

enum { KEY_LONGEST = 1000 }; // bytes; YAML wants the colon within 1024 characters

// ", nor … of N more"
static const char *and_more(struct arena *a, size_t more, const char *what)
{
	return more ? arena_printf(a, ", nor %s %zu more", what, more) : "";
}

// --- what there must be ---

static void missing(const struct import *in, const char *command)
{
	diag_at(in->diags, &import_missing_output, NULL, 0, 0,
	        "the output of aws organizations %s is missing", command)
		->hint = ALL_COMMANDS;
}

static void check_essentials(const struct import *in)
{
	if (!in->organization_node)
		missing(in, "describe-organization");
	if (in->ous[0].id.len == 0)
		missing(in, "list-roots");
	if (!in->has_accounts && in->asked_accounts.count == 0)
		missing(in, "list-accounts");
}

// Says for which OUs no one asked what is in them. `asked` are ids of those of which
// somebody did.
static void check_asked(const struct import *in, const struct names *asked,
                        enum severity severity, const char *command, const char *what)
{
	struct arena *a = in->arena;
	const struct import_ou *first = NULL;
	size_t more = 0;
	struct diag *d;

	for (size_t i = 0; i < in->ou_count; i++) {
		if (!in->ous[i].path.len || names_find(asked, in->ous[i].id) != NAME_NONE)
			continue;
		more += first != NULL;
		if (!first)
			first = &in->ous[i];
	}
	if (!first)
		return;
	d = diag_node(in->diags, &import_missing_output, first->doc, first->node,
	              "no output lists the %s in %s%s", what,
	              first == in->ous ? "the root" : say_text(a, first->path),
	              and_more(a, more, "in"));
	d->severity = severity;
	d->hint = arena_printf(a, "aws organizations %s --parent-id %.*s prints it; %s", command,
	                       STR(first->id), ALL_COMMANDS);
}

static void check_lists(struct import *in)
{
	for (size_t i = 1; i < in->ou_count; i++)
		names_add(&in->asked_ous, in->ous[i].parent, 0);
	check_asked(in, &in->asked_ous, SEV_WARNING, "list-organizational-units-for-parent",
	            "OUs");
	if (!in->has_accounts)
		check_asked(in, &in->asked_accounts, SEV_ERROR, "list-accounts-for-parent",
		            "accounts");
}

// --- the org.yaml that is there ---

static void match_old_ous(struct import *in, struct names *used)
{
	node_each_pair(node_get(in->old->root, "ous"), key) {
		uint32_t at = names_find(&in->ou_ids, node_str(node_get(key->next, "id")));
		names_add(used, node_str(key), 0);
		if (at != NAME_NONE && node_str(key).len)
			in->ous[at].old = key;
		else
			diag_node(in->diags, &import_gone, in->old, key,
			          "%s is no OU of the organization",
			          say_text(in->arena, node_str(key)));
	}
}

static void match_old_accounts(struct import *in)
{
	node_each_pair(node_get(in->old->root, "accounts"), key) {
		struct str id = node_str(node_get(key->next, "id"));
		uint32_t at = names_find(&in->account_ids, id);
		if (at != NAME_NONE && node_str(key).len)
			in->accounts[at].old = key;
		else
			diag_node(in->diags, &import_gone, in->old, key,
			          "%s is no member account of the organization",
			          say_text(in->arena, node_str(key)));
	}
}

static void must_be_map(const struct import *in, const struct node *n, const char *what)
{
	if (n && !node_is_map(n) && !(node_is_scalar(n) && n->len == 0))
		diag_node(in->diags, &org_wrong_type, in->old, n, "%s must be a map", what);
}

static void check_old(const struct import *in)
{
	const struct node *root = in->old->root, *id = node_path(root, "organization/id");

	must_be_map(in, root, "org.yaml");
	must_be_map(in, node_get(root, "ous"), "ous");
	must_be_map(in, node_get(root, "accounts"), "accounts");
	must_be_map(in, node_get(root, "policies"), "policies");
	must_be_map(in, node_get(root, "delegated-administrators"), "delegated-administrators");
	if (id_is("organization", node_str(id)) && in->organization.len &&
	    !str_eq(node_str(id), in->organization))
		diag_node(in->diags, &import_other_organization, in->old, id,
		          "org.yaml describes %.*s, and the outputs %.*s", STR(node_str(id)),
		          STR(in->organization));
}

// --- the tree ---

static int compare_ou_ids(const void *left, const void *right)
{
	const struct import_ou *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

static int compare_ou_paths(const void *left, const void *right)
{
	const struct import_ou *a = left, *b = right;

	return names_compare(a->path, b->path);
}

static void sort_ous(struct import *in, int (*compare)(const void *, const void *))
{
	qsort(in->ous + 1, in->ou_count - 1, sizeof *in->ous, compare);
	in->ou_ids = (struct names){.arena = in->arena};
	for (uint32_t i = 0; i < in->ou_count; i++)
		names_add(&in->ou_ids, in->ous[i].id, i);
}

// A name as one part of a path can hold it.
static struct str path_part(struct arena *a, const struct import_ou *ou)
{
	char *part = arena_alloc(a, ou->name.len);
	size_t from = 0, to = ou->name.len;

	for (size_t i = 0; i < to; i++) {
		char c = ou->name.at[i];
		part[i] = c == '/' ? '-' : (unsigned char)c < ' ' || c == 0x7f ? ' ' : c;
	}
	while (from < to && part[from] == ' ')
		from++;
	while (to > from && part[to - 1] == ' ')
		to--;
	return from == to ? ou->id : (struct str){part + from, to - from};
}

static struct str upper_part(struct str path)
{
	size_t len = path.len - str_after_last(path, '/').len;

	return len ? str_slice(path, 0, len - 1) : S("/");
}

static struct str below(struct arena *a, struct str path, struct str part)
{
	const char *whole = str_is(path, "/")
	                            ? arena_printf(a, "%.*s", STR(part))
	                            : arena_printf(a, "%.*s/%.*s", STR(path), STR(part));

	return str_of(whole);
}

// An OU that org.yaml has keeps its path there, whatever AWS says.
static void keep_path(const struct import *in, struct import_ou *ou, struct str above)
{
	struct arena *a = in->arena;
	struct str there;

	ou->path = node_str(ou->old);
	there = upper_part(ou->path);
	if (!str_eq(there, above))
		diag_node(in->diags, &import_contradiction, in->old, ou->old,
		          "%.*s is in %s, and not in %s", STR(ou->id), say_text(a, above),
		          say_text(a, there))
			->severity = SEV_WARNING;
	if (!str_eq(str_after_last(ou->path, '/'), path_part(a, ou)))
		diag_node(in->diags, &import_other_name, in->old, ou->old, "AWS calls this OU %s",
		          say_text(a, ou->name));
}

static void find_path(const struct import *in, struct import_ou *ou, struct str above,
                      struct names *used)
{
	struct arena *a = in->arena;
	struct str part = path_part(a, ou);

	ou->path = below(a, above, part);
	// Two names can come to the same; the last part of an id is its own.
	while (names_add(used, ou->path, 0) != NAME_NONE) {
		ptrdiff_t hyphen = str_find_byte(ou->id, 3, '-');
		part = str_of(arena_printf(a, "%.*s%.*s", STR(part),
		                           STR(str_slice(ou->id, (size_t)hyphen, ou->id.len))));
		ou->path = below(a, above, part);
	}
	if (write_yaml_scalar(a, ou->path).len > KEY_LONGEST)
		diag_node(in->diags, &import_no_place, ou->doc, ou->node,
		          "the path of %.*s is too long for a key", STR(ou->id));
	if (!str_eq(part, ou->name))
		diag_node(in->diags, &import_other_name, ou->doc, ou->node,
		          "AWS calls this OU %s, and org.yaml %s", say_text(a, ou->name),
		          say_text(a, part));
}

// The OUs right below each one, as lists of indexes in the order of ids; 0 ends a list.
struct children {
	uint32_t *first, *next;
};

static struct children children_of(const struct import *in)
{
	struct children c = {arena_array(in->arena, uint32_t, in->ou_count),
	                     arena_array(in->arena, uint32_t, in->ou_count)};

	for (uint32_t i = (uint32_t)in->ou_count - 1; i > 0; i--) {
		uint32_t parent = names_find(&in->ou_ids, in->ous[i].parent);
		if (parent == NAME_NONE)
			continue;
		c.next[i] = c.first[parent];
		c.first[parent] = i;
	}
	return c;
}

// Gives paths from the root down. Each OU has one parent, so none is met twice.
static void find_paths(struct import *in, struct names *used)
{
	struct children children = children_of(in);
	uint32_t *queue = arena_array(in->arena, uint32_t, in->ou_count);
	long *depth = arena_array(in->arena, long, in->ou_count);
	long most = limit("organization-ou-depth");
	size_t count = 1;

	for (size_t i = 0; i < count; i++) {
		uint32_t at = queue[i];
		for (uint32_t c = children.first[at]; c; c = children.next[c]) {
			struct import_ou *ou = &in->ous[c];
			depth[c] = depth[at] + 1;
			if (depth[c] > most) {
				diag_node(in->diags, &import_no_place, ou->doc, ou->node,
				          "OUs nest %ld deep at most, and %.*s is one too many", most,
				          STR(ou->id));
				continue;
			}
			if (ou->old)
				keep_path(in, ou, in->ous[at].path);
			else
				find_path(in, ou, in->ous[at].path, used);
			queue[count++] = c;
		}
	}
}

static bool is_known_parent(const struct import *in, struct str id)
{
	return id.len && names_find(&in->ou_ids, id) != NAME_NONE;
}

// What stands after "ou-" is the root's id.
static void check_root(const struct import *in, const struct import_ou *ou)
{
	struct str root = str_slice(in->ous[0].id, 2, in->ous[0].id.len);
	struct str id = str_slice(ou->id, 3, ou->id.len);

	if (!str_eq(str_slice(id, 0, root.len), root) || id.at[root.len] != '-')
		diag_node(in->diags, &import_other_organization, ou->doc, ou->node,
		          "%.*s is not an OU under the root %.*s", STR(ou->id), STR(in->ous[0].id));
}

static void say_lost(const struct import *in, const struct import_ou *ou)
{
	struct diag *d;

	if (ou->parent.len)
		d = diag_node(in->diags, &import_no_place, ou->doc, ou->node,
		              "%.*s is in %.*s, which no output lists", STR(ou->id),
		              STR(ou->parent));
	else
		d = diag_node(in->diags, &import_no_place, ou->doc, ou->node,
		              "no output says in which OU %.*s is", STR(ou->id));
	d->hint = ALL_COMMANDS;
}

static void check_ou_places(const struct import *in)
{
	const struct import_ou *lost = NULL;

	for (size_t i = 1; i < in->ou_count; i++) {
		const struct import_ou *ou = &in->ous[i];
		check_root(in, ou);
		if (ou->path.len)
			continue;
		lost = ou;
		if (!is_known_parent(in, ou->parent))
			say_lost(in, ou);
	}
	if (lost && diags_count(in->diags, SEV_ERROR) == 0)
		diag_node(in->diags, &import_no_place, lost->doc, lost->node, "%.*s is inside itself",
		          STR(lost->id));
}

static void set_management_key(struct import *in)
{
	struct str name = {0};

	if (in->old)
		name = node_str(node_path(in->old->root, "management/name"));
	in->management_key = name.len ? name : S("management");
}

// An OU and an account do not share a name, and those that org.yaml has are kept.
static void reserve_names(const struct import *in, struct names *used)
{
	names_add(used, S("all"), 0);
	names_add(used, in->management_key, 0);
	if (in->old)
		node_each_pair(node_get(in->old->root, "accounts"), key)
			names_add(used, node_str(key), 0);
}

static void place_ous(struct import *in)
{
	struct names used = {.arena = in->arena};

	set_management_key(in);
	reserve_names(in, &used);
	sort_ous(in, compare_ou_ids);
	if (in->old)
		match_old_ous(in, &used);
	find_paths(in, &used);
	check_ou_places(in);
	sort_ous(in, compare_ou_paths);
}

// --- accounts ---

static int compare_account_ids(const void *left, const void *right)
{
	const struct import_account *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

static int compare_accounts(const void *left, const void *right)
{
	const struct import_account *a = left, *b = right;

	if (a->ou != b->ou)
		return a->ou < b->ou ? -1 : 1;
	return names_compare(a->key, b->key);
}

static void sort_accounts(struct import *in, int (*compare)(const void *, const void *))
{
	if (in->account_count)
		qsort(in->accounts, in->account_count, sizeof *in->accounts, compare);
	in->account_ids = (struct names){.arena = in->arena};
	for (uint32_t i = 0; i < in->account_count; i++)
		names_add(&in->account_ids, in->accounts[i].id, i);
}

// The management account is described at another place, and is in no OU of interest.
static void set_management_apart(struct import *in)
{
	uint32_t at = names_find(&in->account_ids, in->management);

	if (at == NAME_NONE)
		return;
	in->management_name = in->accounts[at].name;
	in->accounts[at] = in->accounts[--in->account_count];
}

static void find_ous(struct import *in)
{
	const struct import_account *first = NULL;
	size_t more = 0;

	for (size_t i = 0; i < in->account_count; i++) {
		struct import_account *account = &in->accounts[i];
		if (is_known_parent(in, account->parent)) {
			account->ou = names_find(&in->ou_ids, account->parent);
			continue;
		}
		more += first != NULL;
		if (!first)
			first = account;
	}
	if (first)
		diag_node(in->diags, &import_no_place, first->doc, first->node,
		          "no output says in which OU the account %.*s is%s", STR(first->id),
		          and_more(in->arena, more, "where"))
			->hint = "aws organizations list-accounts-for-parent says it, for the root and "
			         "each OU; " ALL_COMMANDS;
}

static void name_accounts(struct import *in)
{
	struct namer n = namer_of(in->arena, "account");

	namer_use(&n, in->management_key);
	namer_use(&n, S("all"));
	for (size_t i = 0; i < in->ou_count; i++)
		namer_use(&n, in->ous[i].path);
	if (in->old)
		node_each_pair(node_get(in->old->root, "accounts"), key)
			namer_use(&n, node_str(key));
	for (size_t i = 0; i < in->account_count; i++)
		if (!in->accounts[i].old)
			namer_wish(&n, in->accounts[i].name);
	for (size_t i = 0; i < in->account_count; i++) {
		struct import_account *account = &in->accounts[i];
		account->key = account->old ? node_str(account->old)
		                            : namer_take(&n, account->name, account->id);
	}
}

static void place_accounts(struct import *in)
{
	set_management_apart(in);
	sort_accounts(in, compare_account_ids);
	if (in->old)
		match_old_accounts(in);
	find_ous(in);
	name_accounts(in);
	sort_accounts(in, compare_accounts);
}

// --- the whole ---

bool import_finish(struct import *in, const struct doc *old)
{
	in->old = old;
	check_essentials(in);
	if (old)
		check_old(in);
	if (diags_count(in->diags, SEV_ERROR))
		return false;
	place_ous(in);
	check_lists(in);
	place_accounts(in);
	import_place_policies(in);
	import_place_delegates(in);
	return diags_count(in->diags, SEV_ERROR) == 0;
}
