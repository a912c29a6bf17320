// Where the walk over the nodes of a template is: in which section and property, and what
// kind of value that place takes.
#include "lint/engine.h"

enum { FRAMES = 256 }; // more than a reader lets nest

static enum lint_expects expects_of(struct str type)
{
	struct str inner, rest;

	if (type.len == 0)
		return EXPECTS_ANY;
	switch (value_kind(type, &inner, &rest)) {
	case VALUE_STRING:
	case VALUE_TIMESTAMP:
		return EXPECTS_STRING;
	case VALUE_INTEGER:
	case VALUE_NUMBER:
		return EXPECTS_NUMBER;
	case VALUE_BOOLEAN:
		return EXPECTS_BOOLEAN;
	case VALUE_LIST:
		return EXPECTS_LIST;
	case VALUE_MAP:
	case VALUE_TAG:
	case VALUE_DEFINITION:
		return EXPECTS_MAP;
	case VALUE_JSON:
	case VALUE_EITHER:
		return EXPECTS_ANY;
	}
	return EXPECTS_ANY;
}

// What an argument of a function takes, where it is not what the function's place takes.
static enum lint_expects expects_argument(enum function f, size_t argument)
{
	switch (f) {
	case FN_JOIN:
		return argument == 0 ? EXPECTS_STRING : EXPECTS_LIST;
	case FN_SPLIT:
	case FN_BASE64:
	case FN_IMPORT_VALUE:
	case FN_GET_AZS:
	case FN_EQUALS:
		return EXPECTS_STRING;
	case FN_FIND_IN_MAP:
		return argument < 3 ? EXPECTS_STRING : EXPECTS_ANY;
	case FN_SUB:
		return argument == 0 ? EXPECTS_STRING : EXPECTS_MAP;
	case FN_SELECT:
		return argument == 0 ? EXPECTS_NUMBER : EXPECTS_LIST;
	case FN_CIDR:
		return argument == 0 ? EXPECTS_STRING : EXPECTS_NUMBER;
	case FN_IF:
		return argument == 0 ? EXPECTS_CONDITION : EXPECTS_ANY;
	case FN_AND:
	case FN_OR:
	case FN_NOT:
		return EXPECTS_CONDITION;
	case FN_LENGTH:
		return EXPECTS_LIST;
	default:
		return EXPECTS_ANY;
	}
}

// One step of the way from the root of the document to the place.
struct step {
	const struct node *node, *key;
	size_t index;
};

struct way {
	const struct lint *l;
	struct step steps[FRAMES];
	size_t count;
	struct lint_position p;
	const struct fact *type, *owner; // of the resource; that the next key is sought in
};

static void find_steps(struct way *w)
{
	const struct lint_frame *frame;
	size_t count = 0;

	for (frame = w->l->frame; frame && count < FRAMES; frame = frame->outer)
		count++;
	if (frame)
		count = 0;
	w->count = count;
	for (frame = w->l->frame; count > 0; frame = frame->outer)
		w->steps[--count] = (struct step){frame->node, frame->key, frame->index};
}

static void take_type(struct way *w, struct str type)
{
	w->p.expected = type;
	w->p.expects = expects_of(type);
	w->owner = NULL;
}

// From a value into what it holds.
static void go_into(struct way *w, const struct step *s)
{
	struct str inner, rest, type = w->p.expected;
	enum value_kind kind = type.len ? value_kind(type, &inner, &rest) : VALUE_JSON;

	if (!s->key) {
		take_type(w, kind == VALUE_LIST ? inner : (struct str){0});
		return;
	}
	if (kind == VALUE_MAP) {
		take_type(w, inner);
		return;
	}
	if (kind == VALUE_DEFINITION || kind == VALUE_TAG)
		w->owner = type_definition(w->type, type);
	if (!property_find(w->owner, node_str(s->key), &w->p.property))
		w->p.property = (struct property){0};
	take_type(w, kind == VALUE_TAG ? S("string") : w->p.property.type);
}

