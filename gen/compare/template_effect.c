// Whether what a property says lets more or less pass than before.
#include "gen/compare/template_parts.h"

#include <string.h>

#include "aws/aws.h"

// --- whether names stand for the same ---

static bool names_alike(const struct template_pair *c, const struct node *n, bool may_name);

// A name stands for the same where its declaration is the same and names nothing itself:
// that is all that is followed.
static bool name_alike(const struct template_pair *c, struct str name, bool may_name)
{
	const struct node *old = template_declared(&c->old, name), *now = template_declared(&c->now, name);

	if (pseudo_parameter_is(name))
		return true;
	return may_name && old && node_same(old, now) && names_alike(c, old, false);
}

static bool sub_alike(const struct template_pair *c, const struct node *argument,
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

static bool function_alike(const struct template_pair *c, enum function f,
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
static bool names_alike(const struct template_pair *c, const struct node *n, bool may_name)
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

static void add_effect(const struct template_pair *c, struct resource_change *r,
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

static const struct node *value_of(const struct template_side *s, struct str resource,
                                   const struct node *n)
{
	const struct entry *entry = entries_find(&s->template->resources, resource);

	return entry ? eval_value_in(s->eval, s->arena, entry, n) : n;
}

// One policy made of all that a role has inline, since they hold together: NULL where that
// is not known. Without any it is one without statements.
static const struct node *inline_policies(const struct template_pair *c,
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

static bool names_known(const struct template_pair *c, const struct node *old,
                        const struct node *now)
{
	return (!old || names_alike(c, old, true)) && (!now || names_alike(c, now, true));
}

static void compare_inline(const struct template_pair *c, struct resource_change *r,
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

static void compare_policies(const struct template_pair *c, struct resource_change *r,
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

void template_effect(const struct template_pair *c, struct resource_change *r,
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
