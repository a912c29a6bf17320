// Folds the templates of accounts with values of their own into one. A mapping by account
// would be shorter, but Fn::FindInMap fails for an account that it does not have, even in the
// branch of an Fn::If that is not taken: no account that joins could get its stack.
#include "gen/units/own_values.h"

#include "gen/logical_id.h"
#include "gen/units/merging.h"
#include "model/text/say.h"
#include "org/org_rules.h"

// Each kind is a condition, and an Fn::If inside the one before.
enum { KINDS_MOST = 100 };

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
		if (account == NAME_NONE || !u->where.accounts[account])
			continue;
		for (size_t i = 0; i < list.count && !own; i++)
			if (node_same(list.items[i].values, key->next))
				own = &list.items[i];
		if (!own && list.count == KINDS_MOST) {
			diag_node(org->diags, &org_over_a_limit, org->doc, key,
			          "%s comes to values of more than %d kinds, and the template has to "
			          "tell them all apart",
			          u->path, KINDS_MOST)
				->hint = "use a tag that several accounts share";
			break;
		}
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
	if (everywhere && (parts_same(m, &raw) || !any_part(m, &raw))) {
		if (raw.base)
			node_set(m->arena, out, "Condition", node_copy(m->arena, raw.base));
		return;
	}
	when.base = raw.base ? fn_named(m->arena, FN_CONDITION,
	                             arena_cstring(m->arena, node_str(raw.base)))
	                     : NULL;
	for (size_t i = 0; i < m->own->count; i++)
		when.own[i] = raw.own[i] ? fn_named(m->arena, FN_CONDITION,
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
	struct names keys = parts_keys(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct str key = keys.items[i].text;
		struct parts raw = parts_at(m, p, key), value = those_there(m, p, &raw);
		struct node *merged;
		if (str_is(key, "Condition"))
			continue;
		if (parts_same(m, &value))
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
		node_list_pair(&list, parts_key(m, p, key), merged);
	}
	set_condition(m, p, id, out);
	return out;
}

static struct node *merge_entries(struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_map(m->arena), any_part(m, p));
	struct node_list list = node_list_of(out);
	struct names keys = parts_keys(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts entry = parts_at(m, p, keys.items[i].text);
		node_list_pair(&list, parts_key(m, p, keys.items[i].text),
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
	if (parts_same(m, p))
		return node_copy(m->arena, p->base);
	if (!str_is(key, "Parameters") && !str_is(key, "Mappings")) {
		refuse(m, key);
		return node_copy(m->arena, any_part(m, p));
	}
	// A parameter or mapping that only some name is there for all.
	out = node_map(m->arena);
	keys = parts_keys(m, p);
	for (size_t i = 0; i < keys.count; i++) {
		struct parts one = parts_at(m, p, keys.items[i].text);
		struct parts full = those_there(m, &one, &one);
		if (!parts_same(m, &full))
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
	struct names keys = parts_keys(m, root);

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
		node_list_pair(&list, parts_key(m, root, key), merged);
	}
	return out;
}

struct doc *own_values_merge(const struct org *org, const struct unit *u,
                             const struct doc *base, const struct own_values_list *own)
{
	struct merging m = {org->arena, own, node_map(org->arena), NULL};
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
