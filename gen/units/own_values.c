// Folds the templates of accounts with values of their own into one. A mapping by account
// would be shorter, but Fn::FindInMap fails for an account that it does not have, even in the
// branch of an Fn::If that is not taken: no account that joins could get its stack.
#include "gen/units/own_values.h"

#include "gen/logical_id.h"
#include "model/text/say.h"
#include "org/org_rules.h"
#include "templates/function.h"

enum { OR_MOST = 10 }; // conditions in one Fn::Or

struct merging {
	struct arena *arena;
	const struct org *org;
	const struct unit *unit;
	const struct own_values_list *own;
	struct node *conditions; // of the result
	const char *refused;     // where no function may stand; NULL: nowhere
};

// A part of the template for all other accounts, and for each of the lists of own values;
// NULL where it is not there.
struct parts {
	const struct node *base;
	const struct node **own;
};

// --- who has own values ---

static const char *condition_name(const struct org *org, const struct node *key)
{
	return arena_printf(org->arena, "Only%s", logical_id(org->arena, node_str(key)));
}

struct own_values_list own_values_of(const struct org *org, const struct unit *u)
{
	struct own_values_list list = {0};

	node_each_pair(u->overrides, key) {
		uint32_t account = names_find(&org->account_names, node_str(key));
		struct own_values *own = NULL;
		if (account == NAME_NONE || !u->where.accounts[account] ||
		    account == ACCOUNT_MANAGEMENT)
			continue;
		for (size_t i = 0; i < list.count && !own; i++)
			if (node_same(list.items[i].values, key->next))
				own = &list.items[i];
		if (!own) {
			list.items = arena_grow(org->arena, list.items, list.count,
			                        &list.room, sizeof *list.items);
			own = &list.items[list.count++];
			*own = (struct own_values){
				.values = key->next,
				.key = key,
				.ids = node_seq(org->arena),
				.condition = condition_name(org, key),
			};
		}
		node_append(own->ids, node_scalar(org->arena, org->accounts[account].id,
		                                  STYLE_SINGLE));
	}
	return list;
}

// --- functions ---

static struct node *call(struct arena *a, enum function f)
{
	struct node *n = node_seq(a);

	n->tag = f;
	return n;
}

static struct node *named(struct arena *a, enum function f, const char *name)
{
	struct node *n = node_scalar(a, str_of(name), STYLE_PLAIN);

	n->tag = f;
	return n;
}

static struct node *not(struct arena *a, struct node *condition)
{
	struct node *n = call(a, FN_NOT);

	node_append(n, condition);
	return n;
}

// Whether one of a list of conditions holds; Fn::Or takes two to ten.
static struct node *any_of(struct arena *a, struct node *list)
{
	struct node *or, *rest;
	struct node *item = list->first;

	if (list->len == 1)
		return node_copy(a, item);
	or = call(a, FN_OR);
	rest = node_seq(a);
	for (size_t i = 0; item; item = item->next, i++)
		node_append(i < OR_MOST - 1 || list->len <= OR_MOST ? or : rest,
		            node_copy(a, item));
	if (rest->len > 0)
		node_append(or, any_of(a, rest));
	return or;
}

static struct node *is_account(struct arena *a, const struct node *ids)
{
	struct node *list = node_seq(a);

	node_each(ids, id) {
		struct node *equals = call(a, FN_EQUALS);
		node_append(equals, named(a, FN_REF, "AWS::AccountId"));
		node_append(equals, node_copy(a, id));
		node_append(list, equals);
	}
	return any_of(a, list);
}

// --- values ---

static bool all_same(const struct merging *m, const struct parts *p)
{
	for (size_t i = 0; i < m->own->count; i++)
		if (!p->base || !p->own[i] || !node_same(p->base, p->own[i]))
			return false;
	return true;
}

static bool is_plain(const struct node *n, enum node_kind kind)
{
	return n && n->kind == kind && function_of(n, NULL) == FN_NONE;
}

static bool all_plain(const struct merging *m, const struct parts *p, enum node_kind kind)
{
	bool plain = is_plain(p->base, kind);

	for (size_t i = 0; i < m->own->count && plain; i++)
		plain = is_plain(p->own[i], kind) &&
		        (kind != NODE_SEQ || p->own[i]->len == p->base->len);
	return plain;
}

static struct parts parts_new(const struct merging *m)
{
	return (struct parts){
		NULL, arena_array(m->arena, const struct node *, m->own->count)};
}

