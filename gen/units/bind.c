// Binds the parameters of a template to values of org.yaml, and checks them.
#include "gen/units/bind.h"

#include <stdlib.h>

#include "model/text/utf8.h"
#include "org/org_resolve.h"
#include "org/org_rules.h"
#include "model/text/say.h"
#include "model/text/regex.h"
#include "model/write/write.h"

// One value on its way to one parameter.
struct binding {
	const struct org *org;
	struct str name;
	const struct node *parameter;
};

static struct diag *refuse(const struct binding *b, const struct node *value,
                           const char *takes, const char *given)
{
	struct arena *a = b->org->arena;
	struct str words = node_str(node_get(b->parameter, "ConstraintDescription"));
	struct diag *d = diag_node(b->org->diags, &org_refused_parameter, b->org->doc,
	                           value, "%s takes %s, and is given %s",
	                           say_text(a, b->name), takes, given);

	if (words.len > 0)
		d->hint = arena_printf(a, "the template says: %s", say_text(a, words));
	return d;
}

// --- functions in org.yaml ---

static void check_function(const struct binding *b, const struct node *n);

static void check_name(const struct binding *b, const struct node *n, struct str name)
{
	if (!pseudo_parameter_is(name) || str_is(name, "AWS::NoValue"))
		refuse(b, n, "functions of pseudo parameters such as AWS::AccountId",
		       say_text(b->org->arena, name))
			->hint =
			"org.yaml does not see the template's parameters and resources";
}

static void check_sub(const struct binding *b, const struct node *argument)
{
	const struct node *text = node_is_seq(argument) ? argument->first : argument;
	const struct node *own = node_is_seq(argument) && text ? text->next : NULL;
	struct sub_part *parts;
	size_t count;

	if (!node_is_scalar(text)) {
		refuse(b, argument, "a text in Fn::Sub", "something else");
		return;
	}
	count = sub_parts(b->org->arena, node_str(text), &parts);
	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && !node_get_str(own, parts[i].text))
			check_name(b, text, parts[i].text);
	node_each_pair(own, key)
		check_function(b, key->next);
}

// Whatever can be known without the template may be said.
static void check_function(const struct binding *b, const struct node *n)
{
	const struct node *argument = NULL;

	switch (function_of(n, &argument)) {
	case FN_NONE:
		node_each(n, item)
			check_function(b, item);
		if (node_is_map(n))
			refuse(b, n, "texts, lists and functions", "a map");
		break;
	case FN_REF:
		check_name(b, n, node_str(argument));
		break;
	case FN_SUB:
		check_sub(b, argument);
		break;
	case FN_JOIN:
	case FN_SELECT:
	case FN_SPLIT:
	case FN_BASE64:
		node_each(argument, item)
			check_function(b, item);
		break;
	default:
		refuse(b, n, "a text, or Ref, Fn::Sub, Fn::Join, Fn::Select, Fn::Split",
		       "another function");
	}
}

// --- what the parameter takes ---

static bool is_list_type(struct str type)
{
	return str_is(type, "CommaDelimitedList") || str_starts(type, "List<");
}

static bool is_lookup(const struct node *parameter)
{
	struct str type = node_str(node_get(parameter, "Type"));

	return str_starts(type, "AWS::SSM::Parameter::Value<");
}

static const char *words_of(struct arena *a, const struct node *allowed)
{
	struct out o = {.arena = a};

	for (const struct node *n = allowed->first; n; n = n->next)
		out_printf(&o, "%s%s", n == allowed->first ? "" : n->next ? ", " : " or ",
		           say_text(a, node_str(n)));
	return arena_cstring(a, out_str(&o));
}

static void check_allowed(const struct binding *b, const struct node *value,
                          struct str text)
{
	const struct node *allowed = node_get(b->parameter, "AllowedValues");
	struct arena *a = b->org->arena;
	struct names words = {.arena = a};
	struct str nearest;
	struct diag *d;

	node_each(allowed, word)
		names_add(&words, node_str(word), 0);
	if (words.count == 0 || names_find(&words, text) != NAME_NONE)
		return;
	nearest = names_nearest(&words, text);
	d = refuse(b, value,
	           words.count <= 12 ? words_of(a, allowed) : "one of its AllowedValues",
	           say_text(a, text));
	d->hint = say_nearest(a, nearest, d->hint);
}

static double number_of(struct arena *a, struct str text)
{
	return strtod(arena_cstring(a, text), NULL);
}

static bool is_outside(const struct binding *b, const char *least, const char *most,
                       double value)
{
	struct str low = node_str(node_get(b->parameter, least));
	struct str high = node_str(node_get(b->parameter, most));

	return (json_is_number(low) && value < number_of(b->org->arena, low)) ||
	       (json_is_number(high) && value > number_of(b->org->arena, high));
}

static void check_text(const struct binding *b, const struct node *value, struct str text)
{
	const struct node *p = b->parameter;
	struct arena *a = b->org->arena;
	const char *shown = say_text(a, text);
	struct str type = node_str(node_get(p, "Type"));
	struct str pattern = node_str(node_get(p, "AllowedPattern"));

	check_allowed(b, value, text);
	if (pattern.len > 0 && pattern_match(pattern, text) == MATCH_NO)
		refuse(b, value, arena_printf(a, "what matches %s", say_text(a, pattern)),
		       shown);
	if (str_is(type, "Number") || str_is(type, "List<Number>")) {
		if (!json_is_number(text))
			refuse(b, value, "a number", shown);
		else if (is_outside(b, "MinValue", "MaxValue", number_of(a, text)))
			refuse(b, value, "a number between its MinValue and MaxValue",
			       shown);
	} else if (is_outside(b, "MinLength", "MaxLength", (double)utf8_count(text))) {
		refuse(b, value, "a text as long as its MinLength and MaxLength say",
		       shown);
	}
}

