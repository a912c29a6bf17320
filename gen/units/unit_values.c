// Finds the values of a StackSet's parameters.
#include "gen/units/unit_values.h"

#include "model/text/say.h"
#include "org/fill/values.h"
#include "org/org_rules.h"
#include "templates/function.h"

// --- lists of accounts ---

static bool is_selector(const struct node *n)
{
	if (!node_is_map(n) || n->tag != TAG_NONE || !node_get(n, "in"))
		return false;
	node_each_pair(n, key)
		if (!node_is(key, "in") && !node_is(key, "except"))
			return false;
	return true;
}

static void check_name(struct org *org, const struct node *item)
{
	struct str name = node_str(item), near;

	if (str_is(name, "all") || names_find(&org->ou_paths, name) != NAME_NONE ||
	    names_find(&org->account_names, name) != NAME_NONE)
		return;
	near = names_nearest(&org->ou_paths, name);
	if (near.len == 0)
		near = names_nearest(&org->account_names, name);
	diag_node(org->diags, &org_unknown_name, org->doc, item,
	          "no OU or account is called %s", say_text(org->arena, name))
		->hint = say_nearest(org->arena, near, "name OUs, accounts, or all");
}

static void check_names(struct org *org, const struct node *list)
{
	if (node_is_scalar(list))
		check_name(org, list);
	node_each(list, item)
		check_name(org, item);
}

// The ids of the accounts that are covered and active, in the order of org.yaml.
static struct node *account_ids(struct org *org, struct selector *selector,
                                const struct node *map)
{
	struct node *list = node_from(node_seq(org->arena), map);
	struct node_list tail = node_list_of(list);
	struct selection s;

	check_names(org, node_get(map, "in"));
	check_names(org, node_get(map, "except"));
	s = selection_of(selector, map);
	for (size_t i = 0; i < org->account_count; i++)
		if (s.accounts[i] && !org->accounts[i].suspended)
			node_list_add(&tail, node_from(node_scalar(org->arena, org->accounts[i].id,
			                                           STYLE_DOUBLE),
			                               map));
	return list;
}

// The map of parameters with lists in the place of selectors; NULL where it is none.
static struct node *with_lists(struct org *org, struct selector *selector,
                               const struct node *parameters)
{
	struct node *out;
	struct node_list list;

	if (!node_is_map(parameters))
		return NULL;
	out = node_from(node_map(org->arena), parameters);
	list = node_list_of(out);
	node_each_pair(parameters, key)
		node_list_pair(&list, node_copy(org->arena, key),
		               is_selector(key->next) ? account_ids(org, selector, key->next)
		                                      : node_copy(org->arena, key->next));
	return out;
}

// --- values that vary ---

static void lacking(const struct org *org, const struct node *value, const char *who,
                    struct str what)
{
	struct arena *a = org->arena;
	const char *name = say_text(a, what);

	diag_node(org->diags, &org_unknown_value, org->doc, value, "%s no {{%s}}", who, name)
		->hint = arena_printf(a, "write {{%s|TEXT}}, with the text for those without one",
		                      name);
}

static bool covers_ous(const struct org *org, const struct unit *u)
{
	for (size_t i = 0; i < org->ou_count; i++)
		if (u->where.ous[i])
			return true;
	return false;
}

// The first account that the unit reaches; NAME_NONE where there is none.
static uint32_t next_account(const struct org *org, const struct unit *u, uint32_t from)
{
	for (uint32_t i = from; i < org->account_count; i++)
		if (u->where.accounts[i] && !org->accounts[i].suspended)
			return i;
	return NAME_NONE;
}

// The value where no account has one of its own: for those that join later.
static struct node *value_of_others(const struct org *org, const struct unit *u,
                                    const struct node *value)
{
	struct str lacks = {0}, unused = {0};
	struct node *found = values_for(org, value, NAME_NONE, &lacks);
	uint32_t first = next_account(org, u, 0);

	if (lacks.len > 0 && covers_ous(org, u))
		lacking(org, value, "accounts that join later have", lacks);
	else if (lacks.len > 0 && first != NAME_NONE)
		found = values_for(org, value, first, &unused);
	return found;
}

static bool varies(const struct org *org, const struct node *value)
{
	struct str what = {0};

	return values_vary(org, value, &what) && what.len > 0;
}

