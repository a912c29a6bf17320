#include "gen/plan/template_change.h"

#include <string.h>

#include "aws/aws.h"
#include "model/text/names.h"
#include "model/write/write.h"
#include "templates/eval.h"

// One of the two, with what is asked of it again and again.
struct side {
	struct arena *arena;
	const struct doc *doc;
	struct template *template;
	struct eval *eval;
};

struct comparing {
	struct arena *arena;
	struct side old, now;
	struct template_change *out;
};

// --- whether names stand for the same ---

// Parameters are not looked up: one that is left may have another value in each account.
static const struct node *declared(const struct side *s, struct str name)
{
	const struct entry *e = entries_find(&s->template->resources, name);

	return e ? e->value : NULL;
}

static bool names_alike(const struct comparing *c, const struct node *n, bool may_name);

// A name stands for the same where its declaration is the same and names nothing itself:
// that is all that is followed.
static bool name_alike(const struct comparing *c, struct str name, bool may_name)
{
	const struct node *old = declared(&c->old, name), *now = declared(&c->now, name);

	if (pseudo_parameter_is(name))
		return true;
	return may_name && old && node_same(old, now) && names_alike(c, old, false);
}

static bool sub_alike(const struct comparing *c, const struct node *argument,
                      bool may_name)
{
	const struct node *text = node_is_seq(argument) ? argument->first : argument;
	const struct node *own = node_is_seq(argument) && text ? text->next : NULL;
	struct sub_part *parts;
	size_t count = sub_parts(c->arena, node_str(text), &parts);

	for (size_t i = 0; i < count; i++) {
		struct str name = parts[i].text;
		ptrdiff_t dot = str_find_byte(name, 0, '.');
		if (!parts[i].is_name || node_get_str(own, name))
			continue;
		if (!name_alike(c, dot < 0 ? name : str_slice(name, 0, (size_t)dot),
		                may_name))
			return false;
	}
	return !own || names_alike(c, own, may_name);
}

static bool function_alike(const struct comparing *c, enum function f,
                           const struct node *argument, bool may_name)
{
	struct str id, attribute;

	switch (f) {
	case FN_REF:
		return name_alike(c, node_str(argument), may_name);
	case FN_GET_ATT:
		return get_att_parts(argument, &id, &attribute) &&
		       name_alike(c, id, may_name);
	case FN_SUB:
		return sub_alike(c, argument, may_name);
	case FN_JOIN:
	case FN_SELECT:
	case FN_SPLIT:
	case FN_BASE64:
		return names_alike(c, argument, may_name);
	default:
		return false;
	}
}

// Whether every name below a node stands for the same before and after.
static bool names_alike(const struct comparing *c, const struct node *n, bool may_name)
{
	const struct node *argument = NULL;
	enum function f = function_of(n, &argument);

	if (f != FN_NONE)
		return function_alike(c, f, argument, may_name);
	node_each(n, item)
		if (!names_alike(c, item, may_name))
			return false;
	node_each_pair(n, key)
		if (!names_alike(c, key->next, may_name))
			return false;
	return true;
}

// --- policies in properties ---

static void add_effect(const struct comparing *c, struct resource_change *r,
                       const char *property, struct reach_change change)
{
	r->effects = arena_grow(c->arena, r->effects, r->effect_count, &r->effect_room,
	                        sizeof *r->effects);
	r->effects[r->effect_count++] = (struct policy_effect){property, change};
}

// In a property a policy with principals is a resource's, or that of a trust.
static enum policy_kind kind_of(struct str property, const struct node *policy)
{
	if (str_is(property, "AssumeRolePolicyDocument"))
		return POLICY_TRUST;
	switch (policy_kind_of(policy)) {
	case POLICY_TRUST:
		return POLICY_TRUST;
	case POLICY_RESOURCE:
	case POLICY_RCP:
		return POLICY_RESOURCE;
	default:
		return POLICY_IDENTITY;
	}
}

static const struct node *value_of(const struct side *s, struct str resource,
                                   const struct node *n)
{
	const struct entry *entry = entries_find(&s->template->resources, resource);

	return entry ? eval_value_in(s->eval, s->arena, entry, n) : n;
}

// One policy made of all that a role has inline, since they hold together: NULL where that
// is not known. Without any it is one without statements.
static const struct node *inline_policies(const struct comparing *c,
                                          const struct node *list)
{
	struct node *map = node_map(c->arena), *statements = node_seq(c->arena);
	const struct node *version = NULL;
	struct node_list tail = node_list_of(statements);

	if (list && !node_is_seq(list))
		return NULL;
	node_each(list, item) {
		const struct node *policy = node_get(item, "PolicyDocument");
		const struct node *own = node_get(policy, "Statement");
		bool same = item == list->first ||
		            node_same(version, node_get(policy, "Version"));
		if (!policy_is(policy) || !same)
			return NULL;
		version = node_get(policy, "Version");
		if (node_is_map(own))
			node_list_add(&tail, node_copy(c->arena, own));
		node_each(own, statement)
			node_list_add(&tail, node_copy(c->arena, statement));
	}
	if (!list || list->len == 0)
		version = node_scalar(c->arena, S("2012-10-17"), STYLE_SINGLE);
	if (version)
		node_set(c->arena, map, "Version", node_copy(c->arena, version));
	node_set(c->arena, map, "Statement", statements);
	return map;
}

