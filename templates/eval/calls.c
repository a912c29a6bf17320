// Functions of arguments that have been evaluated.
#include <string.h>

#include "model/read/keys.h"
#include "templates/eval/eval_private.h"

typedef const struct node *call_body(struct eval *e, const struct call *c,
                                     const struct node *const *args, size_t count);

static struct node *seq_of(struct eval *e, const struct node *from,
                           const struct node *const *items, size_t count)
{
	struct node *seq = eval_make(e, NODE_SEQ, from);
	struct node_list list = node_list_of(seq);

	for (size_t i = 0; i < count; i++)
		node_list_add(&list, node_copy(e->arena, items[i]));
	return seq;
}

static bool gives_list(enum function f)
{
	return f == FN_GET_AZS || f == FN_CIDR || f == FN_SPLIT;
}

// The function with evaluated arguments, to be written down again. What we have no name
// for stays as it stands.
static const struct node *call_again(struct eval *e, const struct call *c)
{
	const struct node *argument = c->list ? seq_of(e, c->list, c->args, c->count)
	                                      : c->args[0];
	bool has_key = c->n->tag == TAG_NONE;
	struct node *again, *key;

	if (c->f == FN_CONDITION || (c->f == FN_UNKNOWN && !has_key))
		return c->n;
	again = eval_make(e, NODE_MAP, c->n);
	key = node_scalar(e->arena, str_of(function_name(c->f)), STYLE_PLAIN);
	if (c->f == FN_UNKNOWN)
		key = node_copy(e->arena, c->n->first);
	struct node_list list = node_list_of(again);
	node_list_pair(&list, key, node_copy(e->arena, argument));
	return again;
}

// What is left where a function cannot be evaluated. Without work left not even its
// arguments are put in: they may be long.
const struct node *call_rest(struct eval *e, const struct call *c)
{
	return eval_hole(e, c->n, (struct hole){
		.expr = e->exact && e->work ? call_again(e, c) : c->n,
		.is_list = gives_list(c->f),
	});
}

// The same, knowing what the function would be for the default of its argument `i`.
static const struct node *rest_with_fallback(struct eval *e, const struct call *c,
                                             call_body *body,
                                             const struct node *const *args, size_t i)
{
	const struct node *tried[3] = {args[0], args[1], NULL};
	const struct hole *of = args[i]->hole;
	struct hole hole = *call_rest(e, c)->hole;

	if (!e->exact && of->fallback) {
		tried[i] = of->fallback;
		hole.fallback = body(e, c, tried, c->count);
	}
	if (!e->exact && c->f == FN_SELECT) {
		// Each item of the list is one of these, and matches the pattern.
		hole.allowed = of->allowed;
		hole.pattern = of->pattern;
	}
	return eval_hole(e, c->n, hole);
}

static const struct node *apply(struct eval *e, const struct call *c, call_body *body,
                                const struct node **args, size_t count);

// For a choice among the arguments a choice of what comes of each.
static const struct node *apply_to_both(struct eval *e, const struct call *c,
                                        call_body *body, const struct node **args,
                                        size_t count, size_t i)
{
	const struct node *choice = args[i], *ways[2] = {choice->first, choice->first->next};
	const struct node **again = arena_array(e->arena, const struct node *, count);

	e->splits++;
	for (int otherwise = 0; otherwise < 2; otherwise++) {
		memcpy(again, args, count * sizeof *args);
		again[i] = ways[otherwise];
		condition_assume(e, choice->len, !otherwise);
		ways[otherwise] = apply(e, c, body, again, count);
		condition_forget(e);
	}
	e->splits--;
	return eval_choice(e, c->n, choice->len, ways[0], ways[1]);
}

static const struct node *apply(struct eval *e, const struct call *c, call_body *body,
                                const struct node **args, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		args[i] = eval_settle(e, args[i]);
		if (args[i]->kind != NODE_CHOICE)
			continue;
		if (e->exact)
			return call_rest(e, c);
		if (e->ways < EVAL_WAYS && e->splits < EVAL_WAYS && eval_spend(e, count))
			return apply_to_both(e, c, body, args, count, i);
		args[i] = eval_hole(e, args[i], (struct hole){.expr = c->n});
	}
	e->ways = e->splits ? e->ways + 1 : 0;
	return body(e, c, args, count);
}

// The same for the items of a list, which is the second argument: they stand after the
// first.
static const struct node *apply_to_items(struct eval *e, const struct call *c,
                                         call_body *body, const struct node *const *args)
{
	const struct node **items;
	size_t count = 1;

	if (args[1]->kind != NODE_SEQ || !eval_spend(e, args[1]->len))
		return call_rest(e, c);
	items = arena_array(e->arena, const struct node *, args[1]->len + (size_t)1);
	items[0] = args[0];
	node_each(args[1], item)
		items[count++] = item;
	return apply(e, c, body, items, count);
}

