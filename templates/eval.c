// Evaluates values of a template, within a limit of work.
#include "templates/eval.h"

#include <string.h>

#include "templates/eval/eval_private.h"

// --- work ---

bool eval_spend(struct eval *e, size_t units)
{
	if (e->work < units) {
		e->work = 0;
		e->is_cut = true;
		return false;
	}
	e->work -= units;
	return true;
}

bool eval_spend_on(struct eval *e, const struct node *value)
{
	return eval_spend(e, 1 + (value->kind == NODE_SCALAR ? value->len / 16 : value->len));
}

const struct node *eval_ask(struct eval *e, const struct node *n)
{
	size_t given = EVAL_WORK + (size_t)(n->end - n->start), outer = e->work;
	const struct node *value;

	if (given > e->work_all)
		given = e->work_all;
	e->work = given;
	value = eval_node(e, n);
	e->work_all -= given - e->work;
	e->work = outer;
	return value;
}

// --- making ---

struct node *eval_make(struct eval *e, enum node_kind kind, const struct node *from)
{
	struct node *n = arena_new(e->arena, struct node);

	n->kind = kind;
	n->style = from->style;
	return node_from(n, from);
}

const struct node *eval_hole(struct eval *e, const struct node *from, struct hole hole)
{
	struct hole *kept = arena_new(e->arena, struct hole);
	struct node *n = eval_make(e, NODE_HOLE, from);

	*kept = hole;
	n->hole = kept;
	return n;
}

const struct node *eval_settle(struct eval *e, const struct node *value)
{
	while (value->kind == NODE_CHOICE) {
		enum truth truth = condition_truth(e, value->len);
		if (truth == TRUTH_UNKNOWN)
			break;
		value = truth == TRUTH_YES ? value->first : value->first->next;
	}
	return value;
}

static bool same_outcome(const struct node *a, const struct node *b)
{
	if (a->kind == NODE_NONE || b->kind == NODE_NONE)
		return a->kind == b->kind;
	if (a->kind == NODE_SCALAR && b->kind == NODE_SCALAR)
		return a->style == b->style && str_eq(node_str(a), node_str(b));
	return a == b || text_same(a, b);
}

const struct node *eval_choice(struct eval *e, const struct node *from, uint32_t condition,
                               const struct node *then, const struct node *otherwise)
{
	struct node *choice;

	if (same_outcome(then, otherwise))
		return then;
	choice = eval_make(e, NODE_CHOICE, from);
	choice->len = condition;
	choice->first = node_copy(e->arena, then);
	choice->first->next = node_copy(e->arena, otherwise);
	return choice;
}

// --- conditions ---

// What is left of a choice stands where the choice stood: comments above it stay there.
static const struct node *instead_of(struct eval *e, const struct node *choice,
                                     const struct node *value)
{
	if (!e->exact || (value->kind != NODE_SEQ && value->kind != NODE_MAP) ||
	    value->src >= e->t->doc->source_count)
		return value;
	return node_from(node_copy(e->arena, value), choice);
}

static const struct node *eval_if(struct eval *e, const struct call *c)
{
	const struct node *name = c->args[0], *ways[2];
	uint32_t condition = NO_CONDITION;
	enum truth truth;

	if (c->count == 3 && node_is_scalar(name) && !name->tag && !e->in_conditions)
		condition = condition_named(e, node_str(name));
	if (condition == NO_CONDITION) {
		for (size_t i = 1; e->exact && i < c->count; i++)
			c->args[i] = eval_node(e, c->args[i]);
		return call_rest(e, c);
	}
	truth = condition_truth(e, condition);
	if (truth != TRUTH_UNKNOWN)
		return instead_of(e, c->n, eval_node(e, c->args[truth == TRUTH_YES ? 1 : 2]));
	for (int otherwise = 0; otherwise < 2; otherwise++) {
		condition_assume(e, condition, !otherwise);
		ways[otherwise] = eval_node(e, c->args[1 + otherwise]);
		condition_forget(e);
	}
	return eval_choice(e, c->n, condition, ways[0], ways[1]);
}

// --- Fn::Sub ---

static const struct node *eval_map(struct eval *e, const struct node *map);

static const struct node *sub_name(struct eval *e, const struct node *variables,
                                   struct str name, const struct node *at)
{
	ptrdiff_t dot = str_find_byte(name, 0, '.');
	const struct node *value = node_get_str(variables, name);

	if (!value && dot >= 0)
		return eval_attribute(e, str_slice(name, 0, (size_t)dot),
		                      str_slice(name, (size_t)dot + 1, name.len), at);
	if (!value)
		value = eval_reference(e, name, at);
	value = eval_settle(e, value);
	if (value->kind == NODE_NONE)
		return eval_unknown_reference(e, name, at);
	// What has no name of its own is written down again under that of its variable.
	if (e->exact && !text_is_plain(value))
		return eval_hole(e, value, (struct hole){.expr = value, .name = name});
	return value;
}