static struct parts parts_at(const struct merging *m, const struct parts *p, struct str key)
{
	struct parts inner = parts_new(m);

	inner.base = p->base ? node_get_str(p->base, key) : NULL;
	for (size_t i = 0; i < m->own->count; i++)
		inner.own[i] = p->own[i] ? node_get_str(p->own[i], key) : NULL;
	return inner;
}

// All keys, in the order in which they come first.
static struct names keys_of(const struct merging *m, const struct parts *p)
{
	struct names keys = {.arena = m->arena};

	node_each_pair(p->base, key)
		names_add(&keys, node_str(key), 0);
	for (size_t i = 0; i < m->own->count; i++)
		node_each_pair(p->own[i], key)
			names_add(&keys, node_str(key), 0);
	return keys;
}

// A key as a part has it, with the comments that stand before it.
static struct node *key_of(const struct merging *m, const struct parts *p, struct str name)
{
	const char *text = arena_cstring(m->arena, name);
	const struct node *key = p->base ? node_key(p->base, text) : NULL;

	for (size_t i = 0; i < m->own->count && !key; i++)
		key = p->own[i] ? node_key(p->own[i], text) : NULL;
	return node_copy(m->arena, key);
}

static struct node *value_or_none(struct arena *a, const struct node *n)
{
	return n ? node_copy(a, n) : named(a, FN_REF, "AWS::NoValue");
}

// Values that cannot be told apart inside: one of them is chosen as a whole.
static struct node *choose(const struct merging *m, const struct parts *p)
{
	struct node *value = value_or_none(m->arena, p->base);

	for (size_t i = m->own->count; i-- > 0;) {
		struct node *choice;
		if (p->base ? p->own[i] && node_same(p->base, p->own[i]) : !p->own[i])
			continue;
		choice = call(m->arena, FN_IF);
		node_append(choice, node_scalar(m->arena, str_of(m->own->items[i].condition),
		                                STYLE_PLAIN));
		node_append(choice, value_or_none(m->arena, p->own[i]));
		node_append(choice, value);
		value = choice;
	}
	return value;
}

static struct node *merge_value(const struct merging *m, const struct parts *p);

static struct node *merge_list(const struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_seq(m->arena), p->base);
	struct parts item = parts_new(m);

	for (size_t i = 0; i < p->base->len; i++) {
		item.base = node_item(p->base, i);
		for (size_t j = 0; j < m->own->count; j++)
			item.own[j] = node_item(p->own[j], i);
		node_append(out, merge_value(m, &item));
	}
	return out;
}

static struct node *merge_map(const struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_map(m->arena), p->base);
	struct node_list list = node_list_of(out);
	struct names keys = keys_of(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts value = parts_at(m, p, keys.items[i].text);
		node_list_pair(&list, key_of(m, p, keys.items[i].text),
		               merge_value(m, &value));
	}
	return out;
}

static struct node *merge_value(const struct merging *m, const struct parts *p)
{
	if (all_same(m, p))
		return node_copy(m->arena, p->base);
	if (all_plain(m, p, NODE_MAP))
		return merge_map(m, p);
	if (all_plain(m, p, NODE_SEQ))
		return merge_list(m, p);
	return choose(m, p);
}

// --- conditions ---

// Whether the account is one of `who`, and the condition holds; NULL: whatever else holds.
static struct node *holds_in(struct arena *a, struct node *who, const struct node *condition)
{
	struct node *and;

	if (!condition)
		return who;
	and = call(a, FN_AND);
	node_append(and, who);
	node_append(and, node_copy(a, condition));
	return and;
}

static struct node *is_other(const struct merging *m)
{
	struct node *list = node_seq(m->arena);

	for (size_t i = 0; i < m->own->count; i++)
		node_append(list, named(m->arena, FN_CONDITION, m->own->items[i].condition));
	return not(m->arena, any_of(m->arena, list));
}

static struct node *is_own(const struct merging *m, size_t i)
{
	return named(m->arena, FN_CONDITION, m->own->items[i].condition);
}

// `there` says which parts are, `when` under which condition; NULL: always.
static struct node *presence(const struct merging *m, const struct parts *there,
                             const struct parts *when)
{
	struct node *list = node_seq(m->arena);

	if (there->base)
		node_append(list, holds_in(m->arena, is_other(m), when->base));
	for (size_t i = 0; i < m->own->count; i++)
		if (there->own[i])
			node_append(list, holds_in(m->arena, is_own(m, i), when->own[i]));
	return any_of(m->arena, list);
}