static bool is_principal(struct str type)
{
	return str_is(type, "AWS::IAM::Role") || str_is(type, "AWS::IAM::User") ||
	       str_is(type, "AWS::IAM::Group");
}

// A managed policy of AWS's own that is known to allow only.
static bool allows_only(const struct node *arn)
{
	struct managed_policy p;
	const struct node *argument = NULL;
	struct str text = node_str(arn);
	ptrdiff_t name;

	if (function_of(arn, &argument) == FN_SUB)
		text = node_str(argument);
	name = str_find(text, 0, ":iam::aws:policy/");
	if (name < 0)
		return false;
	text = str_slice(text, (size_t)name + strlen(":iam::aws:policy/"), text.len);
	return managed_policy_find(text, &p) && p.document.len > 0 &&
	       str_find(p.document, 0, "\"Deny\"") < 0;
}

static bool has_item(const struct node *list, const struct node *item)
{
	node_each(list, other)
		if (node_same(item, other))
			return true;
	return false;
}

// One more policy that allows only lets more pass.
static enum reach reach_of_lists(const struct node *old, const struct node *now)
{
	enum reach reach = REACH_SAME;

	if ((old && !node_is_seq(old)) || (now && !node_is_seq(now)))
		return REACH_UNKNOWN;
	node_each(now, arn) if (!has_item(old, arn)) reach =
		reach_join(reach, allows_only(arn) ? REACH_WIDER : REACH_UNKNOWN);
	node_each(old, arn) if (!has_item(now, arn)) reach =
		reach_join(reach, allows_only(arn) ? REACH_NARROWER : REACH_UNKNOWN);
	return reach;
}

static bool names_known(const struct comparing *c, const struct node *old,
                        const struct node *now)
{
	return (!old || names_alike(c, old, true)) && (!now || names_alike(c, now, true));
}

static void compare_inline(const struct comparing *c, struct resource_change *r,
                           const struct node *old, const struct node *now)
{
	struct reach_change change = {.reach = REACH_UNKNOWN};
	const struct node *before =
		inline_policies(c, old ? value_of(&c->old, r->id, old) : NULL);
	const struct node *after =
		inline_policies(c, now ? value_of(&c->now, r->id, now) : NULL);

	if (before && after && names_known(c, old, now))
		change = reach_of(c->arena, before, after, POLICY_IDENTITY);
	add_effect(c, r, "Policies", change);
}

static void compare_policies(const struct comparing *c, struct resource_change *r,
                             struct str property, const struct node *old,
                             const struct node *now)
{
	struct reach_change change = {.reach = REACH_UNKNOWN};
	const struct node *before = value_of(&c->old, r->id, old);
	const struct node *after = value_of(&c->now, r->id, now);
	enum policy_kind kind = kind_of(property, after);

	if (policy_is(before) && policy_is(after) && kind_of(property, before) == kind &&
	    names_known(c, old, now))
		change = reach_of(c->arena, before, after, kind);
	add_effect(c, r, arena_cstring(c->arena, property), change);
}

// What a changed property says about who may do what.
static void compare_effect(const struct comparing *c, struct resource_change *r,
                           struct str name, const struct node *old,
                           const struct node *now)
{
	struct reach_change change = {.reach = REACH_UNKNOWN};

	if (is_principal(r->type) && str_is(name, "Policies")) {
		compare_inline(c, r, old, now);
	} else if (is_principal(r->type) && str_is(name, "ManagedPolicyArns")) {
		change.reach = reach_of_lists(old, now);
		add_effect(c, r, "ManagedPolicyArns", change);
	} else if (is_principal(r->type) && str_is(name, "PermissionsBoundary")) {
		if (!old || !now)
			change.reach = old ? REACH_WIDER : REACH_NARROWER;
		add_effect(c, r, "PermissionsBoundary", change);
	} else if (str_is(name, "AssumeRolePolicyDocument") || policy_is(old) ||
	           policy_is(now)) {
		compare_policies(c, r, name, old, now);
	}
}

// --- what is replaced ---

static enum replacing more(enum replacing a, enum replacing b)
{
	return a > b ? a : b;
}

static enum replacing replacing_of(const struct fact *type, const struct fact *owner,
                                   struct str name, const struct node *old,
                                   const struct node *now);