// From a function into its argument number `argument`. What Fn::If gives is what its own
// place takes.
static void go_into_function(struct way *w, enum function f, size_t argument)
{
	w->p.function = f;
	w->p.argument = argument;
	if (f == FN_IF && argument > 0)
		return;
	take_type(w, (struct str){0});
	w->p.expects = expects_argument(f, argument);
}

// Where the function at step `at` has its arguments; gives the step that is inside one of
// them, or w->count. The long form has a step more: {Fn::If: [a, b, c]}.
static size_t go_through(struct way *w, size_t at, enum function f)
{
	const struct node *argument;
	size_t inside = at + 1;

	function_of(w->steps[at].node, &argument);
	if (argument != w->steps[at].node)
		inside++;
	if (node_is_seq(argument) && f != FN_LENGTH && f != FN_TO_JSON_STRING) {
		if (inside >= w->count) {
			if (inside == w->count && argument != w->steps[at].node)
				go_into_function(w, f, SIZE_MAX);
			return w->count;
		}
		go_into_function(w, f, w->steps[inside].index);
		return inside + 1;
	}
	if (argument == w->steps[at].node) { // what it holds is inside of its only argument
		if (inside < w->count)
			go_into_function(w, f, 0);
		return inside < w->count ? inside + 1 : w->count;
	}
	if (at + 1 < w->count)
		go_into_function(w, f, 0);
	return inside;
}

// Steps from `at` on are inside of a value.
static void go(struct way *w, size_t at)
{
	while (at < w->count) {
		enum function f = function_of(w->steps[at - 1].node, NULL);

		if (f != FN_NONE && f != FN_UNKNOWN) {
			at = go_through(w, at - 1, f);
		} else {
			go_into(w, &w->steps[at]);
			if (w->p.function != FN_NONE && w->p.expects == EXPECTS_ANY &&
			    w->p.function == FN_JOIN && w->p.argument == 1)
				w->p.expects = EXPECTS_STRING;
			at++;
		}
	}
}

static const struct entry *entry_of(const struct template *t, enum section s,
                                    const struct node *key)
{
	const struct entries *entries = s == SECTION_PARAMETERS   ? &t->parameters
	                                : s == SECTION_MAPPINGS   ? &t->mappings
	                                : s == SECTION_CONDITIONS ? &t->conditions
	                                : s == SECTION_RESOURCES  ? &t->resources
	                                : s == SECTION_OUTPUTS    ? &t->outputs
	                                                          : NULL;

	return entries && key ? entries_find(entries, node_str(key)) : NULL;
}

struct lint_position lint_position(const struct lint *l)
{
	struct way w;
	size_t at = 3;

	// The steps are many, and written before they are read.
	w.l = l;
	w.p = (struct lint_position){0};
	w.type = w.owner = NULL;
	find_steps(&w);
	if (!l->template || w.count < 2 || !w.steps[1].key)
		return w.p;
	w.p.section = section_find(node_str(w.steps[1].key));
	if (w.count >= 3)
		w.p.entry = entry_of(l->template, w.p.section, w.steps[2].key);
	if (w.p.section == SECTION_CONDITIONS)
		w.p.expects = EXPECTS_CONDITION;
	if (w.p.section == SECTION_RESOURCES && w.p.entry && w.count >= 4 && w.steps[3].key &&
	    node_is(w.steps[3].key, "Properties")) {
		w.p.in_properties = true;
		w.type = type_find(template_type(w.p.entry));
		w.owner = type_properties(w.type);
		w.p.expects = EXPECTS_MAP;
		at = 4;
	}
	if (w.p.section == SECTION_OUTPUTS && w.count >= 4 && w.steps[3].key) {
		w.p.expects = node_is(w.steps[3].key, "Value") ? EXPECTS_STRING : EXPECTS_ANY;
		at = 4;
	}
	go(&w, at);
	return w.p;
}
