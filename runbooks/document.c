// A tree -> the parameters, variables and steps of a document.
#include "runbooks/document.h"

#include "runbooks/api.h"
#include "runbooks/reference.h"
#include "runbooks/script.h"

enum { LOOPS_DEEP = 8 }; // loops in loops that are looked into

// --- values ---

static bool is_function(const struct node *n)
{
	return node_is_map(n) && n->len == 1 &&
	       (node_is(n->first, "Ref") || str_starts(node_str(n->first), "Fn::"));
}

bool ssm_is_open(const struct node *n)
{
	return n && (n->kind > NODE_MAP || n->tag != TAG_NONE || is_function(n));
}

bool ssm_text(const struct node *n, struct str *text)
{
	*text = node_str(n);
	return node_is_scalar(n) && n->tag == TAG_NONE;
}

bool ssm_true(const struct node *n)
{
	return node_is_scalar(n) && str_eq_nocase(node_str(n), S("true"));
}

bool ssm_has_reference(const struct node *n)
{
	if (node_is_scalar(n))
		return str_find(node_str(n), 0, "{{") >= 0;
	if (!n || (n->kind != NODE_SEQ && n->kind != NODE_MAP))
		return ssm_is_open(n);
	for (const struct node *child = n->first; child; child = child->next)
		if (ssm_has_reference(child))
			return true;
	return false;
}

bool ssm_is_number(const struct node *n, long *number)
{
	struct str text;
	size_t at;

	if (!ssm_text(n, &text) || text.len == 0 || text.len > 10)
		return false;
	at = text.at[0] == '-' && text.len > 1;
	*number = 0;
	for (size_t i = at; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = 10 * *number + (text.at[i] - '0');
	}
	*number = at ? -*number : *number;
	return true;
}

// --- what is a document ---

static bool has_action(const struct node *steps)
{
	node_each(steps, step)
		if (str_starts(node_str(node_get(step, "action")), "aws:"))
			return true;
	return false;
}

bool ssm_is(const struct node *root)
{
	static const char *const bodies[] = {"mainSteps", "runtimeConfig", "sessionType"};

	if (!node_is_map(root) || node_get(root, "Resources"))
		return false;
	if (has_action(node_get(root, "mainSteps")))
		return true;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (node_get(root, bodies[i]))
			return node_is_scalar(node_get(root, "schemaVersion"));
	return false;
}

const struct node *ssm_printed(const struct node *root)
{
	const struct node *content = node_get(root, "Content");

	if (!node_get(root, "DocumentType") || !node_get(root, "DocumentFormat"))
		return NULL;
	return node_is_scalar(content) ? content : NULL;
}

static enum ssm_kind kind_of_type(struct str type)
{
	static const char *const forms[] = {
		[SSM_AUTOMATION] = "automation", [SSM_COMMAND] = "command",
		[SSM_SESSION] = "session",       [SSM_OTHER] = "other",
	};
	const struct fact *row = fact_find(fact_get(fact_file("documents"), "documents"), type);

	for (int kind = SSM_AUTOMATION; row && kind <= SSM_OTHER; kind++)
		if (str_is(fact_value(row), forms[kind]))
			return (enum ssm_kind)kind;
	return SSM_UNSURE;
}

// An action tells where the version does not.
static enum ssm_kind kind_of_steps(const struct node *steps)
{
	node_each(steps, step) {
		struct str action = node_str(node_get(step, "action"));

		if (fact_find(fact_file("automation"), action))
			return SSM_AUTOMATION;
		if (fact_find(fact_file("plugins"), action))
			return SSM_COMMAND;
	}
	return SSM_UNSURE;
}

static enum ssm_kind kind_of_content(const struct node *root)
{
	struct str version = node_str(node_get(root, "schemaVersion"));
	enum ssm_kind kind = kind_of_steps(node_get(root, "mainSteps"));

	if (str_is(version, "0.3"))
		return SSM_AUTOMATION;
	if (node_get(root, "sessionType"))
		return SSM_SESSION;
	if (kind != SSM_UNSURE)
		return kind;
	if (str_starts(version, "2.") || str_is(version, "1.2"))
		return node_get(root, "mainSteps") || node_get(root, "runtimeConfig")
		               ? SSM_COMMAND
		               : SSM_UNSURE;
	return SSM_UNSURE;
}