// What a condition is for those that have it.
static struct node *merge_condition(const struct merging *m, const struct parts *p)
{
	const struct node *one = p->base;
	bool same = true;

	for (size_t i = 0; i < m->own->count; i++) {
		if (!p->own[i])
			continue;
		same &= !one || node_same(one, p->own[i]);
		one = p->own[i];
	}
	return same ? node_copy(m->arena, one) : presence(m, p, p);
}

static void merge_conditions(struct merging *m, const struct parts *p)
{
	struct names keys = keys_of(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts c = parts_at(m, p, keys.items[i].text);
		node_set(m->arena, m->conditions,
		         arena_cstring(m->arena, keys.items[i].text),
		         merge_condition(m, &c));
	}
}

// --- resources and outputs ---

static void refuse(struct merging *m, struct str place)
{
	if (!m->refused)
		m->refused = say_text(m->arena, place);
}

static const struct node *any_part(const struct merging *m, const struct parts *p)
{
	const struct node *n = p->base;

	for (size_t i = 0; i < m->own->count && !n; i++)
		n = p->own[i];
	return n;
}

static bool takes_functions(struct str key)
{
	return str_is(key, "Properties") || str_is(key, "Metadata") ||
	       str_is(key, "UpdatePolicy") || str_is(key, "CreationPolicy") ||
	       str_is(key, "Value") || str_is(key, "Export");
}

// Of a resource that is not in every part: only those that have it count.
static struct parts those_there(const struct merging *m, const struct parts *all,
                                const struct parts *p)
{
	struct parts filled = parts_new(m);
	const struct node *any = any_part(m, p);

	filled.base = all->base ? p->base : any;
	for (size_t i = 0; i < m->own->count; i++)
		filled.own[i] = all->own[i] ? p->own[i] : filled.base ? filled.base : any;
	return filled;
}

static void set_condition(struct merging *m, const struct parts *p, struct str id,
                          struct node *out)
{
	struct parts when = parts_new(m), raw = parts_at(m, p, S("Condition"));
	bool everywhere = p->base != NULL;
	const char *name;

	for (size_t i = 0; i < m->own->count; i++)
		everywhere &= p->own[i] != NULL;
	if (everywhere && (all_same(m, &raw) || !any_part(m, &raw))) {
		if (raw.base)
			node_set(m->arena, out, "Condition", node_copy(m->arena, raw.base));
		return;
	}
	when.base = raw.base ? named(m->arena, FN_CONDITION,
	                             arena_cstring(m->arena, node_str(raw.base)))
	                     : NULL;
	for (size_t i = 0; i < m->own->count; i++)
		when.own[i] = raw.own[i] ? named(m->arena, FN_CONDITION,
		                                 arena_cstring(m->arena, node_str(raw.own[i])))
		                         : NULL;
	name = arena_printf(m->arena, "Has%.*s", STR(id));
	while (node_get(m->conditions, name))
		name = arena_printf(m->arena, "%sToo", name);
	node_set(m->arena, m->conditions, name, presence(m, p, &when));
	node_set(m->arena, out, "Condition", node_scalar(m->arena, str_of(name), STYLE_PLAIN));
}

// Waiting for a resource that is not there is no mistake.
static struct node *merge_waits(const struct merging *m, const struct parts *p)
{
	struct node *list = node_seq(m->arena);
	struct names names = {.arena = m->arena};

	for (size_t i = 0; i <= m->own->count; i++) {
		const struct node *waits = i == 0 ? p->base : p->own[i - 1];
		if (node_is_scalar(waits))
			names_add(&names, node_str(waits), 0);
		node_each(waits, name)
			names_add(&names, node_str(name), 0);
	}
	for (size_t i = 0; i < names.count; i++)
		node_append(list, node_scalar(m->arena, names.items[i].text, STYLE_PLAIN));
	return list;
}

