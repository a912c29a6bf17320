// Values written down as a template again, in the spelling that a person would choose.
#include "model/write/write.h"
#include "templates/eval/eval_private.h"

struct scribe {
	struct eval *e;
	struct arena *arena;
	bool short_forms;
};

static struct node *written(const struct scribe *s, const struct node *n);

static struct node *scalar_at(const struct scribe *s, struct str text,
                              enum node_style style, const struct node *at)
{
	return node_from(node_scalar(s->arena, text, style), at);
}

// --- functions ---

// {"Fn::Name": argument}. The key has no place: what stands above it stands above `at`.
static struct node *long_form(const struct scribe *s, struct node *key,
                              struct node *argument, const struct node *at)
{
	struct node *map = node_from(node_map(s->arena), at);
	struct node_list list = node_list_of(map);

	node_list_pair(&list, key, argument);
	return map;
}

// "A.B" in YAML, ["A", "B"] in JSON.
static struct node *attribute_argument(const struct scribe *s, struct node *argument)
{
	struct str id, attribute;
	struct out o = {.arena = s->arena};
	struct node *seq;

	argument->tag = TAG_NONE;
	if (!get_att_parts(argument, &id, &attribute))
		return argument;
	if (!s->short_forms) {
		seq = node_from(node_seq(s->arena), argument);
		node_append(seq, scalar_at(s, id, STYLE_SINGLE, argument));
		node_append(seq, scalar_at(s, attribute, STYLE_SINGLE, argument));
		return seq;
	}
	if (str_find_byte(id, 0, '.') >= 0)
		return argument;
	out_bytes(&o, id);
	out_byte(&o, '.');
	out_bytes(&o, attribute);
	return scalar_at(s, out_str(&o), STYLE_PLAIN, argument);
}

// CloudFormation refuses a short form that stands right in a short form: "!Base64 !Sub".
static struct node *function(const struct scribe *s, enum function f,
                             struct node *argument, const struct node *at)
{
	if (f == FN_GET_ATT)
		argument = attribute_argument(s, argument);
	if (s->short_forms && argument->tag == TAG_NONE) {
		argument->tag = f;
		return node_from(argument, at);
	}
	return long_form(s, node_scalar(s->arena, str_of(function_name(f)), STYLE_PLAIN),
	                 argument, at);
}

static struct node *children_written(const struct scribe *s, const struct node *n)
{
	struct node *copy = node_copy(s->arena, n), **tail = &copy->first;

	for (const struct node *child = n->first; child; child = child->next) {
		*tail = written(s, child);
		tail = &(*tail)->next;
	}
	return copy;
}

// A function as it stands in a file, or with evaluated arguments.
static struct node *function_written(const struct scribe *s, const struct node *n,
                                     enum function f, const struct node *argument)
{
	struct node plain = *argument;

	if (f == FN_UNKNOWN && n->tag != TAG_NONE)
		return n->kind == NODE_SCALAR ? node_copy(s->arena, n) : children_written(s, n);
	if (f == FN_UNKNOWN)
		return long_form(s, node_copy(s->arena, n->first), written(s, argument), n);
	if (argument == n)
		plain.tag = TAG_NONE;
	return function(s, f, written(s, &plain), n);
}

static struct node *reference_to(const struct scribe *s, const char *name,
                                 const struct node *at)
{
	return function(s, FN_REF, scalar_at(s, str_of(name), STYLE_PLAIN, at), at);
}

static struct node *choice_written(const struct scribe *s, const struct node *choice)
{
	struct node *seq = node_from(node_seq(s->arena), choice);
	struct str name = eval_condition_name(s->e, choice);

	seq->style = choice->style == STYLE_BLOCK ? STYLE_BLOCK : STYLE_FLOW;
	node_append(seq, node_scalar(s->arena, name, STYLE_PLAIN));
	node_append(seq, written(s, choice->first));
	node_append(seq, written(s, choice->first->next));
	return function(s, FN_IF, seq, choice);
}

static struct node *hole_written(const struct scribe *s, const struct node *hole)
{
	return node_from(written(s, hole->hole->expr), hole);
}

// --- texts ---

