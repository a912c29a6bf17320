// Fn::ForEach, which makes pairs of a map from the items of a list.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
#include "model/write/write.h"
#include "templates/eval/eval_private.h"
#include "templates/loops.h"

bool loop_is(const struct node *key)
{
	return str_starts(node_str(key), "Fn::ForEach::");
}

struct loop {
	struct eval *e;
	struct str identifier;
	const struct node *item; // SCALAR: what stands for the identifier now
};

// "&{Name}" is "${Name}" without what a logical id cannot hold.
static void out_item(struct out *o, const struct loop *l, bool letters_only)
{
	struct str text = node_str(l->item);

	for (size_t i = 0; i < text.len; i++)
		if (!letters_only || char_is_alnum(text.at[i]))
			out_byte(o, text.at[i]);
}

static bool stands_for_item(const struct loop *l, struct str text, size_t at)
{
	size_t end = at + 2 + l->identifier.len;

	return end < text.len && (text.at[at] == '$' || text.at[at] == '&') &&
	       text.at[at + 1] == '{' && text.at[end] == '}' &&
	       str_eq(str_slice(text, at + 2, end), l->identifier);
}

static void replace_in_text(const struct loop *l, struct node *scalar)
{
	struct out o = {.arena = l->e->arena};
	struct str text = node_str(scalar);
	size_t done = 0;

	for (size_t at = 0; at < text.len; at++) {
		if (!stands_for_item(l, text, at))
			continue;
		out_bytes(&o, str_slice(text, done, at));
		out_item(&o, l, text.at[at] == '&');
		at += 2 + l->identifier.len;
		done = at + 1;
	}
	if (!done)
		return;
	out_bytes(&o, str_slice(text, done, text.len));
	scalar->text = o.at;
	scalar->len = (uint32_t)o.len;
	scalar->style = STYLE_FOLDED;
	scalar->flags |= NODE_DECODED;
}

// A copy in which the item stands for the identifier; NULL where it becomes too much.
static struct node *replaced(const struct loop *l, const struct node *n)
{
	const struct node *argument;
	struct node *copy, **tail;

	if (!eval_spend(l->e, 1 + (n->kind == NODE_SCALAR ? n->len / 16 : 0)))
		return NULL;
	if (function_of(n, &argument) == FN_REF && str_eq(node_str(argument), l->identifier))
		return node_copy(l->e->arena, l->item);
	copy = node_copy(l->e->arena, n);
	if (n->kind == NODE_SCALAR) {
		replace_in_text(l, copy);
		return copy;
	}
	tail = &copy->first;
	for (const struct node *child = n->first; child; child = child->next) {
		*tail = replaced(l, child);
		if (!*tail)
			return NULL;
		tail = &(*tail)->next;
	}
	return copy;
}

static bool unfold(struct eval *e, const struct node *key, struct node_list *pairs,
                   bool into_sections);

static bool add_pairs(const struct loop *l, const struct node *body,
                      struct node_list *pairs, bool into_sections)
{
	const struct node *map = replaced(l, body), *next;

	if (!map)
		return false;
	for (struct node *key = map->first; key; key = (struct node *)next) {
		struct node *value = key->next;
		next = value->next;
		if (into_sections && loop_is(key) && unfold(l->e, key, pairs, true))
			continue;
		node_list_pair(pairs, key, value);
	}
	return true;
}

static bool all_known(struct eval *e, const struct node *seq)
{
	struct str text;

	if (!node_is_seq(seq))
		return false;
	node_each(seq, item)
		if (!text_known(e, item, &text))
			return false;
	return true;
}

static bool unfold(struct eval *e, const struct node *key, struct node_list *pairs,
                   bool into_sections)
{
	const struct node *arguments = key->next, *body = node_item(arguments, 2);
	struct loop l = {.e = e, .identifier = node_str(node_item(arguments, 0))};
	const struct node *items;
	struct node made = {.kind = NODE_MAP};
	struct node_list list = node_list_of(&made);

	if (!node_is_map(body) || arguments->len != 3 || !l.identifier.len)
		return false;
	items = eval_node(e, node_item(arguments, 1));
	if (!all_known(e, items))
		return false;
	node_each(items, item) {
		struct str text;
		text_known(e, item, &text);
		l.item = node_from(node_scalar(e->arena, text, STYLE_SINGLE), item);
		if (!add_pairs(&l, body, &list, into_sections))
			return false;
	}
	for (struct node *pair = made.first, *next; pair; pair = next) {
		next = pair->next->next;
		node_list_pair(pairs, pair, pair->next);
	}
	return true;
}

