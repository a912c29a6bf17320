// Finds every reference of a template, and sorts them by both of their ends.
#include "templates/graph.h"

#include "model/text/names.h"

// Of one section: the first and the last reference from, and to, each of its entries.
struct end {
	struct reference *first, *last;
};
enum { SECTIONS = SECTION_OUTPUTS + 1 };
struct graph_ends {
	const struct entries *entries[SECTIONS]; // NULL: a section without entries
	struct end *from[SECTIONS], *to[SECTIONS];
};

// The place that a walk is at.
struct where {
	enum section section;
	const struct entry *entry;
};

static struct end *end_of(const struct graph *g, struct end *const *ends, enum section s,
                          const struct entry *entry)
{
	const struct entries *entries = g->ends->entries[s];

	return entry && entries ? &ends[s][entry - entries->items] : NULL;
}

// The section whose entry this is.
static enum section section_with(const struct graph *g, const struct entry *entry)
{
	for (int s = SECTION_NONE; s < SECTIONS; s++) {
		const struct entries *e = g->ends->entries[s];
		if (e && e->count && entry >= e->items && entry < e->items + e->count)
			return (enum section)s;
	}
	return SECTION_NONE;
}

static void add(struct graph *g, const struct where *at, struct reference made)
{
	struct reference *r = arena_new(g->arena, struct reference);
	struct end *from, *to;

	*r = made;
	r->from_section = at->section;
	r->from = at->entry;
	g->items = arena_grow(g->arena, g->items, g->count, &g->room, sizeof *g->items);
	g->items[g->count++] = r;
	from = end_of(g, g->ends->from, r->from_section, r->from);
	if (from) {
		if (from->last)
			from->last->next_from = r;
		else
			from->first = r;
		from->last = r;
	}
	to = end_of(g, g->ends->to, r->to_section, r->to);
	if (to) {
		if (to->last)
			to->last->next_to = r;
		else
			to->first = r;
		to->last = r;
	}
}

// Finds the entry that a name means among some sections, and adds the reference.
static void add_name(struct graph *g, const struct where *at, struct reference r,
                     enum section first, enum section second)
{
	const enum section sections[] = {first, second};

	for (size_t i = 0; i < 2 && !r.to; i++) {
		const struct entries *entries = g->ends->entries[sections[i]];
		r.to = entries ? entries_find(entries, r.name) : NULL;
		r.to_section = r.to ? sections[i] : SECTION_NONE;
	}
	add(g, at, r);
}

static void add_scalar(struct graph *g, const struct where *at, const struct node *n,
                       enum function f, const struct node *text, enum section section)
{
	if (node_is_scalar(text) && (text == n || text->tag == TAG_NONE))
		add_name(g, at,
		         (struct reference){.node = n, .text = text, .function = f,
		                            .name = node_str(text)},
		         section, section == SECTION_PARAMETERS ? SECTION_RESOURCES : section);
}

static void add_sub(struct graph *g, const struct where *at, const struct node *n,
                    const struct node *argument)
{
	const struct node *text = node_is_seq(argument) ? node_item(argument, 0) : argument;
	const struct node *variables =
		node_is_seq(argument) ? node_item(argument, 1) : NULL;
	struct names own = {.arena = g->arena};
	struct sub_part *parts;
	size_t count = sub_parts(g->arena, node_str(text), &parts);

	node_each_pair(variables, key)
		names_add(&own, node_str(key), 0);
	for (size_t i = 0; i < count; i++) {
		struct str name = parts[i].text, attribute = {0};
		ptrdiff_t dot = str_find_byte(name, 0, '.');

		if (!parts[i].is_name || names_find(&own, name) != NAME_NONE)
			continue;
		if (dot >= 0) {
			attribute = str_slice(name, (size_t)dot + 1, name.len);
			name = str_slice(name, 0, (size_t)dot);
		}
		add_name(g, at,
		         (struct reference){.node = n, .text = text, .offset = parts[i].offset,
		                            .function = FN_SUB, .name = name,
		                            .attribute = attribute},
		         dot >= 0 ? SECTION_RESOURCES : SECTION_PARAMETERS, SECTION_RESOURCES);
	}
}

static void add_get_att(struct graph *g, const struct where *at, const struct node *n,
                        const struct node *argument)
{
	const struct node *text = node_is_seq(argument) ? node_item(argument, 0) : argument;
	struct str id, attribute;

	get_att_parts(argument, &id, &attribute);
	if (id.len > 0)
		add_name(g, at,
		         (struct reference){.node = n, .text = text, .function = FN_GET_ATT,
		                            .name = id, .attribute = attribute},
		         SECTION_RESOURCES, SECTION_RESOURCES);
}

