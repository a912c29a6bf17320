// Folds the sections that name things: resources, outputs and rules.
#include "templates/fold/fold_private.h"

// --- resources and outputs ---

// What a thing depends on without those that are gone; NULL where nothing is left.
static struct node *kept_dependencies(struct fold *f, const struct node *value)
{
	const struct entries *resources = &f->t->resources;
	struct node *kept = node_copy(f->e->arena, value);
	const struct entry *entry;
	struct node_list list;

	if (node_is_scalar(value)) {
		entry = entries_find(resources, node_str(value));
		return entry && f->is_gone[entry_index(resources, entry)] ? NULL : kept;
	}
	if (!node_is_seq(value))
		return fold_written(f, value);
	kept->first = NULL;
	kept->len = 0;
	list = node_list_of(kept);
	node_each(value, item) {
		entry = entries_find(resources, node_str(item));
		if (!entry || !f->is_gone[entry_index(resources, entry)])
			node_list_add(&list, fold_written(f, item));
	}
	return kept->len ? kept : NULL;
}

static struct node *fold_entry(struct fold *f, const struct entry *entry)
{
	enum truth exists = eval_exists(f->e, entry);
	const struct node *value = eval_value_in(f->e, f->e->arena, entry, entry->value);
	struct node_list list;

	if (!node_is_map(value) || function_of(value, NULL) != FN_NONE)
		return fold_written(f, value);
	list = fold_section_new(f, value);
	node_each_pair(value, key) {
		struct node *kept;
		if (node_is(key, "Condition") && exists == TRUTH_YES)
			continue;
		if (node_is(key, "Condition") && node_is_scalar(key->next))
			fold_name_condition(f, node_str(key->next));
		kept = node_is(key, "DependsOn") ? kept_dependencies(f, key->next)
		                                 : fold_written(f, key->next);
		if (kept)
			node_list_pair(&list, node_copy(f->e->arena, key), kept);
	}
	return list.parent;
}

struct node *fold_entries(struct fold *f, const struct node *section,
                          const struct entries *entries)
{
	struct node_list list = fold_section_new(f, section);
	size_t i = 0;

	node_each_pair(section, key) {
		const struct entry *entry = entry_at(entries, i, key);
		struct node *value = NULL;
		if (!entry)
			value = fold_written(f, eval_ask(f->e, key->next));
		else if (eval_exists(f->e, entry) != TRUTH_NO)
			value = fold_entry(f, entry);
		i += entry != NULL;
		if (!value)
			continue;
		f->names_unknown |= loop_is(key);
		fold_name_all(f, value);
		node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}

// --- rules ---

static bool is_bound(const struct fold *f, struct str name)
{
	const struct entry *entry = entries_find(&f->t->parameters, name);

	return entry && f->e->parameters[entry_index(&f->t->parameters, entry)].binding;
}

static bool names_bound(struct fold *f, const struct node *n)
{
	const struct node *argument;
	enum function function = function_of(n, &argument);
	struct sub_part *parts;
	size_t count = 0;

	if (function == FN_REF || function == FN_VALUE_OF)
		return is_bound(f, fold_literal_name(f, argument));
	if (function == FN_REF_ALL || function == FN_VALUE_OF_ALL)
		return f->e->bindings;
	if (function == FN_SUB && node_is_scalar(argument))
		count = sub_parts(f->e->arena, node_str(argument), &parts);
	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && is_bound(f, parts[i].text))
			return true;
	if (n->kind == NODE_SCALAR)
		return false;
	for (const struct node *child = n->first; child; child = child->next)
		if (names_bound(f, child))
			return true;
	return false;
}

// What a rule asserts of a parameter that has its value is decided.
struct node *fold_rules(struct fold *f, const struct node *section)
{
	struct node_list list = fold_section_new(f, section);

	node_each_pair(section, key) {
		struct node *rule;
		if (names_bound(f, key->next))
			continue;
		rule = fold_written(f, key->next);
		fold_name_all(f, rule);
		node_list_pair(&list, node_copy(f->e->arena, key), rule);
	}
	return list.parent;
}
