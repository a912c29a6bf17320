// Walks a template: its nodes as they stand, then each resource with its properties and the
// policies that it holds.
#include "lint/engine.h"

extern const struct lint_rule rule_too_much_to_evaluate;

static void walk_resource(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	struct str type = template_type(resource);
	const struct type_askers *askers = askers_of(l->hooks, type);
	struct lint_values_of values = {.properties = properties};
	struct policy_site site = {0};

	l->resource = resource;
	l->values = &values;
	eval_turn_to(l->eval, resource->value);
	ASK_ALL(l, &askers->resource, rule->resource(l, resource));
	if (askers->property.count || askers->value.count)
		walk_properties(l, askers, resource);
	while (policy_site_next(type, &site))
		walk_site(l, &site, properties);
	if (str_is(type, "AWS::SSM::Document"))
		walk_runbook_resource(l, resource);
	if (eval_is_cut(l->eval))
		diag_node(&l->result->diags, &rule_too_much_to_evaluate.rule, l->doc,
		          resource->key, "the functions of %.*s make more than orgc works out, so "
		          "it is judged in part", STR(resource->name))->hint =
			"write the value out, or in fewer steps";
	l->resource = NULL;
	l->values = NULL;
	arena_reset(l->scratch);
}

// What a rule finds out of a function is nothing to the next one: memory that is used again
// is faster than memory that is new.
static void ask_function(struct lint *l, const struct node *n, enum function f,
                         const struct node *argument)
{
	ASK(l, function, rule->function(l, n, f, argument));
	arena_reset(l->scratch);
}

static void walk_nodes(struct lint *l, const struct lint_frame *outer,
                       const struct node *key, const struct node *n, size_t index)
{
	struct lint_frame frame = {outer, n, index == SIZE_MAX ? key : NULL, index};
	const struct node *argument;
	struct node inner;
	enum function f;

	if (n->flags & NODE_SHARED)
		return; // judged where the anchor stands
	l->frame = &frame;
	f = function_of(n, &argument);
	if (f != FN_NONE && f != FN_UNKNOWN)
		ask_function(l, n, f, argument);
	if (function_inside(n, &inner) && function_of(&inner, &argument) != FN_UNKNOWN) {
		f = function_of(&inner, &argument);
		ask_function(l, n, f, argument);
	}
	if (n->kind == NODE_SCALAR) {
		ASK(l, scalar, rule->scalar(l, key, n));
	} else if (n->kind == NODE_SEQ) {
		index = 0;
		node_each(n, item)
			walk_nodes(l, &frame, key, item, index++);
	} else if (n->kind == NODE_MAP) {
		node_each_pair(n, k)
			walk_nodes(l, &frame, k, k->next, SIZE_MAX);
	}
	l->frame = outer;
}

void walk_template(struct lint *l)
{
	const struct template *t = l->template;
	struct lint_frame root = {.node = l->doc->root};

	ASK(l, template, rule->template(l, t));
	node_each_pair(l->doc->root, key)
		if (!node_is(key, "Metadata"))
			walk_nodes(l, &root, key, key->next, SIZE_MAX);
	l->frame = NULL;
	for (size_t i = 0; i < t->resources.count; i++)
		walk_resource(l, &t->resources.items[i]);
}