// Letters of Fn::Sub, in which "${" is written "${!". That takes the "}" after it along:
// false where there is none, so that the one of the next hole would be taken.
static bool escape(struct out *o, struct str letters)
{
	size_t done = 0;
	ptrdiff_t open, close = 0;

	while ((open = str_find(letters, done, "${")) >= 0 &&
	       (close = str_find_byte(letters, (size_t)open, '}')) >= 0) {
		out_bytes(o, str_slice(letters, done, (size_t)open + 2));
		out_byte(o, '!');
		out_bytes(o, str_slice(letters, (size_t)open + 2, (size_t)close + 1));
		done = (size_t)close + 1;
	}
	out_bytes(o, str_slice(letters, done, letters.len));
	return open < 0;
}

static bool names_hole(const struct node *text, struct str name, bool of_variables_too)
{
	for (const struct node *n = text->first; n; n = n->next)
		if (n->kind == NODE_HOLE && str_eq(n->hole->name, name) &&
		    (of_variables_too || hole_is_named(n->hole)))
			return true;
	return false;
}

// What a hole without a name of its own is called. A variable hides a parameter or
// resource of its name, so it must not have that of one that stands in the same text.
static struct str variable_name(const struct scribe *s, const struct node *text,
                                const struct hole *hole)
{
	struct str name = hole->name;

	for (int number = 2; names_hole(text, name, number > 2); number++)
		name = str_of(arena_printf(s->arena, "%.*s%d", STR(hole->name), number));
	return name;
}

// The text of Fn::Sub; false where it cannot express this.
static bool sub_text(const struct scribe *s, const struct node *text, struct out *o)
{
	for (const struct node *n = text->first; n; n = n->next) {
		if (n->kind == NODE_SCALAR) {
			if (!escape(o, node_str(n)) && n->next)
				return false;
			continue;
		}
		out_text(o, "${");
		out_bytes(o, hole_is_named(n->hole) ? n->hole->name
		                                    : variable_name(s, text, n->hole));
		out_byte(o, '}');
	}
	return true;
}

static struct node *sub_variables(const struct scribe *s, const struct node *text)
{
	struct node *map = node_map(s->arena);
	struct node_list list = node_list_of(map);

	for (const struct node *n = text->first; n; n = n->next) {
		struct str name;
		if (n->kind == NODE_SCALAR || hole_is_named(n->hole))
			continue;
		name = variable_name(s, text, n->hole);
		if (!node_get_str(map, name))
			node_list_pair(&list, node_scalar(s->arena, name, STYLE_PLAIN),
			               hole_written(s, n));
	}
	return map;
}

static struct node *joined(const struct scribe *s, const struct node *text)
{
	struct node *arguments = node_from(node_seq(s->arena), text);
	struct node *items = node_seq(s->arena);
	struct node_list list = node_list_of(items);

	for (const struct node *n = text->first; n; n = n->next)
		node_list_add(&list, written(s, n));
	node_append(arguments, scalar_at(s, S(""), STYLE_SINGLE, text));
	node_append(arguments, items);
	return function(s, FN_JOIN, arguments, text);
}

static struct node *text_written(const struct scribe *s, const struct node *pieces)
{
	const struct node *text = text_in_runs(s->e, pieces);
	struct out o = {.arena = s->arena};
	struct node *scalar, *variables, *both;

	// Where the work was spent before the pieces were put together, they are all known.
	if (text->kind == NODE_SCALAR)
		return node_copy(s->arena, text);
	if (!sub_text(s, text, &o))
		return joined(s, text);
	scalar = scalar_at(s, out_str(&o), text->style, text);
	variables = sub_variables(s, text);
	if (!variables->len)
		return function(s, FN_SUB, scalar, text);
	both = node_from(node_seq(s->arena), text);
	node_append(both, scalar);
	node_append(both, variables);
	return function(s, FN_SUB, both, text);
}

// --- all ---

static struct node *written(const struct scribe *s, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	// {Condition: X} is a function among conditions only, where it means the same.
	if (f != FN_NONE && f != FN_FOR_EACH && (f != FN_CONDITION || argument == n))
		return function_written(s, n, f, argument);
	switch (n->kind) {
	case NODE_SCALAR:
		return node_copy(s->arena, n);
	case NODE_NONE:
		return reference_to(s, "AWS::NoValue", n);
	case NODE_HOLE:
		return hole_written(s, n);
	case NODE_TEXT:
		return text_written(s, n);
	case NODE_CHOICE:
		return choice_written(s, n);
	default:
		return children_written(s, n);
	}
}

struct node *residual(struct eval *e, const struct node *value, bool short_forms)
{
	const struct scribe s = {e, e->arena, short_forms};

	return written(&s, value);
}