// Whether what differs in a map of a known definition asks for it.
static enum replacing replacing_in(const struct fact *type, const struct fact *owner,
                                   const struct node *old, const struct node *now)
{
	enum replacing r = REPLACING_NO;

	if (function_of(old, NULL) != FN_NONE || function_of(now, NULL) != FN_NONE)
		return r;
	node_each_pair(old, key)
		r = more(r, replacing_of(type, owner, node_str(key), key->next,
		                         node_get_str(now, node_str(key))));
	node_each_pair(now, key) if (!node_get_str(old, node_str(key))) r =
		more(r, replacing_of(type, owner, node_str(key), NULL, key->next));
	return r;
}

static enum replacing replacing_of(const struct fact *type, const struct fact *owner,
                                   struct str name, const struct node *old,
                                   const struct node *now)
{
	struct property p;
	struct str inner, rest;
	const struct fact *definition;
	enum replacing r = REPLACING_NO;

	if (old && now && node_same(old, now))
		return r;
	if (!property_find(owner, name, &p))
		return REPLACING_UNKNOWN;
	if (p.create_only || p.may_replace)
		return p.create_only ? REPLACING_YES : REPLACING_MAYBE;
	switch (value_kind(p.type, &inner, &rest)) {
	case VALUE_DEFINITION:
		return replacing_in(type, type_definition(type, p.type), old, now);
	case VALUE_LIST:
		definition = type_definition(type, inner);
		if (!definition || !node_is_seq(old) || !node_is_seq(now))
			return r;
		for (old = old->first, now = now->first; old && now;
		     old = old->next, now = now->next)
			if (replacing_in(type, definition, old, now) != REPLACING_NO)
				r = REPLACING_MAYBE;
		return r;
	default:
		return r;
	}
}

// The property by which people name a resource: RoleName of AWS::IAM::Role.
static struct str name_property(struct arena *a, struct str type)
{
	size_t start = type.len;

	while (start > 0 && type.at[start - 1] != ':')
		start--;
	return str_of(arena_printf(a, "%.*sName", STR(str_slice(type, start, type.len))));
}

// The name that a resource is given; NULL where AWS makes one up, or another resource of
// that name may be there.
static const struct node *fixed_name(struct arena *a, const struct node *resource)
{
	struct str type = node_str(node_get(resource, "Type"));
	struct str property = name_property(a, type);
	struct property p;

	if (!property_find(type_properties(type_find(type)), property, &p) ||
	    !p.create_only)
		return NULL;
	return node_get_str(node_get(resource, "Properties"), property);
}

// --- one resource ---

static void compare_property(const struct comparing *c, struct resource_change *r,
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
	compare_effect(c, r, name, old, now);
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

static struct resource_change *add(const struct comparing *c, enum change change,
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

static void compare_resource(const struct comparing *c, struct str id,
                             const struct node *old, const struct node *now)
{
	struct str type = node_str(node_get(old, "Type"));
	const struct node *before = node_get(old, "Properties");
	const struct node *after = node_get(now, "Properties");
	const struct node *name = fixed_name(c->arena, old);
	struct resource_change *r;

	if (node_same(old, now))
		return;
	r = add(c, CHANGE_CHANGED, id, type);
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
	    node_same(name, fixed_name(c->arena, now)))
		r->stuck = name_property(c->arena, type);
	c->out->replaced += r->replacing == REPLACING_YES;
}

// --- the whole ---

// A resource under another logical id is another resource, which cannot have the name of
// the one that is still there.
static struct str name_key(const struct side *s, struct str id)
{
	const struct node *resource = declared(s, id);
	const struct node *name = fixed_name(s->arena, resource);
	struct doc doc = *s->doc;

	if (!name)
		return (struct str){0};
	doc.root = (struct node *)name;
	return str_of(arena_printf(s->arena, "%.*s\n%.*s",
	                           STR(node_str(node_get(resource, "Type"))),
	                           STR(write_yaml(s->arena, &doc))));
}

static void find_renamed(const struct comparing *c)
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
		if (from != NAME_NONE)
			r->renamed_from = c->out->resources[from].id;
	}
}

static void compare_resources(const struct comparing *c)
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

static void compare_sections(const struct comparing *c)
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

static struct side side_of(struct arena *a, const struct doc *doc, struct str partition)
{
	struct template *t = template_of(a, doc);
	struct node *bindings = node_map(a);

	if (partition.len > 0)
		node_set(a, bindings, "AWS::Partition",
		         node_scalar(a, partition, STYLE_PLAIN));
	return (struct side){a, doc, t, eval_new(a, t, bindings)};
}

struct template_change template_change_of(struct arena *a, const struct doc *old,
                                          const struct doc *now, struct str partition)
{
	struct template_change change = {.sections = {.arena = a}};
	struct comparing c = {.arena = a, .out = &change};

	if (node_same(old->root, now->root))
		return change;
	c.old = side_of(a, old, partition);
	c.now = side_of(a, now, partition);
	change.differs = true;
	compare_resources(&c);
	compare_sections(&c);
	return change;
}