static void check_item(const struct binding *b, const struct node *value)
{
	if (value->tag != TAG_NONE || node_is_map(value))
		check_function(b, value);
	else if (node_is_seq(value))
		refuse(b, value, "texts", "a list in a list");
	else
		check_text(b, value, node_str(value));
}

static void check_value(const struct binding *b, const struct node *value)
{
	bool is_list = is_list_type(node_str(node_get(b->parameter, "Type")));

	if (node_is_scalar(value) && node_is_null(value)) {
		refuse(b, value, "a value", "none")->hint =
			"write \"\" for an empty text";
	} else if (node_is_seq(value) && value->tag == TAG_NONE) {
		if (!is_list)
			refuse(b, value, "one text", "a list");
		else
			node_each(value, item)
				check_item(b, item);
	} else if (!is_list || !node_is_scalar(value)) {
		check_item(b, value);
	}
}

// --- all parameters ---

static void check_unknown(const struct org *org, const struct unit *u,
                          const struct template *t, const struct node *values)
{
	struct names known = {.arena = org->arena};

	for (size_t i = 0; i < t->parameters.count; i++)
		names_add(&known, t->parameters.items[i].name, 0);
	node_each_pair(values, key) if (!entries_find(&t->parameters, node_str(key)))
		diag_node(org->diags, &org_unknown_parameter, org->doc, key,
	                  "the %s has no parameter %s", u->source,
	                  say_text(org->arena, node_str(key)))
			->hint =
		say_nearest(org->arena, names_nearest(&known, node_str(key)),
	                    known.count ? say_names(org->arena, "it has", &known)
	                                : "it has no parameters at all");
}

static const struct node *value_of(const struct org *org, const struct unit *u,
                                   struct str name)
{
	const struct node *own = node_get_str(u->values, name);
	const struct node *path = node_get_str(node_get(u->metadata, "parameters"), name);

	return own || !path ? own : org_path(org, node_str(path));
}

// The value for accounts with values of their own; `own` is NULL for all others.
static const struct node *value_for(const struct org *org, const struct unit *u,
                                    const struct node *own, struct str name)
{
	const struct node *value = own ? node_get_str(own, name) : NULL;

	return value ? value : value_of(org, u, name);
}

static void check_parameter(const struct org *org, const struct unit *u,
                            const struct entry *p)
{
	const struct node *value = value_of(org, u, p->name);
	struct binding b = {org, p->name, p->value};

	if (!value && !node_get(p->value, "Default"))
		diag_node(org->diags, &org_missing_parameter, org->doc, u->named,
		          "%s has no value for the parameter %s of the %s", u->path,
		          say_text(org->arena, p->name), u->source)
			->hint = arena_printf(org->arena, "add parameters: {%s: …}",
		                              say_text(org->arena, p->name));
	if (value)
		check_value(&b, value);
	node_each_pair(u->overrides, account) {
		const struct node *own = node_get_str(account->next, p->name);
		size_t before = org->diags->count;
		if (own)
			check_value(&b, own);
		if (org->diags->count > before)
			break;
	}
}

void unit_check_values(const struct org *org, const struct unit *u,
                       const struct template *t)
{
	check_unknown(org, u, t, u->values);
	if (u->overrides)
		node_each_pair(node_get(u->key->next, "overrides"), account)
			check_unknown(org, u, t, account->next);
	for (size_t i = 0; i < t->parameters.count; i++)
		check_parameter(org, u, &t->parameters.items[i]);
}

struct node *unit_bind(const struct org *org, const struct unit *u,
                       const struct template *t, const struct node *own)
{
	struct node *bindings = node_map(org->arena);
	struct node_list list = node_list_of(bindings);

	for (size_t i = 0; i < t->parameters.count; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *value = value_for(org, u, own, p->name);
		if (value && !is_lookup(p->value))
			node_list_pair(&list,
			               node_scalar(org->arena, p->name, STYLE_PLAIN),
			               node_copy(org->arena, value));
	}
	return bindings;
}

// The map with one value another, or one pair more.
static struct node *with(struct arena *a, const struct node *map, struct str name,
                         struct node *value)
{
	struct node *out = node_from(node_map(a), map);
	struct node_list list = node_list_of(out);
	bool there = false;

	node_each_pair(map, key) {
		bool is_it = str_eq(node_str(key), name);
		if (!is_it || !there)
			node_list_pair(&list, node_copy(a, key),
			               is_it ? value : node_copy(a, key->next));
		there |= is_it;
	}
	if (!there)
		node_list_pair(&list, node_scalar(a, name, STYLE_PLAIN), value);
	return out;
}

struct str parameter_text(struct arena *a, const struct node *value)
{
	struct out o = {.arena = a};

	if (node_is_scalar(value))
		return node_str(value);
	node_each(value, item) out_printf(&o, "%s%.*s", item == value->first ? "" : ",",
	                                  STR(node_str(item)));
	return out_str(&o);
}

void unit_bind_defaults(const struct org *org, const struct unit *u, struct doc *folded,
                        const struct node *own)
{
	struct arena *a = org->arena;

	node_each_pair(node_get(folded->root, "Parameters"), key) {
		const struct node *value = value_for(org, u, own, node_str(key));
		struct node *all, *one;
		if (!value || !is_lookup(key->next))
			continue;
		one = with(a, key->next, S("Default"),
		           node_scalar(a, parameter_text(a, value), STYLE_SINGLE));
		all = with(a, node_get(folded->root, "Parameters"), node_str(key), one);
		folded->root = with(a, folded->root, S("Parameters"), all);
	}
}
