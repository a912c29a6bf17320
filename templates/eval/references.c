// The values of parameters, pseudo parameters, resources and their attributes.
#include "model/write/write.h"
#include "templates/eval/eval_private.h"
#include "templates/kinds.h"

// --- bindings ---

// A tree of our own: the sources of the bindings stand after those of the template, and
// a parameter's value is a text, however it was written.
static struct node *copy_binding(struct eval *e, const struct node *n, bool is_number)
{
	struct node *copy = node_copy(e->arena, n);
	struct node **tail = &copy->first;

	copy->src += e->t->doc->source_count;
	if (n->kind == NODE_SCALAR) {
		if (n->style == STYLE_PLAIN && !is_number && n->tag == TAG_NONE)
			copy->style = STYLE_SINGLE;
		return copy;
	}
	if (n->kind != NODE_SEQ && n->kind != NODE_MAP)
		return copy;
	for (const struct node *child = n->first; child; child = child->next) {
		*tail = copy_binding(e, child, is_number);
		tail = &(*tail)->next;
	}
	return copy;
}

void names_prepare(struct eval *e, const struct node *bindings)
{
	const struct entries *named = &e->t->parameters;

	e->parameters = arena_array(e->arena, struct parameter, named->count);
	e->bindings = NULL;
	if (node_is_map(bindings))
		e->bindings = copy_binding(e, bindings, false);
	for (size_t i = 0; i < named->count; i++) {
		struct str type = node_str(node_get(named->items[i].value, "Type"));
		struct parameter *p = &e->parameters[i];
		p->is_list = parameter_type_is_list(type);
		p->binding = node_get_str(bindings, named->items[i].name);
		if (p->binding)
			p->binding = copy_binding(e, p->binding, str_is(type, "Number"));
	}
}

// A text that may hold commas where its holes are.
static const struct node *split_later(struct eval *e, const struct node *text)
{
	struct node *arguments = eval_make(e, NODE_SEQ, text), *call = node_map(e->arena);

	arguments->style = STYLE_FLOW;
	node_append(arguments, node_scalar(e->arena, S(","), STYLE_SINGLE));
	node_append(arguments, node_copy(e->arena, text));
	node_set(e->arena, call, function_name(FN_SPLIT), arguments);
	return eval_hole(e, text, (struct hole){.expr = call, .is_list = true});
}

// A list parameter's value as CloudFormation sees it: "" is a list of one empty text.
static const struct node *as_list(struct eval *e, const struct node *value)
{
	const struct node *items = text_split(e, value, S(","), true);
	struct node *seq;

	if (items)
		return items;
	if (value->kind == NODE_TEXT || (value->kind == NODE_HOLE && !value->hole->is_list))
		return split_later(e, value);
	if (value->kind != NODE_SEQ || value->len > 0)
		return value;
	seq = eval_make(e, NODE_SEQ, value);
	node_append(seq, node_from(node_scalar(e->arena, S(""), STYLE_SINGLE), value));
	return seq;
}

static const struct node *bound_value(struct eval *e, struct parameter *p)
{
	const struct node *value;

	p->is_busy = true;
	e->in_binding++;
	value = eval_node(e, p->binding);
	if (p->is_list)
		value = as_list(e, value);
	e->in_binding--;
	p->is_busy = false;
	return value;
}

// --- holes ---

static struct node *function_node(struct eval *e, enum function f, struct str text,
                                  const struct node *at)
{
	struct node *n = node_scalar(e->arena, text, STYLE_PLAIN);

	n->tag = f;
	return node_from(n, at);
}

bool hole_is_named(const struct hole *hole)
{
	enum function f = function_of(hole->expr, NULL);

	return hole->name.len > 0 && (f == FN_REF || f == FN_GET_ATT);
}

static const struct node *node_of_hole(struct eval *e, const struct hole *hole,
                                       const struct node *at)
{
	struct node *n = eval_make(e, NODE_HOLE, at);

	n->hole = hole;
	return n;
}

// What the template says of a parameter. The default of an AWS::SSM::Parameter::Value is
// the name of the value, and so are its allowed values; NoEcho hides what will be there.
static const struct hole *parameter_hole(struct eval *e, struct parameter *p,
                                         const struct entry *said, const struct node *at)
{
	struct hole *hole = arena_new(e->arena, struct hole);
	struct str type = node_str(node_get(said->value, "Type")), no_echo;
	const struct node *fallback = node_get(said->value, "Default");
	const struct node *allowed = node_get(said->value, "AllowedValues");

	hole->expr = function_node(e, FN_REF, said->name, at);
	hole->name = said->name;
	hole->is_list = p->is_list;
	if (str_starts(type, "AWS::SSM::Parameter::Value<"))
		return hole;
	hole->allowed = node_is_seq(allowed) ? allowed : NULL;
	hole->pattern = node_str(node_get(said->value, "AllowedPattern"));
	no_echo = node_str(node_get(said->value, "NoEcho"));
	if (node_is_scalar(fallback) && fallback->tag == TAG_NONE &&
	    !str_eq_nocase(no_echo, S("true")))
		hole->fallback = p->is_list ? as_list(e, fallback) : fallback;
	return hole;
}

static struct parameter *parameter_named(const struct eval *e, struct str name,
                                         const struct entry **said)
{
	const struct entries *named = &e->t->parameters;

	*said = entries_find(named, name);
	return *said ? &e->parameters[*said - named->items] : NULL;
}

const struct node *eval_unknown_reference(struct eval *e, struct str name,
                                          const struct node *at)
{
	const struct entry *said;
	struct parameter *p = parameter_named(e, name, &said);

	if (p) {
		if (!p->hole) {
			struct arena *arena = e->arena;
			e->arena = e->keep;
			p->hole = parameter_hole(e, p, said, at);
			e->arena = arena;
		}
		return node_of_hole(e, p->hole, at);
	}
	return eval_hole(e, at, (struct hole){
		.expr = function_node(e, FN_REF, name, at),
		.name = name,
		.is_list = str_is(name, "AWS::NotificationARNs"),
	});
}

const struct node *eval_reference(struct eval *e, struct str name, const struct node *at)
{
	const struct entry *said;
	struct parameter *p = parameter_named(e, name, &said), pseudo = {0};

	if (str_is(name, "AWS::NoValue"))
		return eval_make(e, NODE_NONE, at);
	if (p && p->binding && !p->is_busy)
		return bound_value(e, p);
	if (!p && e->bindings && pseudo_parameter_is(name)) {
		pseudo.binding = node_get_str(e->bindings, name);
		if (pseudo.binding)
			return bound_value(e, &pseudo);
	}
	return eval_unknown_reference(e, name, at);
}

const struct node *eval_attribute(struct eval *e, struct str id, struct str attribute,
                                  const struct node *at)
{
	struct out name = {.arena = e->arena};

	out_bytes(&name, id);
	out_byte(&name, '.');
	out_bytes(&name, attribute);
	return eval_hole(e, at, (struct hole){
		.expr = function_node(e, FN_GET_ATT, out_str(&name), at),
		.name = out_str(&name),
	});
}

size_t hole_shortest(const struct eval *e, const struct hole *hole)
{
	const struct entry *said = entries_find(&e->t->parameters, hole->name);
	struct str least;

	if (!hole_is_named(hole) || hole->is_list)
		return 0;
	if (!said)
		return pseudo_parameter_is(hole->name);
	least = node_str(node_get(said->value, "MinLength"));
	if (str_starts(node_str(node_get(said->value, "Type")), "AWS::SSM::Parameter::Value<"))
		return 0;
	return least.len > 0 && !str_is(least, "0");
}