static void add_function(struct graph *g, const struct where *at, const struct node *n,
                         enum function f, const struct node *argument)
{
	const struct node *first = node_is_seq(argument) ? node_item(argument, 0) : NULL;

	if (f == FN_REF)
		add_scalar(g, at, n, f, argument, SECTION_PARAMETERS);
	else if (f == FN_GET_ATT)
		add_get_att(g, at, n, argument);
	else if (f == FN_SUB)
		add_sub(g, at, n, argument);
	else if (f == FN_FIND_IN_MAP)
		add_scalar(g, at, n, f, first, SECTION_MAPPINGS);
	else if (f == FN_IF)
		add_scalar(g, at, n, f, first, SECTION_CONDITIONS);
	else if (f == FN_CONDITION)
		add_scalar(g, at, n, f, argument, SECTION_CONDITIONS);
}

// Behind an alias stands what has been walked already: it is walked again, since it stands
// in another entry. How many nodes there are then is bounded by the reader.
static void walk(struct graph *g, const struct where *at, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct node inner;

	if (f != FN_NONE && f != FN_UNKNOWN)
		add_function(g, at, n, f, argument);
	if (function_inside(n, &inner)) {
		f = function_of(&inner, &argument);
		if (f != FN_UNKNOWN)
			add_function(g, at, n, f, argument);
	}
	node_each(n, item)
		walk(g, at, item);
	node_each_pair(n, key)
		walk(g, at, key->next);
}

static void walk_depends_on(struct graph *g, const struct where *at, const struct node *n)
{
	if (node_is_scalar(n))
		add_scalar(g, at, n, FN_NONE, n, SECTION_RESOURCES);
	node_each(n, item)
		if (node_is_scalar(item))
			add_scalar(g, at, item, FN_NONE, item, SECTION_RESOURCES);
}

static void walk_entry(struct graph *g, const struct where *at)
{
	const struct node *value = at->entry->value;
	bool has_condition = at->section == SECTION_RESOURCES || at->section == SECTION_OUTPUTS;

	if (!has_condition || !node_is_map(value) || function_of(value, NULL) != FN_NONE) {
		if (has_condition && node_get(value, "Condition"))
			add_scalar(g, at, node_get(value, "Condition"), FN_CONDITION,
			           node_get(value, "Condition"), SECTION_CONDITIONS);
		else
			walk(g, at, value);
		return;
	}
	node_each_pair(value, key) {
		if (node_is(key, "Condition") && node_is_scalar(key->next))
			add_scalar(g, at, key->next, FN_CONDITION, key->next, SECTION_CONDITIONS);
		else if (node_is(key, "DependsOn") && at->section == SECTION_RESOURCES)
			walk_depends_on(g, at, key->next);
		else
			walk(g, at, key->next);
	}
}

static void walk_section(struct graph *g, enum section section, const struct node *value)
{
	const struct entries *entries = g->ends->entries[section];
	struct where at = {.section = section};

	if (!entries || !node_is_map(value)) {
		walk(g, &at, value);
		return;
	}
	node_each_pair(value, key) {
		at.entry = entries_find(entries, node_str(key));
		if (at.entry && at.entry->key == key)
			walk_entry(g, &at);
		else
			walk(g, &(struct where){.section = section}, key->next);
	}
}

struct graph *graph_of(struct arena *a, const struct template *t)
{
	struct graph *g = arena_new(a, struct graph);

	g->arena = a;
	g->t = t;
	g->ends = arena_new(a, struct graph_ends);
	g->ends->entries[SECTION_PARAMETERS] = &t->parameters;
	g->ends->entries[SECTION_MAPPINGS] = &t->mappings;
	g->ends->entries[SECTION_CONDITIONS] = &t->conditions;
	g->ends->entries[SECTION_RESOURCES] = &t->resources;
	g->ends->entries[SECTION_OUTPUTS] = &t->outputs;
	for (int s = 0; s < SECTIONS; s++) {
		size_t count = g->ends->entries[s] ? g->ends->entries[s]->count : 0;
		g->ends->from[s] = arena_array(a, struct end, count);
		g->ends->to[s] = arena_array(a, struct end, count);
	}
	node_each_pair(t->doc->root, key) {
		enum section section = section_find(node_str(key));
		if (section != SECTION_METADATA && section != SECTION_NONE)
			walk_section(g, section, key->next);
	}
	return g;
}

const struct reference *graph_from(const struct graph *g, const struct entry *from)
{
	struct end *end = end_of(g, g->ends->from, section_with(g, from), from);

	return end ? end->first : NULL;
}

const struct reference *graph_to(const struct graph *g, const struct entry *to)
{
	struct end *end = end_of(g, g->ends->to, section_with(g, to), to);

	return end ? end->first : NULL;
}