bool loop_unfold(struct eval *e, const struct node *key, struct node_list *pairs)
{
	return unfold(e, key, pairs, false);
}

// A section without its loops.
static struct node *unfolded_section(struct eval *e, const struct node *section)
{
	struct node *copy = node_copy(e->arena, section);
	struct node_list list;

	copy->first = NULL;
	copy->len = 0;
	list = node_list_of(copy);
	node_each_pair(section, key)
		if (!loop_is(key) || !unfold(e, key, &list, true))
			node_list_pair(&list, node_copy(e->arena, key),
			               node_copy(e->arena, key->next));
	return copy;
}

const struct template *loops_unfold(struct eval *e)
{
	const struct node *root = e->t->doc->root;
	struct node *copy = eval_make(e, NODE_MAP, root);
	struct node_list list = node_list_of(copy);
	struct doc *d = arena_new(e->arena, struct doc);

	e->work = EVAL_WORK;
	node_each_pair(root, key) {
		bool has_loops = node_is_map(key->next) &&
		                 (node_is(key, "Conditions") || node_is(key, "Resources") ||
		                  node_is(key, "Outputs"));
		struct node *section = has_loops ? unfolded_section(e, key->next)
		                                 : node_copy(e->arena, key->next);
		node_list_pair(&list, node_copy(e->arena, key), section);
	}
	e->work = 0;
	*d = *e->t->doc;
	d->root = copy;
	return template_of(e->arena, d);
}

// --- at any depth ---

struct deep {
	struct eval *e;
	bool is_left; // a loop that is not unfolded
};

static struct node *deep_copy(struct deep *d, const struct node *n);

// Takes the pairs of `map` as they are, and what loops make of the others.
static void add_deep_pairs(struct deep *d, const struct node *map, struct node_list *list)
{
	node_each_pair(map, key) {
		struct node made = {.kind = NODE_MAP};
		struct node_list pairs = node_list_of(&made);

		if (loop_is(key) && unfold(d->e, key, &pairs, true)) {
			add_deep_pairs(d, &made, list);
			continue;
		}
		d->is_left |= loop_is(key);
		node_list_pair(list, node_copy(d->e->arena, key), deep_copy(d, key->next));
	}
}

static struct node *deep_copy(struct deep *d, const struct node *n)
{
	struct node *copy = node_copy(d->e->arena, n);
	struct node_list list;

	if (n->kind != NODE_SEQ && n->kind != NODE_MAP)
		return copy;
	copy->first = NULL;
	copy->len = 0;
	list = node_list_of(copy);
	node_each(n, item)
		node_list_add(&list, deep_copy(d, item));
	add_deep_pairs(d, n, &list);
	return copy;
}

static const struct template *unfold_all(struct eval *e)
{
	const struct node *root = e->t->doc->root;
	struct node *copy = eval_make(e, NODE_MAP, root);
	struct node_list list = node_list_of(copy);
	struct doc *doc = arena_new(e->arena, struct doc);
	struct deep d = {.e = e};
	struct template *t;

	node_each_pair(root, key)
		node_list_pair(&list, node_copy(e->arena, key),
		               node_is(key, "Metadata") ? node_copy(e->arena, key->next)
		                                        : deep_copy(&d, key->next));
	*doc = *e->t->doc;
	doc->root = copy;
	t = template_of(e->arena, doc);
	t->loops = d.is_left;
	return t;
}

const struct template *template_without_loops(struct arena *a, const struct template *t)
{
	struct eval *e;

	if (!t->has_language_extensions || t->is_rewritten ||
	    str_find(t->doc->sources[0]->text, 0, "Fn::ForEach::") < 0)
		return t;
	e = eval_start(a, t, NULL);
	e->work = EVAL_WORK;
	return unfold_all(e);
}
