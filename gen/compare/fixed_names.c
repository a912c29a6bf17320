// Finds the names that a template gives its resources.
#include "gen/compare/fixed_names.h"

#include "aws/aws.h"
#include "model/write/write.h"
#include "templates/function.h"
#include "templates/template.h"

// --- which property names a type ---

static bool is_property(const struct fact *type, struct str name)
{
	struct property p;

	return property_find(type_properties(type), name, &p);
}

static bool is_create_only(const struct fact *type, struct str name)
{
	struct property p;

	return property_find(type_properties(type), name, &p) && p.create_only;
}

// The last hole of an ARN: RuleName of "arn:…:rule/${RuleName}".
static struct str last_hole(struct str arn)
{
	ptrdiff_t start = -1;

	for (ptrdiff_t at = str_find(arn, 0, "${"); at >= 0;
	     at = str_find(arn, (size_t)at + 2, "${"))
		start = at + 2;
	if (start < 0 || str_find_byte(arn, (size_t)start, '}') < 0)
		return (struct str){0};
	return str_slice(arn, (size_t)start, (size_t)str_find_byte(arn, (size_t)start, '}'));
}

static struct str property_of_arn(const struct fact *type)
{
	struct str hole = last_hole(type_arn(type));

	if (is_property(type, hole))
		return hole;
	// AWS::Events::Rule has a Name, which its ARN calls RuleName.
	return str_ends(hole, "Name") && is_create_only(type, S("Name")) ? S("Name")
	                                                                  : (struct str){0};
}

struct str naming_property(struct str name)
{
	const struct fact *type = type_find(name);
	struct str by_hand = fact_value(fact_find(fact_file("names"), name));
	struct str identifier = type_identifier(type), iam;

	if (by_hand.len > 0)
		return by_hand;
	if (type_is_iam(name, &iam) && iam.len > 0)
		return iam;
	if (identifier.len > 0 && str_find_byte(identifier, 0, ' ') < 0 &&
	    is_property(type, identifier))
		return identifier;
	return property_of_arn(type);
}

// An ARN says how far a name reaches: "arn:${Partition}:s3:::${BucketName}" holds neither a
// Region nor an account.
static enum name_scope scope_of(struct str type)
{
	struct str arn = type_arn(type_find(type)), iam;
	const struct fact *by_hand = fact_find(fact_file("names"), type);

	if (by_hand)
		return str_is(fact_value(fact_get(by_hand, "scope")), "account") ? SCOPE_ACCOUNT
		                                                                 : SCOPE_REGION;
	if (type_is_iam(type, &iam))
		return SCOPE_ACCOUNT;
	if (arn.len == 0 || str_find(arn, 0, ":${Region}:") >= 0)
		return SCOPE_REGION;
	return str_find(arn, 0, "::${Account}:") >= 0 ? SCOPE_ACCOUNT : SCOPE_WORLD;
}

// --- one name ---

static bool is_of_place(struct str name)
{
	return str_is(name, "AWS::AccountId") || str_is(name, "AWS::Region") ||
	       str_is(name, "AWS::Partition") || str_is(name, "AWS::URLSuffix");
}

static bool sub_is_fixed(struct arena *a, const struct node *text)
{
	struct sub_part *parts;
	size_t count = sub_parts(a, node_str(text), &parts);

	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && !is_of_place(parts[i].text))
			return false;
	return true;
}

static bool is_fixed(struct arena *a, const struct node *n);

static bool are_fixed(struct arena *a, const struct node *list)
{
	node_each(list, item)
		if (!is_fixed(a, item))
			return false;
	return true;
}

// Whether the account and the Region say all that is not written out. The argument of a
// function in its short form is the node itself, with the tag.
static bool is_fixed(struct arena *a, const struct node *n)
{
	const struct node *argument = NULL;
	enum function f = function_of(n, &argument);

	if (f == FN_REF)
		return is_of_place(node_str(argument));
	if (f == FN_SUB && node_is_scalar(argument))
		return sub_is_fixed(a, argument);
	if (f == FN_JOIN)
		return are_fixed(a, argument);
	return f == FN_NONE && !node_is_map(n) && are_fixed(a, n);
}

static struct str written(struct arena *a, const struct doc *d, const struct node *n)
{
	struct doc part = *d;
	struct str text;

	if (node_is_scalar(n) && function_of(n, NULL) == FN_NONE)
		return node_str(n);
	part.root = (struct node *)n;
	text = write_yaml(a, &part);
	while (text.len > 0 && text.at[text.len - 1] == '\n')
		text.len--;
	return text;
}

static enum name_scope reach_of_name(struct str type, struct str name)
{
	enum name_scope scope = scope_of(type);

	if (str_find(name, 0, "AWS::Region") >= 0)
		return SCOPE_REGION;
	return scope == SCOPE_WORLD && str_find(name, 0, "AWS::AccountId") >= 0 ? SCOPE_ACCOUNT
	                                                                        : scope;
}

static void add(struct arena *a, struct fixed_names *out, const struct doc *d,
                const struct entry *resource)
{
	struct str type = template_type(resource), property = naming_property(type), name;
	const struct node *deletion = node_get(resource->value, "DeletionPolicy");
	const struct node *n =
		node_get_str(node_get(resource->value, "Properties"), property);

	if (property.len == 0 || !n || !is_fixed(a, n))
		return;
	name = written(a, d, n);
	if (name.len == 0)
		return;
	out->items = arena_grow(a, out->items, out->count, &out->room, sizeof *out->items);
	out->items[out->count++] = (struct fixed_name){
		.id = resource->name,
		.type = type,
		.name = name,
		.key = str_of(arena_printf(a, "%.*s\n%.*s", STR(type), STR(name))),
		.scope = reach_of_name(type, name),
		.is_sure = !node_get(resource->value, "Condition"),
		.is_retained = node_is(deletion, "Retain") ||
	                       node_is(deletion, "RetainExceptOnCreate"),
	};
}

struct fixed_names fixed_names_of(struct arena *a, const struct doc *d)
{
	const struct template *t = template_of(a, d);
	struct fixed_names out = {0};

	for (size_t i = 0; i < t->resources.count; i++)
		add(a, &out, d, &t->resources.items[i]);
	return out;
}
