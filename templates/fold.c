// A whole template with all that is known folded in.
#include <assert.h>

#include "model/write/write.h"
#include "templates/eval/eval_private.h"

struct fold {
	struct eval *e;
	const struct template *t;
	bool short_forms;
	bool *is_gone;          // resources that cannot be, by index …
	bool *parameter_named;  // … and what is still named
	bool *mapping_named;
	bool *condition_named;
	uint32_t *waiting;      // conditions that are named, but not written yet
	size_t waiting_count;
	bool names_unknown;     // anything may be named
};

static struct node *written(struct fold *f, const struct node *value)
{
	return residual(f->e, value, f->short_forms);
}

static struct node *folded(struct fold *f, const struct node *n)
{
	return written(f, eval_ask(f->e, n));
}

static struct node_list new_section(struct fold *f, const struct node *from)
{
	return node_list_of(eval_make(f->e, NODE_MAP, from));
}

static size_t index_in(const struct entries *s, const struct entry *entry)
{
	return (size_t)(entry - s->items);
}

// The entry of a key, if it is the one whose turn it is; loops have none.
static const struct entry *entry_at(const struct entries *s, size_t i,
                                    const struct node *key)
{
	return i < s->count && s->items[i].key == key ? &s->items[i] : NULL;
}

// --- what is still named ---

static void name_condition(struct fold *f, struct str name)
{
	const struct entry *entry = entries_find(&f->t->conditions, name);
	size_t i = entry ? index_in(&f->t->conditions, entry) : 0;

	if (!entry || f->condition_named[i])
		return;
	f->condition_named[i] = true;
	f->waiting[f->waiting_count++] = (uint32_t)i;
}

static void name_in(const struct entries *s, bool *is_named, struct str name)
{
	const struct entry *entry = entries_find(s, name);

	if (entry)
		is_named[index_in(s, entry)] = true;
}

static void name_in_sub(struct fold *f, const struct node *argument)
{
	enum { FEW = 100 };
	bool alone = node_is_scalar(argument);
	struct str text = node_str(alone ? argument : node_item(argument, 0));
	const struct node *variables = alone ? NULL : node_item(argument, 1);
	struct sub_part *parts;
	size_t count = sub_parts(f->e->arena, text, &parts);

	if (variables && variables->len > FEW)
		variables = NULL; // no harm in a name too many
	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && !node_get_str(variables, parts[i].text))
			name_in(&f->t->parameters, f->parameter_named, parts[i].text);
}

// The first argument of a function, where it is a literal; else anything is named.
static struct str literal_name(struct fold *f, const struct node *argument)
{
	const struct node *first = node_is_seq(argument) ? argument->first : argument;

	if (!node_is_scalar(first) || (first != argument && first->tag != TAG_NONE)) {
		f->names_unknown = true;
		return (struct str){0};
	}
	return node_str(first);
}

static void name_all(struct fold *f, const struct node *n);

static void name_in_function(struct fold *f, const struct node *n)
{
	const struct node *argument;

	switch (function_of(n, &argument)) {
	case FN_REF:
	case FN_VALUE_OF:
		name_in(&f->t->parameters, f->parameter_named, literal_name(f, argument));
		break;
	case FN_SUB:
		name_in_sub(f, argument);
		break;
	case FN_FIND_IN_MAP:
		name_in(&f->t->mappings, f->mapping_named, literal_name(f, argument));
		break;
	case FN_IF:
	case FN_CONDITION:
		name_condition(f, literal_name(f, argument));
		break;
	case FN_TRANSFORM:
	case FN_FOR_EACH:
	case FN_UNKNOWN:
	case FN_REF_ALL:
	case FN_VALUE_OF_ALL:
		f->names_unknown = true;
		break;
	default:
		break;
	}
}

static void name_all(struct fold *f, const struct node *n)
{
	name_in_function(f, n);
	if (n->kind == NODE_SCALAR)
		return;
	for (const struct node *child = n->first; child; child = child->next) {
		if (n->kind == NODE_MAP) {
			if (loop_is(child) || node_is(child, "Fn::Transform"))
				f->names_unknown = true;
			child = child->next;
		}
		name_all(f, child);
	}
}

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
		return entry && f->is_gone[index_in(resources, entry)] ? NULL : kept;
	}
	if (!node_is_seq(value))
		return written(f, value);
	kept->first = NULL;
	kept->len = 0;
	list = node_list_of(kept);
	node_each(value, item) {
		entry = entries_find(resources, node_str(item));
		if (!entry || !f->is_gone[index_in(resources, entry)])
			node_list_add(&list, written(f, item));
	}
	return kept->len ? kept : NULL;
}

