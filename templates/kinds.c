// The kind of value that a node of a template gives.
#include "templates/kinds.h"

#include "aws/aws.h"

enum { DEPTH = 50 }; // of Fn::If in Fn::If

bool parameter_type_is_list(struct str type)
{
	return str_starts(type, "List<") || str_is(type, "CommaDelimitedList") ||
	       str_starts(type, "AWS::SSM::Parameter::Value<List<") ||
	       str_is(type, "AWS::SSM::Parameter::Value<CommaDelimitedList>");
}

static unsigned kinds_of_ref(const struct template *t, struct str name)
{
	const struct entry *parameter = entries_find(&t->parameters, name);
	struct str type;

	if (str_is(name, "AWS::NoValue"))
		return KIND_NONE;
	if (str_is(name, "AWS::NotificationARNs"))
		return KIND_LIST;
	if (parameter) {
		type = node_str(node_get(parameter->value, "Type"));
		if (type.len == 0)
			return KIND_ANY;
		return parameter_type_is_list(type) ? KIND_LIST : KIND_STRING;
	}
	if (entries_find(&t->resources, name) || pseudo_parameter_is(name))
		return KIND_STRING;
	return KIND_ANY; // the variable of a loop, say
}

static unsigned kinds_at(const struct template *t, const struct node *n, int depth);

static unsigned kinds_of_if(const struct template *t, const struct node *argument, int depth)
{
	const struct node *then = node_item(argument, 1), *otherwise = node_item(argument, 2);

	if (!then || !otherwise || depth == DEPTH)
		return KIND_ANY;
	return kinds_at(t, then, depth + 1) | kinds_at(t, otherwise, depth + 1);
}

static unsigned kinds_of_literal(const struct node *n)
{
	switch (n->kind) {
	case NODE_SCALAR:
		return node_is_null(n) ? KIND_ANY : KIND_STRING;
	case NODE_SEQ:
		return KIND_LIST;
	case NODE_MAP:
		node_each_pair(n, key)
			if (str_starts(node_str(key), "Fn::"))
				return KIND_ANY; // a macro, or a mistake of its own
		return KIND_MAP;
	default:
		return KIND_ANY;
	}
}

// What the map gives by keys that are literals.
static unsigned kinds_of_find(const struct template *t, const struct node *argument)
{
	const struct node *name = node_item(argument, 0), *first = node_item(argument, 1);
	const struct node *second = node_item(argument, 2), *value;
	const struct entry *map;

	if (!node_is_scalar(name) || name->tag || !node_is_scalar(first) || first->tag ||
	    !node_is_scalar(second) || second->tag)
		return KIND_ANY;
	map = entries_find(&t->mappings, node_str(name));
	value = map ? node_get_str(node_get_str(map->value, node_str(first)), node_str(second))
	            : NULL;
	return value ? kinds_of_literal(value) : KIND_ANY;
}

static unsigned kinds_of_attribute(const struct template *t, const struct node *argument)
{
	struct str id, attribute, inner, rest;
	const struct entry *resource;
	const struct fact *row;

	if (t->is_rewritten || !get_att_parts(argument, &id, &attribute))
		return KIND_ANY;
	resource = entries_find(&t->resources, id);
	row = resource ? fact_find(type_attributes(type_find(resource->type)), attribute) : NULL;
	return row && value_kind(fact_value(row), &inner, &rest) == VALUE_LIST ? KIND_LIST
	                                                                      : KIND_ANY;
}

static unsigned kinds_at(const struct template *t, const struct node *n, int depth)
{
	const struct node *argument;

	switch (n ? function_of(n, &argument) : FN_UNKNOWN) {
	case FN_NONE:
		return kinds_of_literal(n);
	case FN_REF:
		return node_is_scalar(argument) ? kinds_of_ref(t, node_str(argument)) : KIND_ANY;
	case FN_SUB:
	case FN_JOIN:
	case FN_BASE64:
	case FN_IMPORT_VALUE:
	case FN_LENGTH:
	case FN_TO_JSON_STRING:
		return KIND_STRING;
	case FN_SPLIT:
	case FN_GET_AZS:
	case FN_CIDR:
		return KIND_LIST;
	case FN_GET_ATT:
		return kinds_of_attribute(t, argument);
	case FN_FIND_IN_MAP:
		return kinds_of_find(t, argument);
	case FN_IF:
		return kinds_of_if(t, argument, depth);
	default:
		return KIND_ANY;
	}
}

unsigned kinds_of(const struct template *t, const struct node *n)
{
	return kinds_at(t, n, 0);
}

const char *kinds_name(unsigned kinds)
{
	if (kinds & KIND_STRING)
		return "a string";
	if (kinds & KIND_LIST)
		return "a list";
	return kinds & KIND_MAP ? "a map" : "nothing";
}