// --- lists and texts ---

static const struct node *join_items(struct eval *e, const struct call *c,
                                     const struct node *const *args, size_t count)
{
	const struct node **pieces = arena_array(e->arena, const struct node *, 2 * count);
	const struct node *text;
	size_t n = 0;

	// The first argument is the delimiter.
	for (size_t i = 1; i < count; i++) {
		if (args[i]->kind == NODE_NONE)
			continue;
		if (e->exact && !text_is_plain(args[i]))
			return call_rest(e, c);
		if (n)
			pieces[n++] = args[0];
		pieces[n++] = args[i];
	}
	text = text_join(e, c->n, pieces, n);
	return text ? text : call_rest(e, c);
}

static const struct node *join(struct eval *e, const struct call *c,
                               const struct node *const *args, size_t count)
{
	struct str delimiter;

	if (count != 2 || !text_known(e, args[0], &delimiter))
		return call_rest(e, c);
	if (args[1]->kind == NODE_HOLE)
		return rest_with_fallback(e, c, join, args, 1);
	return apply_to_items(e, c, join_items, args);
}

static bool index_of(struct eval *e, const struct node *value, size_t *index)
{
	struct str text;

	*index = 0;
	if (!text_known(e, value, &text) || !str_all_digits(text) || text.len > 6)
		return false;
	for (size_t i = 0; i < text.len; i++)
		*index = *index * 10 + (size_t)(text.at[i] - '0');
	return true;
}

// Of arguments of which none is a choice any more.
static const struct node *select_among(struct eval *e, const struct call *c,
                                       const struct node *const *args, size_t count)
{
	size_t index;

	index_of(e, args[0], &index);
	for (size_t i = 1; i < count; i++)
		if (args[i]->kind != NODE_NONE && index-- == 0)
			return args[i];
	return call_rest(e, c);
}

static bool may_be_none(const struct node *value)
{
	if (value->kind == NODE_CHOICE)
		return may_be_none(value->first) || may_be_none(value->first->next);
	return value->kind == NODE_NONE;
}

static const struct node *select_item(struct eval *e, const struct call *c,
                                      const struct node *const *args, size_t count)
{
	size_t index;

	if (count != 2 || !index_of(e, args[0], &index))
		return call_rest(e, c);
	if (args[1]->kind == NODE_HOLE)
		return rest_with_fallback(e, c, select_item, args, 1);
	node_each(args[1], item) {
		const struct node *value = eval_settle(e, item);
		// Which items count depends on conditions.
		if (may_be_none(value))
			return apply_to_items(e, c, select_among, args);
		if (index-- == 0)
			return value;
	}
	return call_rest(e, c);
}

static const struct node *split(struct eval *e, const struct call *c,
                                const struct node *const *args, size_t count)
{
	const struct node *items;
	struct str delimiter;

	if (count != 2 || !text_known(e, args[0], &delimiter) || delimiter.len == 0)
		return call_rest(e, c);
	items = text_split(e, args[1], delimiter, false);
	if (items)
		return items;
	if (args[1]->kind == NODE_HOLE)
		return rest_with_fallback(e, c, split, args, 1);
	return call_rest(e, c);
}

static const struct node *base64(struct eval *e, const struct call *c,
                                 const struct node *const *args, size_t count)
{
	struct str text;

	// A script stays readable in a template that is written again.
	if (count != 1 || e->exact || !text_known(e, args[0], &text) ||
	    !eval_spend(e, text.len / 8))
		return call_rest(e, c);
	return text_base64(e, c->n, text);
}

static const struct node *length(struct eval *e, const struct call *c,
                                 const struct node *const *args, size_t count)
{
	size_t items = 0;

	if (count != 1 || args[0]->kind != NODE_SEQ)
		return call_rest(e, c);
	node_each(args[0], item) {
		const struct node *value = eval_settle(e, item);
		if (value->kind == NODE_CHOICE)
			return call_rest(e, c);
		items += value->kind != NODE_NONE;
	}
	struct str digits = str_of(arena_printf(e->arena, "%zu", items));
	return node_from(node_scalar(e->arena, digits, STYLE_PLAIN), c->n);
}

static const struct node *to_json(struct eval *e, const struct call *c,
                                  const struct node *const *args, size_t count)
{
	const struct node *text = count == 1 ? text_json(e, c->n, args[0]) : NULL;

	return text ? text : call_rest(e, c);
}

// The pieces of Fn::Sub.
static const struct node *sub_text(struct eval *e, const struct call *c,
                                   const struct node *const *args, size_t count)
{
	const struct node **pieces = arena_array(e->arena, const struct node *, count);
	const struct node *text;

	for (size_t i = 0; i < count; i++) {
		pieces[i] = args[i];
		if (args[i]->kind == NODE_SEQ || args[i]->kind == NODE_MAP)
			pieces[i] = eval_hole(e, args[i], (struct hole){.expr = args[i]});
	}
	text = text_join(e, c->n, pieces, count);
	return text ? text : call_rest(e, c);
}