static struct names *new_names(struct arena *a)
{
	struct names *n = arena_new(a, struct names);

	n->arena = a;
	return n;
}

// --- parts ---

static void read_parameters(struct ssm_document *d)
{
	const struct node *map = node_get(d->root, "parameters");
	size_t room = node_is_map(map) ? map->len : 0;

	d->parameters_vary = ssm_is_open(map);
	d->parameters = arena_array(d->arena, struct ssm_parameter, room);
	node_each_pair(map, key) {
		struct ssm_parameter *p = &d->parameters[d->parameter_count];
		struct str type;

		*p = (struct ssm_parameter){.key = key, .value = key->next, .name = node_str(key)};
		p->uncertain = ssm_is_open(key->next);
		p->fallback = node_get(key->next, "default");
		if (ssm_text(node_get(key->next, "type"), &type))
			p->type = ssm_type_of(type);
		names_add(d->parameter_names, p->name, (uint32_t)d->parameter_count++);
	}
}

static void read_variables(struct ssm_document *d)
{
	const struct node *map = node_get(d->root, "variables");

	d->variables = arena_array(d->arena, struct ssm_variable,
	                           node_is_map(map) ? map->len : 0);
	node_each_pair(map, key) {
		struct ssm_variable *v = &d->variables[d->variable_count];
		struct str type;

		*v = (struct ssm_variable){.key = key, .value = key->next, .name = node_str(key)};
		if (ssm_text(node_get(key->next, "type"), &type))
			v->type = ssm_type_of(type);
		names_add(d->variable_names, v->name, (uint32_t)d->variable_count++);
	}
}

static void read_outputs(struct ssm_document *d, struct ssm_step *s)
{
	const struct node *list = node_get(s->node, "outputs");

	s->outputs = arena_array(d->arena, struct ssm_output, node_is_seq(list) ? list->len : 0);
	node_each(list, item) {
		struct ssm_output *o = &s->outputs[s->output_count++];
		struct str type;

		o->node = item;
		o->selector = node_get(item, "Selector");
		s->outputs_vary |= !ssm_text(node_get(item, "Name"), &o->name) || o->name.len == 0;
		if (!node_get(item, "Type"))
			o->type = ssm_type_of(S("String"));
		else if (ssm_text(node_get(item, "Type"), &type))
			o->type = ssm_type_of(type);
	}
}

static void read_script(struct ssm_document *d, struct ssm_step *s)
{
	struct str runtime, text;

	if (d->kind == SSM_AUTOMATION && ssm_step_is(s, "aws:executeScript") &&
	    ssm_text(ssm_input(s, "Runtime"), &runtime) && ssm_text(ssm_input(s, "Script"), &text))
		s->script = ssm_script_of(d->arena, runtime, text);
}

static struct ssm_step *add_step(struct ssm_document *d, const struct node *node)
{
	struct ssm_step *s;

	d->steps = arena_grow(d->arena, d->steps, d->count, &d->step_room, sizeof *s);
	s = &d->steps[d->count];
	*s = (struct ssm_step){.node = node, .at = d->count++};
	s->output_names = new_names(d->arena);
	s->name_node = node_get(node, "name");
	s->action_node = node_get(node, "action");
	s->inputs = node_get(node, "inputs");
	d->varies |= ssm_is_open(s->name_node) || ssm_is_open(s->action_node);
	if (!ssm_text(s->name_node, &s->name))
		s->name = (struct str){0};
	if (!ssm_text(s->action_node, &s->action))
		s->action = (struct str){0};
	s->facts = automation_action(s->action);
	if (d->kind == SSM_COMMAND)
		s->facts = fact_find(fact_file("plugins"), s->action);
	ssm_find_operation(s);
	read_script(d, s);
	read_outputs(d, s);
	if (s->name.len)
		names_add(d->step_names, s->name, (uint32_t)s->at);
	return s;
}

static void read_steps(struct ssm_document *d, const struct node *list, size_t loop,
                       int depth);

