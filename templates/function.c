// The intrinsic functions by name and tag, and what Fn::Sub refers to.
#include "templates/function.h"

static const char *const names[FN_COUNT] = {
	[FN_NONE] = "",
	[FN_UNKNOWN] = "",
	[FN_REF] = "Ref",
	[FN_CONDITION] = "Condition",
	[FN_GET_ATT] = "Fn::GetAtt",
	[FN_SUB] = "Fn::Sub",
	[FN_JOIN] = "Fn::Join",
	[FN_SELECT] = "Fn::Select",
	[FN_SPLIT] = "Fn::Split",
	[FN_FIND_IN_MAP] = "Fn::FindInMap",
	[FN_IMPORT_VALUE] = "Fn::ImportValue",
	[FN_GET_AZS] = "Fn::GetAZs",
	[FN_CIDR] = "Fn::Cidr",
	[FN_BASE64] = "Fn::Base64",
	[FN_IF] = "Fn::If",
	[FN_EQUALS] = "Fn::Equals",
	[FN_AND] = "Fn::And",
	[FN_OR] = "Fn::Or",
	[FN_NOT] = "Fn::Not",
	[FN_TRANSFORM] = "Fn::Transform",
	[FN_LENGTH] = "Fn::Length",
	[FN_TO_JSON_STRING] = "Fn::ToJsonString",
	[FN_FOR_EACH] = "Fn::ForEach",
	[FN_GET_STACK_OUTPUT] = "Fn::GetStackOutput",
	[FN_CONTAINS] = "Fn::Contains",
	[FN_EACH_MEMBER_EQUALS] = "Fn::EachMemberEquals",
	[FN_EACH_MEMBER_IN] = "Fn::EachMemberIn",
	[FN_REF_ALL] = "Fn::RefAll",
	[FN_VALUE_OF] = "Fn::ValueOf",
	[FN_VALUE_OF_ALL] = "Fn::ValueOfAll",
};

const char *const template_tags[FN_COUNT + 1] = {
	[FN_NONE] = "",
	[FN_UNKNOWN] = "",
	[FN_REF] = "!Ref",
	[FN_CONDITION] = "!Condition",
	[FN_GET_ATT] = "!GetAtt",
	[FN_SUB] = "!Sub",
	[FN_JOIN] = "!Join",
	[FN_SELECT] = "!Select",
	[FN_SPLIT] = "!Split",
	[FN_FIND_IN_MAP] = "!FindInMap",
	[FN_IMPORT_VALUE] = "!ImportValue",
	[FN_GET_AZS] = "!GetAZs",
	[FN_CIDR] = "!Cidr",
	[FN_BASE64] = "!Base64",
	[FN_IF] = "!If",
	[FN_EQUALS] = "!Equals",
	[FN_AND] = "!And",
	[FN_OR] = "!Or",
	[FN_NOT] = "!Not",
	[FN_TRANSFORM] = "!Transform",
	[FN_LENGTH] = "!Length",
	[FN_TO_JSON_STRING] = "!ToJsonString",
	[FN_FOR_EACH] = "", // its name holds the name of the loop
	[FN_GET_STACK_OUTPUT] = "!GetStackOutput",
	[FN_CONTAINS] = "!Contains",
	[FN_EACH_MEMBER_EQUALS] = "!EachMemberEquals",
	[FN_EACH_MEMBER_IN] = "!EachMemberIn",
	[FN_REF_ALL] = "!RefAll",
	[FN_VALUE_OF] = "!ValueOf",
	[FN_VALUE_OF_ALL] = "!ValueOfAll",
	[FN_COUNT] = NULL,
};

const char *function_name(enum function f)
{
	return names[f];
}

const char *function_tag(enum function f)
{
	return template_tags[f];
}

