// Walks the properties of a resource, evaluated and beside their rows of facts.
#include "lint/engine.h"

// How deep properties nest, and how many a resource may have: functions can put one value
// in many places.
enum { DEPTH = 64, PROPERTIES = 1 << 16 };

struct walk {
	struct lint *l;
	const struct type_askers *askers;
	size_t left; // of PROPERTIES
	int depth;
};

static void walk_value(struct walk *w, const struct lint_property *p, struct str type);

// What a definition's name or a tag's stands for; NULL where that is not known.
static const struct fact *rows_of(const struct lint_property *p, struct str type)
{
	return p->type ? type_definition(p->type, type) : NULL;
}

static bool is_plain_map(const struct node *n)
{
	return node_is_map(n) && function_of(n, NULL) == FN_NONE;
}

static void walk_property(struct walk *w, const struct lint_property *around,
                          struct lint_property p)
{
	p.around = around;
	if (p.owner) {
		if (!property_find(p.owner, p.name, &p.facts))
			p.facts = (struct property){0};
		p.expected = p.facts.type;
	} else if (around && str_is(around->expected, "tag")) {
		p.expected = S("string"); // {Key, Value}, which no row of facts repeats
	}
	ASK_ALL(w->l, &w->askers->property, rule->property(w->l, &p));
	walk_value(w, &p, p.expected);
}

// The pairs of a map that holds properties of `owner` (NULL: not known which). `node` is
// the same map as it stands in the file, or NULL.
static void walk_map(struct walk *w, const struct lint_property *around,
                     struct lint_property p, const struct node *map,
                     const struct node *node)
{
	node_each_pair(map, key) {
		p.name = node_str(key);
		p.key = key;
		p.value = key->next;
		p.node = map == node ? key->next : is_plain_map(node) ? node_get_str(node, p.name)
		                                                      : NULL;
		walk_property(w, around, p);
	}
}

static void walk_items(struct walk *w, const struct lint_property *list, struct str type)
{
	struct lint_property p = *list;
	bool same = node_is_seq(list->node) && list->node->len == list->value->len;
	const struct node *written = same ? list->node->first : NULL;

	p.around = list;
	p.is_item = true;
	p.is_entry = false;
	p.index = 0;
	p.key = NULL;
	p.name = (struct str){0};
	p.expected = type;
	node_each(list->value, item) {
		p.value = item;
		p.node = written;
		walk_value(w, &p, type);
		p.index++;
		written = written ? written->next : NULL;
	}
}

static void walk_entries(struct walk *w, const struct lint_property *map, struct str type)
{
	struct lint_property p = *map;

	p.around = map;
	p.is_item = false;
	p.is_entry = true;
	p.expected = type;
	node_each_pair(map->value, key) {
		p.name = node_str(key);
		p.key = key;
		p.value = key->next;
		p.node = map->value == map->node ? key->next : NULL;
		walk_value(w, &p, type);
	}
}

static void walk_definition(struct walk *w, const struct lint_property *p,
                            const struct fact *owner)
{
	struct lint_property inner = {.resource = p->resource, .type = p->type, .owner = owner};

	walk_map(w, p, inner, p->value, p->node);
}

// Of several types, the one that a map or list must be; empty where that is open.
static struct str alternative(const struct lint_property *p, struct str type)
{
	struct str found = {0}, rest = type, inner, last;
	enum value_kind kind;

	for (;;) {
		kind = value_kind(rest, &inner, &last);
		if (kind != VALUE_EITHER)
			inner = rest;
		kind = value_kind(inner, &(struct str){0}, &(struct str){0});
		if (node_is_seq(p->value) ? kind == VALUE_LIST
		                          : kind == VALUE_MAP || kind == VALUE_DEFINITION) {
			if (found.len > 0)
				return (struct str){0};
			found = inner;
		} else if (kind == VALUE_JSON) {
			return (struct str){0};
		}
		if (last.len == 0)
			return found;
		rest = last;
	}
}

static void walk_inside(struct walk *w, const struct lint_property *p, struct str type)
{
	struct str inner, rest;
	enum value_kind kind;

	kind = value_kind(type, &inner, &rest);
	if (kind == VALUE_EITHER) {
		type = alternative(p, type);
		kind = type.len ? value_kind(type, &inner, &rest) : VALUE_JSON;
	}
	if (type.len == 0 && node_is_seq(p->value))
		walk_items(w, p, type);
	else if (type.len == 0 && node_is_map(p->value))
		walk_definition(w, p, NULL);
	else if (kind == VALUE_LIST && node_is_seq(p->value))
		walk_items(w, p, inner);
	else if (kind == VALUE_MAP && node_is_map(p->value))
		walk_entries(w, p, inner);
	else if ((kind == VALUE_DEFINITION || kind == VALUE_TAG) && node_is_map(p->value))
		walk_definition(w, p, rows_of(p, type));
}

// Everything that a value can turn out to be, and what is inside of it.
static void walk_value(struct walk *w, const struct lint_property *p, struct str type)
{
	const struct node *value = p->value;
	struct lint_property one = *p;

	if (w->left == 0 || w->depth >= DEPTH || value->kind == NODE_NONE)
		return;
	w->left--;
	w->depth++;
	if (value->kind == NODE_CHOICE) {
		one.value = value->first;
		walk_value(w, &one, type);
		one.value = value->first->next;
		walk_value(w, &one, type);
	} else {
		struct lint_told told = {0};
		one.expected = type;
		one.told = &told;
		ASK_ALL(w->l, &w->askers->value, rule->value(w->l, &one));
		one.told = NULL;
		walk_inside(w, &one, type);
	}
	w->depth--;
}

void walk_properties(struct lint *l, const struct type_askers *askers,
                     const struct entry *resource)
{
	const struct node *properties = l->values->properties, *value;
	struct walk w = {.l = l, .askers = askers, .left = PROPERTIES};
	struct lint_property p = {.resource = resource};

	if (!properties)
		return;
	w.left += properties->len;
	p.type = type_find(template_type(resource));
	p.owner = type_properties(p.type);
	value = lint_evaluate(l, properties);
	if (node_is_map(value))
		walk_map(&w, NULL, p, value, properties);
}