// Choices and the steps in their branches, which may or may not be there.
static void read_step(struct ssm_document *d, const struct node *node, size_t loop,
                      int depth, bool uncertain)
{
	size_t at;

	if (node->kind == NODE_CHOICE) {
		d->varies = true;
		for (const struct node *branch = node->first; branch; branch = branch->next)
			read_step(d, branch, loop, depth, true);
		return;
	}
	if (node->kind == NODE_NONE)
		return;
	if (!node_is_map(node) || ssm_is_open(node)) {
		d->varies = true;
		return;
	}
	at = add_step(d, node)->at;
	d->steps[at].uncertain = uncertain;
	d->steps[at].loop_at = loop;
	if (ssm_step_is(&d->steps[at], "aws:loop") && depth < LOOPS_DEEP)
		read_steps(d, node_get(d->steps[at].inputs, "Steps"), at, depth + 1);
}

static void read_steps(struct ssm_document *d, const struct node *list, size_t loop,
                       int depth)
{
	d->varies |= ssm_is_open(list);
	if (!d->steps && node_is_seq(list)) {
		d->step_room = list->len;
		d->steps = arena_array(d->arena, struct ssm_step, d->step_room);
	}
	node_each(list, item)
		read_step(d, item, loop, depth, depth > 0 && d->steps[loop].uncertain);
}

// What comes next in the same list; and pointers, now that the array stands still.
static void link_steps(struct ssm_document *d)
{
	size_t *last = arena_array(d->arena, size_t, d->count + 1); // of each loop's list

	for (size_t i = 0; i < d->count; i++) {
		struct ssm_step *s = &d->steps[i];
		size_t list = s->loop_at == SIZE_MAX ? d->count : s->loop_at;

		s->after = d->count;
		s->loop = s->loop_at == SIZE_MAX ? NULL : &d->steps[s->loop_at];
		if (last[list])
			d->steps[last[list] - 1].after = i;
		last[list] = i + 1;
	}
}

struct ssm_document *ssm_document_of(struct arena *a, const struct node *root,
                                     struct str type)
{
	struct ssm_document *d = arena_new(a, struct ssm_document);

	d->arena = a;
	d->root = root;
	d->type = type;
	d->parameter_names = new_names(a);
	d->variable_names = new_names(a);
	d->step_names = new_names(a);
	d->kind = kind_of_type(type);
	if (d->kind == SSM_UNSURE)
		d->kind = kind_of_content(root);
	ssm_text(node_get(root, "schemaVersion"), &d->version);
	read_parameters(d);
	if (d->kind == SSM_AUTOMATION)
		read_variables(d);
	if (d->kind != SSM_OTHER)
		read_steps(d, node_get(root, "mainSteps"), SIZE_MAX, 0);
	link_steps(d);
	ssm_find_references(d);
	return d;
}

// --- asking ---

const struct ssm_parameter *ssm_parameter(const struct ssm_document *d, struct str name)
{
	uint32_t at = names_find(d->parameter_names, name);

	return at == NAME_NONE ? NULL : &d->parameters[at];
}

const struct ssm_variable *ssm_variable(const struct ssm_document *d, struct str name)
{
	uint32_t at = names_find(d->variable_names, name);

	return at == NAME_NONE ? NULL : &d->variables[at];
}

const struct ssm_step *ssm_step(const struct ssm_document *d, struct str name)
{
	uint32_t at = names_find(d->step_names, name);

	return at == NAME_NONE ? NULL : &d->steps[at];
}

struct str ssm_parameter_nearest(const struct ssm_document *d, struct str name)
{
	return names_nearest(d->parameter_names, name);
}

struct str ssm_step_nearest(const struct ssm_document *d, struct str name)
{
	return names_nearest(d->step_names, name);
}

struct str ssm_variable_nearest(const struct ssm_document *d, struct str name)
{
	return names_nearest(d->variable_names, name);
}

bool ssm_step_is(const struct ssm_step *s, const char *action)
{
	return str_is(s->action, action);
}

const struct node *ssm_step_get(const struct ssm_step *s, const char *key)
{
	return node_get(s->node, key);
}

const struct node *ssm_input(const struct ssm_step *s, const char *name)
{
	return node_get(s->inputs, name);
}

bool ssm_step_ends(const struct ssm_step *s)
{
	return ssm_true(node_get(s->node, "isEnd"));
}