static struct node *merge_entry(struct merging *m, const struct parts *p, struct str id)
{
	struct node *out = node_from(node_map(m->arena), any_part(m, p));
	struct node_list list = node_list_of(out);
	struct names keys = keys_of(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct str key = keys.items[i].text;
		struct parts raw = parts_at(m, p, key), value = those_there(m, p, &raw);
		struct node *merged;
		if (str_is(key, "Condition"))
			continue;
		if (all_same(m, &value))
			merged = node_copy(m->arena, value.base);
		else if (str_is(key, "DependsOn"))
			merged = merge_waits(m, &raw);
		else if (takes_functions(key))
			merged = merge_value(m, &value);
		else {
			refuse(m, str_of(arena_printf(m->arena, "%.*s of %.*s", STR(key),
			                              STR(id))));
			continue;
		}
		node_list_pair(&list, key_of(m, p, key), merged);
	}
	set_condition(m, p, id, out);
	return out;
}

static struct node *merge_entries(struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_map(m->arena), any_part(m, p));
	struct node_list list = node_list_of(out);
	struct names keys = keys_of(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts entry = parts_at(m, p, keys.items[i].text);
		node_list_pair(&list, key_of(m, p, keys.items[i].text),
		               merge_entry(m, &entry, keys.items[i].text));
	}
	return out;
}

// --- the template ---

static struct node *merge_section(struct merging *m, const struct parts *p, struct str key)
{
	struct node *out;
	struct names keys;

	if (str_is(key, "Resources") || str_is(key, "Outputs"))
		return merge_entries(m, p);
	if (all_same(m, p))
		return node_copy(m->arena, p->base);
	if (!str_is(key, "Parameters") && !str_is(key, "Mappings")) {
		refuse(m, key);
		return node_copy(m->arena, any_part(m, p));
	}
	// A parameter or mapping that only some name is there for all.
	out = node_map(m->arena);
	keys = keys_of(m, p);
	for (size_t i = 0; i < keys.count; i++) {
		struct parts one = parts_at(m, p, keys.items[i].text);
		struct parts full = those_there(m, &one, &one);
		if (!all_same(m, &full))
			refuse(m, str_of(arena_printf(m->arena, "the parameter %.*s",
			                              STR(keys.items[i].text))));
		node_set(m->arena, out, arena_cstring(m->arena, keys.items[i].text),
		         node_copy(m->arena, any_part(m, &one)));
	}
	return out;
}

static void add_own_conditions(struct merging *m)
{
	for (size_t i = 0; i < m->own->count; i++) {
		struct own_values *own = &m->own->items[i];
		while (node_get(m->conditions, own->condition))
			own->condition =
				arena_printf(m->arena, "%sToo", own->condition);
		node_set(m->arena, m->conditions, own->condition,
		         is_account(m->arena, own->ids));
	}
}

static struct parts roots_of(const struct merging *m, const struct doc *base)
{
	struct parts root = parts_new(m);

	root.base = base->root;
	for (size_t i = 0; i < m->own->count; i++)
		root.own[i] = m->own->items[i].folded->root;
	return root;
}

// Conditions stand before the resources.
static struct node *merge_root(struct merging *m, const struct parts *root)
{
	struct node *out = node_map(m->arena);
	struct node_list list = node_list_of(out);
	struct names keys = keys_of(m, root);

	for (size_t i = 0; i < keys.count; i++) {
		struct str key = keys.items[i].text;
		struct parts section = parts_at(m, root, key);
		struct node *merged;
		if (str_is(key, "Conditions"))
			continue;
		merged = merge_section(m, &section, key);
		if (str_is(key, "Resources"))
			node_list_pair(&list,
			               node_scalar(m->arena, S("Conditions"), STYLE_PLAIN),
			               m->conditions);
		node_list_pair(&list, key_of(m, root, key), merged);
	}
	return out;
}

struct doc *own_values_merge(const struct org *org, const struct unit *u,
                             const struct doc *base, const struct own_values_list *own)
{
	struct merging m = {org->arena, org, u, own, node_map(org->arena), NULL};
	struct parts root = roots_of(&m, base), conditions;
	struct doc *out = arena_new(org->arena, struct doc);

	conditions = parts_at(&m, &root, S("Conditions"));
	add_own_conditions(&m);
	merge_conditions(&m, &conditions);
	*out = *base;
	out->root = merge_root(&m, &root);
	if (!m.refused)
		return out;
	diag_node(org->diags, &org_refused_parameter, org->doc, own->items[0].key,
	          "overrides change %s of the %s, where no function may stand", m.refused,
	          u->source)
		->hint = "make another StackSet of the same template for these accounts";
	return NULL;
}
