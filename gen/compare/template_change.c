// Compares two templates, resource by resource.
#include "gen/compare/template_change.h"

#include <string.h>

#include "gen/compare/fixed_names.h"
#include "gen/compare/template_parts.h"
#include "model/write/write.h"

// --- names ---

// Parameters are not looked up: one that is left may have another value in each account.
const struct node *template_declared(const struct template_side *s, struct str name)
{
	const struct entry *e = entries_find(&s->template->resources, name);

	return e ? e->value : NULL;
}

// The name that a resource is given; NULL where AWS makes one up, or another resource of
// that name may be there.
static const struct node *fixed_name(const struct node *resource)
{
	return node_get_str(node_get(resource, "Properties"),
	                    naming_property(node_str(node_get(resource, "Type"))));
}

// --- one resource ---

static void compare_property(const struct template_pair *c, struct resource_change *r,
                             struct str name, const struct node *old,
                             const struct node *now)
{
	const struct fact *type = type_find(r->type);
	enum replacing replacing;

	if (old && now && node_same(old, now))
		return;
	names_add(&r->differs, name, 0);
	replacing = type ? replacing_of(type, type_properties(type), name, old, now)
	                 : REPLACING_UNKNOWN;
	if (replacing > r->replacing) {
		r->replacing = replacing;
		r->because = name;
	}
	template_effect(c, r, name, old, now);
}

static void compare_attributes(struct resource_change *r, const struct node *old,
                               const struct node *now)
{
	node_each_pair(now, key)
		if (!node_is(key, "Properties") && !node_is(key, "Type") &&
		    !node_same(key->next, node_get_str(old, node_str(key))))
			names_add(&r->differs, node_str(key), 0);
	node_each_pair(old, key)
		if (!node_is(key, "Properties") && !node_is(key, "Type") &&
		    !node_get_str(now, node_str(key)))
			names_add(&r->differs, node_str(key), 0);
}

static struct resource_change *add(const struct template_pair *c, enum change change,
                                   struct str id, struct str type)
{
	struct template_change *out = c->out;
	struct resource_change *r;

	out->resources = arena_grow(c->arena, out->resources, out->count, &out->room,
	                            sizeof *out->resources);
	r = &out->resources[out->count++];
	*r = (struct resource_change){.change = change, .id = id, .type = type};
	r->differs.arena = c->arena;
	return r;
}

static void compare_resource(const struct template_pair *c, struct str id,
                             const struct node *old, const struct node *now)
{
	struct str type = node_str(node_get(old, "Type"));
	const struct node *before = node_get(old, "Properties");
	const struct node *after = node_get(now, "Properties");
	const struct node *name = fixed_name(old);
	struct resource_change *r;

	if (node_same(old, now))
		return;
	r = add(c, CHANGE_CHANGED, id, type);
	r->is_conditional = node_get(old, "Condition") || node_get(now, "Condition");
	if (!str_eq(type, node_str(node_get(now, "Type")))) {
		r->new_type = node_str(node_get(now, "Type"));
		r->replacing = REPLACING_REFUSED;
		return;
	}
	node_each_pair(after, key) compare_property(
		c, r, node_str(key), node_get_str(before, node_str(key)), key->next);
	node_each_pair(before, key)
		if (!node_get_str(after, node_str(key)))
			compare_property(c, r, node_str(key), key->next, NULL);
	compare_attributes(r, old, now);
	if (r->replacing == REPLACING_YES && name &&
	    node_same(name, fixed_name(now)))
		r->stuck = naming_property(type);
	c->out->replaced += r->replacing == REPLACING_YES;
}

// --- the whole ---

// A resource under another logical id is another resource, which cannot have the name of
// the one that is still there.
static struct str name_key(const struct template_side *s, struct str id)
{
	const struct node *resource = template_declared(s, id);
	const struct node *name = fixed_name(resource);
	struct doc doc = *s->doc;

	if (!name)
		return (struct str){0};
	doc.root = (struct node *)name;
	return str_of(arena_printf(s->arena, "%.*s\n%.*s",
	                           STR(node_str(node_get(resource, "Type"))),
	                           STR(write_yaml(s->arena, &doc))));
}

static bool has_condition(const struct template_side *s, struct str id)
{
	return node_get(template_declared(s, id), "Condition") != NULL;
}

static void find_renamed(const struct template_pair *c)
{
	struct names removed = {.arena = c->arena};

	for (size_t i = 0; i < c->out->count; i++) {
		struct resource_change *r = &c->out->resources[i];
		struct str key = r->change == CHANGE_REMOVED
		                         ? name_key(&c->old, r->id)
		                         : (struct str){0};
		if (key.len > 0)
			names_add(&removed, key, (uint32_t)i);
	}
	for (size_t i = 0; i < c->out->count && removed.count > 0; i++) {
		struct resource_change *r = &c->out->resources[i];
		uint32_t from = NAME_NONE;
		if (r->change == CHANGE_ADDED)
			from = names_find(&removed, name_key(&c->now, r->id));
		if (from == NAME_NONE)
			continue;
		r->renamed_from = c->out->resources[from].id;
		r->is_conditional = has_condition(&c->now, r->id) ||
		                    has_condition(&c->old, r->renamed_from);
	}
}

static void compare_resources(const struct template_pair *c)
{
	const struct entries *old = &c->old.template->resources;
	const struct entries *now = &c->now.template->resources;

	for (size_t i = 0; i < now->count; i++) {
		const struct entry *e = &now->items[i],
				   *before = entries_find(old, e->name);
		if (before)
			compare_resource(c, e->name, before->value, e->value);
		else
			add(c, CHANGE_ADDED, e->name, template_type(e));
	}
	for (size_t i = 0; i < old->count; i++) {
		const struct entry *e = &old->items[i];
		const struct node *policy = node_get(e->value, "DeletionPolicy");
		if (!entries_find(now, e->name))
			add(c, CHANGE_REMOVED, e->name, template_type(e))->stays =
				node_is(policy, "Retain");
	}
	find_renamed(c);
}

static void compare_sections(const struct template_pair *c)
{
	const struct node *old = c->old.doc->root, *now = c->now.doc->root;

	node_each_pair(now, key)
		if (!node_is(key, "Resources") &&
		    !node_same(key->next, node_get_str(old, node_str(key))))
			names_add(&c->out->sections, node_str(key), 0);
	node_each_pair(old, key)
		if (!node_is(key, "Resources") && !node_get_str(now, node_str(key)))
			names_add(&c->out->sections, node_str(key), 0);
}

static struct template_side side_of(struct arena *a, const struct doc *doc, struct str partition)
{
	struct template *t = template_of(a, doc);
	struct node *bindings = node_map(a);

	if (partition.len > 0)
		node_set(a, bindings, "AWS::Partition",
		         node_scalar(a, partition, STYLE_PLAIN));
	return (struct template_side){a, doc, t, eval_new(a, t, bindings)};
}

struct template_change template_change_of(struct arena *a, const struct doc *old,
                                          const struct doc *now, struct str partition)
{
	struct template_change change = {.sections = {.arena = a}};
	struct template_pair c = {.arena = a, .out = &change};

	if (node_same(old->root, now->root))
		return change;
	c.old = side_of(a, old, partition);
	c.now = side_of(a, now, partition);
	change.differs = true;
	compare_resources(&c);
	compare_sections(&c);
	return change;
}