static struct node *fold_entry(struct fold *f, const struct entry *entry)
{
	enum truth exists = eval_exists(f->e, entry);
	const struct node *value = eval_value_in(f->e, f->e->arena, entry, entry->value);
	struct node_list list;

	if (!node_is_map(value) || function_of(value, NULL) != FN_NONE)
		return written(f, value);
	list = new_section(f, value);
	node_each_pair(value, key) {
		struct node *kept;
		if (node_is(key, "Condition") && exists == TRUTH_YES)
			continue;
		if (node_is(key, "Condition") && node_is_scalar(key->next))
			name_condition(f, node_str(key->next));
		kept = node_is(key, "DependsOn") ? kept_dependencies(f, key->next)
		                                 : written(f, key->next);
		if (kept)
			node_list_pair(&list, node_copy(f->e->arena, key), kept);
	}
	return list.parent;
}

// A section of named things of which some cannot be; loops over what is not known stay.
static struct node *fold_entries(struct fold *f, const struct node *section,
                                 const struct entries *entries)
{
	struct node_list list = new_section(f, section);
	size_t i = 0;

	node_each_pair(section, key) {
		const struct entry *entry = entry_at(entries, i, key);
		struct node *value = NULL;
		if (!entry)
			value = folded(f, key->next);
		else if (eval_exists(f->e, entry) != TRUTH_NO)
			value = fold_entry(f, entry);
		i += entry != NULL;
		if (!value)
			continue;
		f->names_unknown |= loop_is(key);
		name_all(f, value);
		node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}

// --- rules ---

static bool is_bound(const struct fold *f, struct str name)
{
	const struct entry *entry = entries_find(&f->t->parameters, name);

	return entry && f->e->parameters[index_in(&f->t->parameters, entry)].binding;
}

static bool names_bound(struct fold *f, const struct node *n)
{
	const struct node *argument;
	enum function function = function_of(n, &argument);
	struct sub_part *parts;
	size_t count = 0;

	if (function == FN_REF || function == FN_VALUE_OF)
		return is_bound(f, literal_name(f, argument));
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
static struct node *fold_rules(struct fold *f, const struct node *section)
{
	struct node_list list = new_section(f, section);

	node_each_pair(section, key) {
		struct node *rule;
		if (names_bound(f, key->next))
			continue;
		rule = written(f, key->next);
		name_all(f, rule);
		node_list_pair(&list, node_copy(f->e->arena, key), rule);
	}
	return list.parent;
}

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
	return written(f, node_from(map, body));
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
	return written(f, rest);
}

// Conditions name conditions.
static void fold_conditions(struct fold *f, struct node **bodies)
{
	const struct entries *conditions = &f->t->conditions;

	for (size_t i = 0; f->names_unknown && i < conditions->count; i++)
		name_condition(f, conditions->items[i].name);
	while (f->waiting_count) {
		uint32_t i = f->waiting[--f->waiting_count];
		bodies[i] = fold_condition(f, conditions->items[i].value);
		name_all(f, bodies[i]);
	}
}

static struct node *kept_conditions(struct fold *f, const struct node *section,
                                    struct node *const *bodies)
{
	const struct entries *conditions = &f->t->conditions;
	struct node_list list = new_section(f, section);
	size_t i = 0;

	node_each_pair(section, key) {
		bool is_entry = entry_at(conditions, i, key);
		struct node *body = is_entry ? bodies[i] : written(f, key->next);
		i += is_entry;
		if (body)
			node_list_pair(&list, node_copy(f->e->arena, key), body);
	}
	return list.parent;
}

static struct node *kept_mappings(struct fold *f, const struct node *section)
{
	struct node_list list = new_section(f, section);

	for (size_t i = 0; i < f->t->mappings.count; i++) {
		const struct entry *entry = &f->t->mappings.items[i];
		if (f->mapping_named[i] || f->names_unknown)
			node_list_pair(&list, node_copy(f->e->arena, entry->key),
			               written(f, entry->value));
	}
	return list.parent;
}

// A parameter that is bound, but still named where nothing could be evaluated: what it is
// bound to becomes its default.
static struct node *with_default(struct fold *f, const struct entry *entry)
{
	struct node *parameter = written(f, entry->value), *copy;
	const struct node *value = eval_ask(f->e, f->e->parameters[index_in(
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

static struct node *kept_parameters(struct fold *f, const struct node *section)
{
	struct node_list list = new_section(f, section);

	for (size_t i = 0; i < f->t->parameters.count; i++) {
		const struct entry *entry = &f->t->parameters.items[i];
		bool bound = f->e->parameters[i].binding;
		if (f->parameter_named[i])
			node_list_pair(&list, node_copy(f->e->arena, entry->key),
			               bound ? with_default(f, entry)
			                     : written(f, entry->value));
	}
	return list.parent;
}

// --- metadata ---

// A parameter that the template has no more.
static bool is_dropped(const struct fold *f, const struct node *name)
{
	const struct entry *entry = entries_find(&f->t->parameters, node_str(name));

	return entry && !f->parameter_named[index_in(&f->t->parameters, entry)];
}

static bool is_empty_group(const struct fold *f, const struct node *group)
{
	const struct node *names = node_get(group, "Parameters");

	(void)f;
	return node_is_seq(names) && !names->len;
}

static bool is_extensions(const struct fold *f, const struct node *transform)
{
	(void)f;
	return node_is(transform, "AWS::LanguageExtensions");
}

// Takes items out of a list, or pairs with such keys out of a map.
static void drop(const struct fold *f, struct node *from,
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
	struct node *kept = written(f, interface);
	struct node *groups = node_get(kept, "ParameterGroups");
	struct node *labels = node_get(kept, "ParameterLabels");
	bool has_groups = node_is_seq(groups), has_labels = node_is_map(labels);

	node_each(groups, group) {
		struct node *names = node_get(group, "Parameters");
		if (node_is_seq(names))
			drop(f, names, is_dropped);
	}
	if (has_groups)
		drop(f, groups, is_empty_group);
	if (has_labels)
		drop(f, labels, is_dropped);
	return (has_groups && groups->len) || (has_labels && labels->len) ? kept : NULL;
}

static struct node *kept_metadata(struct fold *f, const struct node *section)
{
	struct node_list list = new_section(f, section);

	node_each_pair(section, key) {
		struct node *value;
		if (node_is(key, "orgc"))
			continue;
		value = node_is(key, "AWS::CloudFormation::Interface") && node_is_map(key->next)
		                ? kept_interface(f, key->next)
		                : written(f, key->next);
		if (value)
			node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}

// --- transforms ---

static bool is_function(const struct node *n)
{
	return n && function_of(n, NULL) != FN_NONE;
}

// Whether something stays that CloudFormation knows by AWS::LanguageExtensions only.
static bool needs_extensions(const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (f == FN_LENGTH || f == FN_TO_JSON_STRING)
		return true;
	if (f == FN_REF && is_function(argument) && argument != n)
		return true;
	if (f == FN_FIND_IN_MAP && node_is_seq(argument)) {
		if (argument->len > 3)
			return true;
		node_each(argument, item) {
			enum function inner = function_of(item, NULL);
			if (inner != FN_NONE && inner != FN_REF && inner != FN_FIND_IN_MAP)
				return true;
		}
	}
	if (n->kind == NODE_SCALAR)
		return false;
	for (const struct node *child = n->first; child; child = child->next) {
		if (n->kind == NODE_MAP) {
			const struct node *value = child->next;
			if (loop_is(child) ||
			    ((node_is(child, "DeletionPolicy") ||
			      node_is(child, "UpdateReplacePolicy")) && is_function(value)))
				return true;
			child = value;
		}
		if (needs_extensions(child))
			return true;
	}
	return false;
}

// CloudFormation's own StackSets refuse transforms, so one that has no work left goes.
static struct node *kept_transform(struct fold *f, const struct node *transform,
                                   bool has_work)
{
	struct node *kept = written(f, transform);

	if (has_work)
		return kept;
	if (!node_is_seq(kept))
		return is_extensions(f, kept) ? NULL : kept;
	drop(f, kept, is_extensions);
	return kept->len ? kept : NULL;
}

// --- the template ---

// Description, Hooks and what we do not know are SECTION_NONE: plain values.
static enum section section_named(const struct node *key)
{
	if (!node_is_map(key->next) && !node_is(key, "Transform"))
		return SECTION_NONE;
	return section_find(node_str(key));
}

// The sections that name things …
static struct node *fold_section(struct fold *f, enum section section,
                                 const struct node *value)
{
	struct node *plain;

	switch (section) {
	case SECTION_RESOURCES:
		return fold_entries(f, value, &f->t->resources);
	case SECTION_OUTPUTS:
		return fold_entries(f, value, &f->t->outputs);
	case SECTION_RULES:
		return fold_rules(f, value);
	case SECTION_NONE:
		plain = folded(f, value);
		name_all(f, plain);
		return plain;
	default:
		return NULL;
	}
}

// … and those of which only stays what is named.
static struct node *keep_section(struct fold *f, enum section section,
                                 const struct node *value, struct node *const *conditions)
{
	switch (section) {
	case SECTION_METADATA:
		return kept_metadata(f, value);
	case SECTION_PARAMETERS:
		return kept_parameters(f, value);
	case SECTION_MAPPINGS:
		return kept_mappings(f, value);
	case SECTION_CONDITIONS:
		return kept_conditions(f, value, conditions);
	default:
		return NULL;
	}
}

static void name_unbound_parameters(struct fold *f)
{
	for (size_t i = 0; i < f->t->parameters.count; i++)
		f->parameter_named[i] |= !f->e->parameters[i].binding || f->t->has_macro;
}

// The sections in the order of the template; NULL for those that go.
static void fold_sections(struct fold *f, const struct node *root, struct node **values)
{
	struct node **conditions = arena_array(f->e->arena, struct node *,
	                                       f->t->conditions.count);
	bool has_work = false;
	size_t i = 0;

	node_each_pair(root, key)
		values[i++] = fold_section(f, section_named(key), key->next);
	fold_conditions(f, conditions);
	if (f->names_unknown)
		name_unbound_parameters(f);
	i = 0;
	node_each_pair(root, key) {
		if (!values[i])
			values[i] = keep_section(f, section_named(key), key->next, conditions);
		has_work |= values[i] && needs_extensions(values[i]);
		i++;
	}
	i = 0;
	node_each_pair(root, key) {
		if (section_named(key) == SECTION_TRANSFORM)
			values[i] = kept_transform(f, key->next, has_work);
		i++;
	}
}

// What a macro makes of a template is not known, so nothing in it is.
static void copy_sections(struct fold *f, const struct node *root, struct node **values)
{
	name_unbound_parameters(f);
	node_each_pair(root, key)
		*values++ = section_named(key) == SECTION_METADATA
		                    ? kept_metadata(f, key->next)
		                    : written(f, key->next);
}

static struct node *fold_root(struct fold *f, const struct node *root)
{
	struct node **values = arena_array(f->e->arena, struct node *, root->len);
	struct node_list list = new_section(f, root);

	for (size_t i = 0; i < f->t->resources.count; i++)
		f->is_gone[i] = eval_exists(f->e, &f->t->resources.items[i]) == TRUTH_NO;
	if (f->t->has_macro)
		copy_sections(f, root, values);
	else
		fold_sections(f, root, values);
	node_each_pair(root, key) {
		struct node *value = *values++;
		enum section section = section_named(key);
		bool may_be_empty = section == SECTION_NONE || section == SECTION_RESOURCES;
		if (value && (value->len || may_be_empty))
			node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}

static struct doc *doc_of(struct eval *e, struct node *root, const struct doc *origin)
{
	enum { SOURCES = sizeof((struct doc *)0)->sources / sizeof(struct source *) };
	struct doc *d = arena_new(e->arena, struct doc);

	*d = *e->t->doc;
	d->root = root;
	d->tags = template_tags;
	d->second = 0;
	for (unsigned i = 0; origin && i < origin->source_count; i++) {
		assert(d->source_count < SOURCES);
		d->sources[d->source_count++] = origin->sources[i];
	}
	return d;
}

struct doc *fold_template(struct eval *e, const struct doc *origin, bool short_forms)
{
	const struct template *t = e->t;
	const struct node *root = t->doc->root;
	struct fold f = {
		.e = e,
		.t = t,
		.short_forms = short_forms,
		.is_gone = arena_array(e->arena, bool, t->resources.count),
		.parameter_named = arena_array(e->arena, bool, t->parameters.count),
		.mapping_named = arena_array(e->arena, bool, t->mappings.count),
		.condition_named = arena_array(e->arena, bool, t->conditions.count),
		.waiting = arena_array(e->arena, uint32_t, t->conditions.count),
	};
	struct node *result = NULL;

	e->exact = true;
	if (root)
		result = node_is_map(root) ? fold_root(&f, root) : written(&f, root);
	e->exact = false;
	return doc_of(e, result, origin);
}
