// Folds the sections of which only stays what is named: conditions, mappings, parameters
// and metadata.
#include "model/write/write.h"
#include "templates/fold/fold_private.h"

// --- conditions, mappings, parameters ---

// {"Fn::Equals": ["true", "true"]}, or a false one: for the rare condition that is decided
// but still named.
static struct node *decided(struct fold *f, const struct node *body, enum truth truth)
{
	struct node *map = node_map(f->e->arena), *both = node_seq(f->e->arena);
	struct str value = truth == TRUTH_YES ? S("true") : S("false");

	both->style = STYLE_FLOW;
	node_append(both, node_scalar(f->e->arena, S("true"), STYLE_SINGLE));
	node_append(both, node_scalar(f->e->arena, value, STYLE_SINGLE));
	node_set(f->e->arena, map, function_name(FN_EQUALS), both);
	return fold_written(f, node_from(map, body));
}

// A condition cannot be just another one.
static struct node *fold_condition(struct fold *f, const struct node *body)
{
	enum { ALIASES = 100 }; // of aliases, before they are taken for a circle
	const struct node *rest = body, *argument;
	enum truth truth;

	for (int i = 0; i < ALIASES; i++) {
		const struct entry *alias = NULL;
		rest = condition_rest(f->e, rest, &truth);
		if (!rest)
			return decided(f, body, truth);
		if (function_of(rest, &argument) == FN_CONDITION)
			alias = entries_find(&f->t->conditions, node_str(argument));
		if (!alias)
			break;
		rest = alias->value;
	}
	return fold_written(f, rest);
}

// Conditions name conditions.
void fold_conditions(struct fold *f, struct node **bodies)
{
	const struct entries *conditions = &f->t->conditions;

	for (size_t i = 0; f->names_unknown && i < conditions->count; i++)
		fold_name_condition(f, conditions->items[i].name);
	while (f->waiting_count) {
		uint32_t i = f->waiting[--f->waiting_count];
		bodies[i] = fold_condition(f, conditions->items[i].value);
		fold_name_all(f, bodies[i]);
	}
}

struct node *fold_conditions_kept(struct fold *f, const struct node *section,
                                  struct node *const *bodies)
{
	const struct entries *conditions = &f->t->conditions;
	struct node_list list = fold_section_new(f, section);
	size_t i = 0;

	node_each_pair(section, key) {
		bool is_entry = entry_at(conditions, i, key);
		struct node *body = is_entry ? bodies[i] : fold_written(f, key->next);
		i += is_entry;
		if (body)
			node_list_pair(&list, node_copy(f->e->arena, key), body);
	}
	return list.parent;
}

struct node *fold_mappings(struct fold *f, const struct node *section)
{
	struct node_list list = fold_section_new(f, section);

	for (size_t i = 0; i < f->t->mappings.count; i++) {
		const struct entry *entry = &f->t->mappings.items[i];
		if (f->mapping_named[i] || f->names_unknown)
			node_list_pair(&list, node_copy(f->e->arena, entry->key),
			               fold_written(f, entry->value));
	}
	return list.parent;
}

// A parameter that is bound, but still named where nothing could be evaluated: what it is
// bound to becomes its default.
static struct node *with_default(struct fold *f, const struct entry *entry)
{
	struct node *parameter = fold_written(f, entry->value), *copy;
	const struct node *value = eval_ask(f->e, f->e->parameters[entry_index(
			&f->t->parameters, entry)].binding);
	struct out o = {.arena = f->e->arena};
	struct str text;
	struct node_list list;

	if (value->kind == NODE_SEQ) {
		node_each(value, item) {
			if (item != value->first)
				out_byte(&o, ',');
			out_bytes(&o, node_str(item));
		}
		text = out_str(&o);
	} else if (!text_known(f->e, value, &text)) {
		return parameter;
	}
	copy = eval_make(f->e, NODE_MAP, parameter);
	list = node_list_of(copy);
	node_each_pair(parameter, key)
		if (!node_is(key, "Default"))
			node_list_pair(&list, node_copy(f->e->arena, key),
			               node_copy(f->e->arena, key->next));
	node_set(f->e->arena, copy, "Default",
	         node_from(node_scalar(f->e->arena, text, STYLE_SINGLE), value));
	return copy;
}

struct node *fold_parameters(struct fold *f, const struct node *section)
{
	struct node_list list = fold_section_new(f, section);

	for (size_t i = 0; i < f->t->parameters.count; i++) {
		const struct entry *entry = &f->t->parameters.items[i];
		bool bound = f->e->parameters[i].binding;
		if (f->parameter_named[i])
			node_list_pair(&list, node_copy(f->e->arena, entry->key),
			               bound ? with_default(f, entry)
			                     : fold_written(f, entry->value));
	}
	return list.parent;
}

// --- metadata ---

// A parameter that the template has no more.
static bool is_dropped(const struct fold *f, const struct node *name)
{
	const struct entry *entry = entries_find(&f->t->parameters, node_str(name));

	return entry && !f->parameter_named[entry_index(&f->t->parameters, entry)];
}

static bool is_empty_group(const struct fold *f, const struct node *group)
{
	const struct node *names = node_get(group, "Parameters");

	(void)f;
	return node_is_seq(names) && !names->len;
}

void fold_drop(const struct fold *f, struct node *from,
               bool (*is_meant)(const struct fold *, const struct node *))
{
	struct node **link = &from->first;

	while (*link) {
		struct node *last = from->kind == NODE_MAP ? (*link)->next : *link;
		if (is_meant(f, *link)) {
			*link = last->next;
			from->len--;
		} else {
			link = &last->next;
		}
	}
}

// How the console shows parameters; it must not name those that are gone.
static struct node *kept_interface(struct fold *f, const struct node *interface)
{
	struct node *kept = fold_written(f, interface);
	struct node *groups = node_get(kept, "ParameterGroups");
	struct node *labels = node_get(kept, "ParameterLabels");
	bool has_groups = node_is_seq(groups), has_labels = node_is_map(labels);

	node_each(groups, group) {
		struct node *names = node_get(group, "Parameters");
		if (node_is_seq(names))
			fold_drop(f, names, is_dropped);
	}
	if (has_groups)
		fold_drop(f, groups, is_empty_group);
	if (has_labels)
		fold_drop(f, labels, is_dropped);
	return (has_groups && groups->len) || (has_labels && labels->len) ? kept : NULL;
}

struct node *fold_metadata(struct fold *f, const struct node *section)
{
	struct node_list list = fold_section_new(f, section);

	node_each_pair(section, key) {
		struct node *value;
		if (node_is(key, "orgc"))
			continue;
		value = node_is(key, "AWS::CloudFormation::Interface") && node_is_map(key->next)
		                ? kept_interface(f, key->next)
		                : fold_written(f, key->next);
		if (value)
			node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}