// A literal text, with variables or without, in which so many names can be looked up.
static bool is_sub(struct eval *e, const struct call *c, size_t parts)
{
	const struct node *variables = c->count == 2 ? c->args[1] : NULL;

	if (!node_is_scalar(c->args[0]) || c->args[0]->tag || c->count > 2)
		return false;
	if (!variables)
		return true;
	return node_is_map(variables) && !variables->tag &&
	       eval_spend(e, parts * (variables->len + parts / 8) / 8);
}

static const struct node *eval_sub(struct eval *e, struct call *c)
{
	const struct node *text = c->args[0], *variables = NULL;
	struct sub_part *parts;
	size_t count = sub_parts(e->arena, node_str(text), &parts);
	const struct node **pieces = arena_array(e->arena, const struct node *, count);

	if (!is_sub(e, c, count)) {
		for (size_t i = 0; e->exact && i < c->count; i++)
			c->args[i] = eval_node(e, c->args[i]);
		return call_rest(e, c);
	}
	if (c->count == 2)
		variables = eval_map(e, c->args[1]);
	if (variables && !node_is_map(variables))
		return call_rest(e, c);
	for (size_t i = 0; i < count; i++) {
		const struct sub_part *p = &parts[i];
		size_t end = p->offset + p->text.len + (p->is_name ? sizeof "${}" - 1 : 0);
		pieces[i] = text_slice(e, text, p->offset, end);
		if (p->is_name)
			pieces[i] = sub_name(e, variables, p->text, pieces[i]);
	}
	return call_text(e, c, pieces, count);
}

// --- functions ---

// The argument of `!Base64 text`, say: the node without its tag.
static const struct node *untagged(struct eval *e, const struct node *n)
{
	struct node *plain = node_copy(e->arena, n);

	plain->tag = TAG_NONE;
	return plain;
}

static const struct node *call_function(struct eval *e, struct call *c)
{
	if (c->f == FN_IF)
		return eval_if(e, c);
	if (c->f == FN_SUB)
		return eval_sub(e, c);
	if (!call_is_known(c->f) && !e->exact)
		return call_rest(e, c);
	for (size_t i = 0; i < c->count; i++)
		c->args[i] = eval_node(e, c->args[i]);
	return call_is_known(c->f) ? call_evaluate(e, c) : call_rest(e, c);
}

// These take one value, which may be a list.
static bool takes_one(enum function f)
{
	return f == FN_BASE64 || f == FN_LENGTH || f == FN_TO_JSON_STRING || f == FN_GET_AZS ||
	       f == FN_IMPORT_VALUE;
}

static const struct node *eval_call(struct eval *e, const struct node *n, enum function f,
                                    const struct node *argument)
{
	struct call c = {.n = n, .f = f};
	size_t i = 0;

	if (argument == n)
		argument = untagged(e, n);
	if (node_is_seq(argument) && argument->tag == TAG_NONE && !takes_one(f)) {
		c.list = argument;
		c.count = argument->len;
		c.args = arena_array(e->arena, const struct node *, c.count + 1);
		node_each(argument, item)
			c.args[i++] = item;
	} else {
		c.count = 1;
		c.args = arena_array(e->arena, const struct node *, 1);
		c.args[0] = argument;
	}
	return call_function(e, &c);
}

static const struct node *eval_function(struct eval *e, const struct node *n,
                                        enum function f, const struct node *argument)
{
	struct str id, name;

	if (f == FN_REF && node_is_scalar(argument) && (argument == n || !argument->tag))
		return eval_reference(e, node_str(argument), n);
	if (f == FN_GET_ATT && get_att_parts(argument, &id, &name))
		return eval_attribute(e, id, name, n);
	return eval_call(e, n, f, argument);
}

// --- maps and lists ---

// The copy of a list or map into which changed children go.
struct changed {
	const struct node *of;
	struct node *copy; // NULL as long as nothing changed
	struct node_list list;
};

// Children before `until` have not changed.
static void start_copy(struct eval *e, struct changed *c, const struct node *until)
{
	if (c->copy)
		return;
	c->copy = eval_make(e, c->of->kind, c->of);
	c->list = node_list_of(c->copy);
	for (const struct node *n = c->of->first; n != until; n = n->next) {
		struct node *key = node_copy(e->arena, n);
		if (c->of->kind == NODE_SEQ) {
			node_list_add(&c->list, key);
		} else {
			n = n->next;
			node_list_pair(&c->list, key, node_copy(e->arena, n));
		}
	}
}

static const struct node *eval_seq(struct eval *e, const struct node *seq)
{
	struct changed c = {.of = seq};

	node_each(seq, item) {
		const struct node *value = eval_node(e, item);
		if (value != item)
			start_copy(e, &c, item);
		if (c.copy && value->kind != NODE_NONE)
			node_list_add(&c.list, node_copy(e->arena, value));
	}
	return c.copy ? c.copy : seq;
}

static void add_pair(struct eval *e, struct changed *c, const struct node *key)
{
	const struct node *value = eval_node(e, key->next);

	if (value != key->next)
		start_copy(e, c, key);
	if (c->copy && value->kind != NODE_NONE)
		node_list_pair(&c->list, node_copy(e->arena, key), node_copy(e->arena, value));
}