const struct node *call_text(struct eval *e, const struct call *c,
                             const struct node **pieces, size_t count)
{
	return apply(e, c, sub_text, pieces, count);
}

// --- mappings ---

struct lookup {
	const struct call *call;
	const struct node *otherwise; // DefaultValue; NULL: not finding is an error
	const struct node *second;    // the key within what the first one names
};

static const struct node *look_up(struct eval *e, const struct lookup *l,
                                  const struct node *map, const struct node *key,
                                  const struct node *second);

// What is found under one key of a map.
static const struct node *found(struct eval *e, const struct lookup *l,
                                const struct node *value, const struct node *second)
{
	if (second && value)
		return look_up(e, l, value, second, NULL);
	if (!value)
		value = l->otherwise;
	// A mapping holds literals only: a function in it is no value.
	if (!value || function_of(value, NULL) != FN_NONE || !eval_spend_on(e, value))
		return call_rest(e, l->call);
	return value;
}

// The key is known at deploy time only: any pair can be meant that the parameter allows.
static const struct node *look_up_all(struct eval *e, const struct lookup *l,
                                      const struct node *map, const struct node *pair,
                                      const struct node *key, const struct node *second)
{
	const struct node *here, *others;
	uint32_t condition;

	while (pair) {
		condition = condition_equals(e, key, pair);
		if (condition == NO_CONDITION || !eval_spend(e, 1))
			return call_rest(e, l->call);
		if (condition_truth(e, condition) != TRUTH_NO)
			break;
		pair = pair->next->next;
	}
	if (!pair)
		return found(e, l, NULL, NULL);
	condition_assume(e, condition, true);
	here = found(e, l, pair->next, second);
	condition_forget(e);
	if (condition_truth(e, condition) == TRUTH_YES)
		return here;
	if (!pair->next->next && !l->otherwise)
		return here;
	condition_assume(e, condition, false);
	others = look_up_all(e, l, map, pair->next->next, key, second);
	condition_forget(e);
	return eval_choice(e, l->call->n, condition, here, others);
}

static const struct node *look_up(struct eval *e, const struct lookup *l,
                                  const struct node *map, const struct node *key,
                                  const struct node *second)
{
	struct str name;

	if (!node_is_map(map) || doc_get(e->t->doc, map, S("Fn::Transform")))
		return call_rest(e, l->call);
	if (text_known(e, key, &name))
		return found(e, l, doc_get(e->t->doc, map, name), second);
	if (e->exact || key->kind != NODE_HOLE || map->len > EVAL_WAYS)
		return call_rest(e, l->call);
	return look_up_all(e, l, map, map->first, key, second);
}

static const struct node *find_in_map(struct eval *e, const struct call *c,
                                      const struct node *const *args, size_t count)
{
	struct lookup l = {.call = c};
	const struct entry *mapping;
	struct str name;

	if (count < 3 || count > 4 || !text_known(e, args[0], &name))
		return call_rest(e, c);
	if (count == 4)
		l.otherwise = node_get(args[3], "DefaultValue");
	mapping = entries_find(&e->t->mappings, name);
	if (!mapping)
		return call_rest(e, c);
	return look_up(e, &l, mapping->value, args[1], args[2]);
}

// --- names ---

// With AWS::LanguageExtensions names may be put together.
static const struct node *reference(struct eval *e, const struct call *c,
                                    const struct node *const *args, size_t count)
{
	struct str name;

	if (c->list || count != 1 || !text_known(e, args[0], &name))
		return call_rest(e, c);
	return eval_reference(e, name, c->n);
}

static const struct node *attribute(struct eval *e, const struct call *c,
                                    const struct node *const *args, size_t count)
{
	struct str id, name;

	if (!c->list || count != 2 || !text_known(e, args[0], &id) ||
	    !text_known(e, args[1], &name))
		return call_rest(e, c);
	return eval_attribute(e, id, name, c->n);
}

// --- all ---

static call_body *const bodies[FN_COUNT] = {
	[FN_REF] = reference,
	[FN_GET_ATT] = attribute,
	[FN_JOIN] = join,
	[FN_SELECT] = select_item,
	[FN_SPLIT] = split,
	[FN_FIND_IN_MAP] = find_in_map,
	[FN_BASE64] = base64,
	[FN_LENGTH] = length,
	[FN_TO_JSON_STRING] = to_json,
};

bool call_is_known(enum function f)
{
	return bodies[f];
}

const struct node *call_evaluate(struct eval *e, const struct call *c)
{
	const struct node **args = arena_array(e->arena, const struct node *, c->count);

	memcpy(args, c->args, c->count * sizeof *args);
	return apply(e, c, bodies[c->f], args, c->count);
}