static enum function by_name(struct str key, const struct node *argument)
{
	// A statement of a policy may hold nothing but its Condition, which is a map.
	if (str_is(key, "Condition"))
		return node_is_scalar(argument) ? FN_CONDITION : FN_NONE;
	if (str_is(key, "Ref"))
		return FN_REF;
	if (!str_starts(key, "Fn::"))
		return FN_NONE;
	if (str_starts(key, "Fn::ForEach::"))
		return FN_FOR_EACH;
	for (enum function f = FN_GET_ATT; f < FN_COUNT; f++)
		if (f != FN_FOR_EACH && str_is(key, names[f]))
			return f;
	return FN_UNKNOWN;
}

enum function function_of(const struct node *n, const struct node **argument)
{
	const struct node *value = n;
	enum function f = FN_NONE;

	if (n && n->tag != TAG_NONE) {
		f = n->tag < FN_COUNT ? n->tag : FN_UNKNOWN;
	} else if (node_is_map(n) && n->len == 1 && node_is_scalar(n->first)) {
		value = n->first->next;
		f = by_name(node_str(n->first), value);
	}
	if (argument)
		*argument = f == FN_NONE ? NULL : value;
	return f;
}

bool function_inside(const struct node *n, struct node *inner)
{
	if (!n || n->tag == TAG_NONE || n->kind != NODE_MAP)
		return false;
	*inner = *n;
	inner->tag = TAG_NONE;
	inner->next = NULL;
	return function_of(inner, NULL) != FN_NONE;
}

struct parts {
	struct arena *arena;
	struct sub_part *items;
	size_t count, room;
};

static void add_part(struct parts *p, struct sub_part part)
{
	p->items = arena_grow(p->arena, p->items, p->count, &p->room, sizeof part);
	p->items[p->count++] = part;
}

// CloudFormation takes ${ Name } for ${Name}.
static struct str without_blanks(struct str name)
{
	while (name.len && name.at[0] == ' ')
		name = str_slice(name, 1, name.len);
	while (name.len && name.at[name.len - 1] == ' ')
		name.len--;
	return name;
}

static void add_literal(struct parts *p, struct str text, size_t from, size_t to)
{
	if (to > from)
		add_part(p, (struct sub_part){str_slice(text, from, to), false, from});
}

size_t sub_parts(struct arena *a, struct str text, struct sub_part **parts)
{
	struct parts p = {.arena = a};
	size_t from = 0, at = 0; // of the literal that is not added yet; of the search
	ptrdiff_t dollar, close;

	while ((dollar = str_find(text, at, "${")) >= 0 &&
	       (close = str_find_byte(text, (size_t)dollar + 2, '}')) >= 0) {
		size_t start = (size_t)dollar;
		at = (size_t)close + 1;
		if (text.at[start + 2] == '!') {
			add_literal(&p, text, from, start + 2);
			from = start + 3;
			continue;
		}
		add_literal(&p, text, from, start);
		add_part(&p, (struct sub_part){
			without_blanks(str_slice(text, start + 2, at - 1)), true, start});
		from = at;
	}
	add_literal(&p, text, from, text.len);
	*parts = p.items;
	return p.count;
}

static bool is_literal(const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_NONE;
}

bool get_att_parts(const struct node *argument, struct str *id, struct str *attribute)
{
	const struct node *first = node_item(argument, 0), *second = node_item(argument, 1);
	struct str text = node_str(argument);
	ptrdiff_t dot = str_find_byte(text, 0, '.');

	*id = *attribute = (struct str){0};
	// Its tag is !GetAtt itself, or the argument is another function.
	if (!argument || (argument->tag != TAG_NONE && argument->tag != FN_GET_ATT))
		return false;
	if (node_is_scalar(argument)) {
		*id = str_slice(text, 0, dot < 0 ? text.len : (size_t)dot);
		*attribute = str_slice(text, id->len + 1, text.len);
		return id->len > 0 && attribute->len > 0;
	}
	if (is_literal(first))
		*id = node_str(first);
	if (!is_literal(first) || !is_literal(second) || argument->len != 2)
		return false;
	*attribute = node_str(second);
	return true;
}