// What one account has and others have not: its overrides, and the values that vary. False
// where one is missing.
static bool add_own(const struct org *org, const struct node *parameters,
                    const struct node *others, const struct node *overrides,
                    uint32_t account, struct node_list *out)
{
	struct arena *a = org->arena;
	struct str name = org->accounts[account].name, lacks = {0};
	const struct node *given = node_get_str(overrides, name);
	struct node *map = node_map(a);
	struct node_list list = node_list_of(map);
	const struct node *place = node_key_str(overrides, name);
	struct node *value;

	node_each_pair(parameters, key) {
		if (node_get_str(given, node_str(key)) || !varies(org, key->next))
			continue;
		value = values_for(org, key->next, account, &lacks);
		if (lacks.len == 0 && node_same(value, node_get_str(others, node_str(key))))
			continue;
		place = place ? place : key;
		node_list_pair(&list, node_copy(a, key), value);
		if (lacks.len > 0) {
			lacking(org, key->next,
			        arena_printf(a, "the account %s has", say_text(a, name)), lacks);
			return false;
		}
	}
	node_each_pair(given, key)
		node_list_pair(&list, node_copy(a, key), node_copy(a, key->next));
	if (map->len > 0)
		node_list_pair(out, node_from(node_scalar(a, name, STYLE_PLAIN), place), map);
	return true;
}

static struct node *own_of_all(const struct org *org, const struct unit *u,
                               const struct node *parameters, const struct node *overrides)
{
	struct node *out = node_map(org->arena);
	struct node_list list = node_list_of(out);

	for (uint32_t i = next_account(org, u, 0); i != NAME_NONE;
	     i = next_account(org, u, i + 1))
		if (!add_own(org, parameters, u->values, overrides, i, &list))
			break;
	return out;
}

static bool any_varies(const struct org *org, const struct node *parameters)
{
	node_each_pair(parameters, key)
		if (varies(org, key->next))
			return true;
	return false;
}

// --- overrides ---

static struct node *overrides_of(struct org *org, struct selector *selector,
                                 const struct node *written)
{
	struct node *out;
	struct node_list list;

	if (!node_is_map(written))
		return NULL;
	out = node_from(node_map(org->arena), written);
	list = node_list_of(out);
	node_each_pair(written, key) {
		struct node *values = with_lists(org, selector, key->next);
		if (values)
			node_list_pair(&list, node_copy(org->arena, key), values);
	}
	return out;
}

static void check_overrides(const struct org *org, const struct unit *u,
                            const struct node *written)
{
	node_each_pair(written, key) {
		uint32_t account = names_find(&org->account_names, node_str(key));
		const char *why = "in: does not cover it";
		if (account == NAME_NONE ||
		    (u->where.accounts[account] && account != ACCOUNT_MANAGEMENT))
			continue;
		if (account == ACCOUNT_MANAGEMENT)
			why = "StackSets never reach the management account";
		diag_node(org->diags, &org_empty_selector, org->doc, key,
		          "overrides names %s, but %s", say_text(org->arena, node_str(key)), why)
			->hint = "take it out";
	}
}

static void set_own(struct org *org, struct unit *u)
{
	if (!node_is_map(u->overrides) || u->overrides->len == 0)
		return;
	u->own = arena_array(org->arena, const struct node *, org->account_count);
	node_each_pair(u->overrides, key) {
		uint32_t account = names_find(&org->account_names, node_str(key));
		if (account != NAME_NONE && u->where.accounts[account])
			u->own[account] = key->next;
	}
}

void unit_set_values(struct org *org, struct selector *selector, struct unit *u,
                     const struct node *map)
{
	const struct node *written = node_get(map, "overrides");
	struct node *parameters = with_lists(org, selector, node_get(map, "parameters"));
	struct node *overrides = overrides_of(org, selector, written);
	struct node *values;
	struct node_list list;

	check_overrides(org, u, written);
	if (parameters) {
		values = node_from(node_map(org->arena), parameters);
		list = node_list_of(values);
		node_each_pair(parameters, key)
			node_list_pair(&list, node_copy(org->arena, key),
			               value_of_others(org, u, key->next));
		u->values = values;
	}
	u->overrides = any_varies(org, parameters)
	                       ? own_of_all(org, u, parameters, overrides)
	                       : overrides;
	set_own(org, u);
}
