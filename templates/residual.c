// Values written down as a template again, in the spelling that a person would choose.
#include "model/write.h"
#include "templates/evaluator.h"

struct scribe {
	const struct eval *e;
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
static struct node *long_form(const struct scribe *s, struct node *key, struct node *argument,
                              const struct node *at)
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
static struct node *function(const struct scribe *s, enum function f, struct node *argument,
                             const struct node *at)
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

	seq->style = choice->style == STYLE_BLOCK ? STYLE_BLOCK : STYLE_FLOW;
	node_append(seq, node_scalar(s->arena, eval_condition_name(s->e, choice), STYLE_PLAIN));
	node_append(seq, written(s, choice->first));
	node_append(seq, written(s, choice->first->next));
	return function(s, FN_IF, seq, choice);
}

static struct node *hole_written(const struct scribe *s, const struct node *hole)
{
	return node_from(written(s, hole->hole->expr), hole);
}

// --- texts ---

struct sub {
	const struct scribe *scribe;
	struct out out;            // of Fn::Sub
	struct out run;            // letters since the last hole
	struct node *variables;    // MAP: what has no name of its own
	struct node_list pairs;
	struct node_list items;    // of Fn::Join, for what Fn::Sub cannot express
	bool is_expressible;
};

// "${" is written "${!", which needs its "}" before the next hole: that has one too.
static void end_run(struct sub *sub, bool is_last)
{
	const struct scribe *s = sub->scribe;
	struct str run = out_str(&sub->run);
	size_t at = 0;
	ptrdiff_t open, close;

	if (run.len == 0)
		return;
	node_list_add(&sub->items, node_scalar(s->arena, run, STYLE_SINGLE));
	while ((open = str_find(run, at, "${")) >= 0) {
		close = str_find_byte(run, (size_t)open, '}');
		if (close < 0)
			break;
		out_bytes(&sub->out, str_slice(run, at, (size_t)open + 2));
		out_byte(&sub->out, '!');
		out_bytes(&sub->out, str_slice(run, (size_t)open + 2, (size_t)close + 1));
		at = (size_t)close + 1;
	}
	if (open >= 0 && !is_last)
		sub->is_expressible = false;
	out_bytes(&sub->out, str_slice(run, at, run.len));
	sub->run = (struct out){.arena = s->arena};
}

static bool names_hole(const struct node *text, struct str name, bool of_variables_too)
{
	for (const struct node *n = text->first; n; n = n->next)
		if (n->kind == NODE_HOLE && str_eq(n->hole->name, name) &&
		    (of_variables_too || hole_is_named(n->hole)))
			return true;
	return false;
}

// A variable hides a parameter or resource of its name, so it must not have that of one
// that stands in the same text.
static struct str variable_name(const struct scribe *s, const struct node *text,
                                struct str wanted)
{
	struct str name = wanted;

	for (int number = 2; names_hole(text, name, number > 2); number++)
		name = str_of(arena_printf(s->arena, "%.*s%d", STR(wanted), number));
	return name;
}

static void add_hole(struct sub *sub, const struct node *text, const struct node *hole)
{
	const struct scribe *s = sub->scribe;
	struct str name = hole->hole->name;

	end_run(sub, false);
	node_list_add(&sub->items, hole_written(s, hole));
	if (!hole_is_named(hole->hole)) {
		name = variable_name(s, text, name);
		if (!node_get_str(sub->variables, name))
			node_list_pair(&sub->pairs, node_scalar(s->arena, name, STYLE_PLAIN),
			               hole_written(s, hole));
	}
	out_text(&sub->out, "${");
	out_bytes(&sub->out, name);
	out_byte(&sub->out, '}');
}

static struct node *join_of(const struct scribe *s, struct node *items,
                            const struct node *text)
{
	struct node *arguments = node_from(node_seq(s->arena), text);

	node_append(arguments, scalar_at(s, S(""), STYLE_SINGLE, text));
	node_append(arguments, items);
	return function(s, FN_JOIN, arguments, text);
}

static struct node *text_written(const struct scribe *s, const struct node *text)
{
	struct sub sub = {
		.scribe = s,
		.out = {.arena = s->arena},
		.run = {.arena = s->arena},
		.variables = node_map(s->arena),
		.is_expressible = true,
	};
	struct node *items = node_seq(s->arena), *scalar, *both;

	sub.pairs = node_list_of(sub.variables);
	sub.items = node_list_of(items);
	for (const struct node *n = text->first; n; n = n->next) {
		if (n->kind == NODE_SCALAR)
			out_bytes(&sub.run, node_str(n));
		else
			add_hole(&sub, text, n);
	}
	end_run(&sub, true);
	if (!sub.is_expressible)
		return join_of(s, items, text);
	scalar = scalar_at(s, out_str(&sub.out), text->style, text);
	if (!sub.variables->len)
		return function(s, FN_SUB, scalar, text);
	both = node_from(node_seq(s->arena), text);
	node_append(both, scalar);
	node_append(both, sub.variables);
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

struct node *residual(const struct eval *e, const struct node *value, bool short_forms)
{
	const struct scribe s = {e, e->arena, short_forms};

	return written(&s, value);
}
