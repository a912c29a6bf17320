// Whether a changed property makes CloudFormation replace its resource.
#include "gen/compare/template_parts.h"

#include "aws/aws.h"

static enum replacing more(enum replacing a, enum replacing b)
{
	return a > b ? a : b;
}

enum replacing replacing_of(const struct fact *type, const struct fact *owner,
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

enum replacing replacing_of(const struct fact *type, const struct fact *owner,
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
