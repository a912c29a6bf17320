// The kind of value that a node of a template gives.
#include "templates/kinds.h"

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