// What stands under a key, or what a loop makes. False where it cannot be known which
// pairs the map will have.
static bool add_entry(struct eval *e, struct changed *c, const struct node *key)
{
	struct node made = {.kind = NODE_MAP};
	struct node_list pairs = node_list_of(&made);

	if (loop_is(key) && loop_unfold(e, key, &pairs)) {
		start_copy(e, c, key);
		node_each_pair(&made, pair)
			if (!add_entry(e, c, pair))
				return false;
		return true;
	}
	if (!e->exact && (loop_is(key) || node_is(key, "Fn::Transform")))
		return false;
	add_pair(e, c, key);
	return true;
}

static const struct node *eval_map(struct eval *e, const struct node *map)
{
	struct changed c = {.of = map};

	node_each_pair(map, key)
		if (!add_entry(e, &c, key))
			return eval_hole(e, map, (struct hole){.expr = map});
	return c.copy ? c.copy : map;
}

const struct node *eval_node(struct eval *e, const struct node *n)
{
	const struct node *argument, *value = n;
	enum function f = function_of(n, &argument);

	if (f == FN_NONE && n->kind == NODE_SCALAR && !e->in_binding)
		return n;
	// Outside the section Conditions {Condition: X} is a map like any other.
	if (f == FN_FOR_EACH || (f == FN_CONDITION && argument != n))
		f = FN_NONE;
	if (e->depth >= EVAL_DEPTH || (e->in_binding && !eval_spend_on(e, n)))
		return eval_hole(e, n, (struct hole){.expr = n});
	e->depth++;
	if (f != FN_NONE)
		value = eval_function(e, n, f, argument);
	else if (n->kind == NODE_SEQ)
		value = eval_seq(e, n);
	else if (n->kind == NODE_MAP)
		value = eval_map(e, n);
	e->depth--;
	return value;
}

// --- asking ---

static size_t size_of(const struct node *n)
{
	return n && n->end > n->start ? n->end - n->start : 0;
}

void eval_turn_to(struct eval *e, const struct node *part)
{
	size_t share = EVAL_WORK_PART + 2 * size_of(part), left = e->work_all + e->work_later;

	e->work_all = share < left ? share : left;
	e->work_later = left - e->work_all;
	e->is_cut = false;
}

bool eval_is_cut(const struct eval *e)
{
	return e->is_cut;
}

struct eval *eval_start(struct arena *a, const struct template *t,
                        const struct node *bindings)
{
	struct eval *e = arena_new(a, struct eval);

	e->arena = e->keep = a;
	e->t = t;
	e->work_later = EVAL_WORK_ALL;
	if (t->doc->root)
		e->work_later += 2 * size_of(t->doc->root);
	eval_turn_to(e, t->doc->root);
	names_prepare(e, bindings);
	return e;
}

struct eval *eval_new(struct arena *a, const struct template *t,
                      const struct node *bindings)
{
	struct eval *e = eval_start(a, t, bindings);

	if (t->loops) {
		e->t = loops_unfold(e);
		names_prepare(e, bindings);
	}
	return e;
}

const struct node *eval_value(struct eval *e, const struct node *n)
{
	static const struct node none = {.kind = NODE_NONE};

	return n ? eval_ask(e, n) : &none;
}

const struct node *eval_value_in(struct eval *e, struct arena *a, const struct entry *entry,
                                 const struct node *n)
{
	const struct node *name = node_get(entry->value, "Condition"), *value;
	uint32_t condition = NO_CONDITION;

	if (name && name->tag == TAG_NONE)
		condition = condition_named(e, node_str(name));
	if (condition != NO_CONDITION)
		condition_assume(e, condition, true);
	e->arena = a;
	value = eval_value(e, n);
	e->arena = e->keep;
	if (condition != NO_CONDITION)
		condition_forget(e);
	return value;
}

enum truth eval_condition(struct eval *e, struct str name)
{
	uint32_t condition = condition_named(e, name);

	return condition == NO_CONDITION ? TRUTH_UNKNOWN : condition_truth(e, condition);
}

enum truth eval_possible(struct eval *e, struct str name, bool holds)
{
	uint32_t condition = condition_named(e, name);

	return condition == NO_CONDITION ? TRUTH_UNKNOWN
	                                 : condition_possible(e, condition, holds);
}

bool eval_assume(struct eval *e, struct str name, bool holds)
{
	uint32_t condition = condition_named(e, name);

	if (condition == NO_CONDITION)
		return false;
	condition_assume(e, condition, holds);
	return true;
}

void eval_forget(struct eval *e)
{
	condition_forget(e);
}

struct str eval_condition_name(const struct eval *e, const struct node *choice)
{
	const struct entries *named = &e->t->conditions;

	return choice->len < named->count ? named->items[choice->len].name : (struct str){0};
}

enum truth eval_exists(struct eval *e, const struct entry *resource)
{
	const struct node *name = node_get(resource->value, "Condition");

	if (!name)
		return TRUTH_YES;
	return name->tag == TAG_NONE ? eval_condition(e, node_str(name)) : TRUTH_UNKNOWN;
}
