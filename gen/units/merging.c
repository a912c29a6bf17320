// Makes one value of several: what is the same stays, what differs becomes Fn::If.
#include "gen/units/merging.h"

#include "templates/function.h"

enum { OR_MOST = 10 }; // conditions in one Fn::Or

// --- functions ---

static struct node *fn_call(struct arena *a, enum function f)
{
	struct node *n = node_seq(a);

	n->tag = f;
	return n;
}

struct node *fn_named(struct arena *a, enum function f, const char *name)
{
	struct node *n = node_scalar(a, str_of(name), STYLE_PLAIN);

	n->tag = f;
	return n;
}

static struct node *not(struct arena *a, struct node *condition)
{
	struct node *n = fn_call(a, FN_NOT);

	node_append(n, condition);
	return n;
}

// Whether one of a list of conditions holds; Fn::Or takes two to ten.
static struct node *any_of(struct arena *a, struct node *list)
{
	struct node *or, *rest;
	struct node *item = list->first;

	if (list->len == 1)
		return node_copy(a, item);
	or = fn_call(a, FN_OR);
	rest = node_seq(a);
	for (size_t i = 0; item; item = item->next, i++)
		node_append(i < OR_MOST - 1 || list->len <= OR_MOST ? or : rest,
		            node_copy(a, item));
	if (rest->len > 0)
		node_append(or, any_of(a, rest));
	return or;
}

struct node *is_account(struct arena *a, const struct node *ids)
{
	struct node *list = node_seq(a);

	node_each(ids, id) {
		struct node *equals = fn_call(a, FN_EQUALS);
		node_append(equals, fn_named(a, FN_REF, "AWS::AccountId"));
		node_append(equals, node_copy(a, id));
		node_append(list, equals);
	}
	return any_of(a, list);
}

// --- values ---

bool parts_same(const struct merging *m, const struct parts *p)
{
	for (size_t i = 0; i < m->own->count; i++)
		if (!p->base || !p->own[i] || !node_same(p->base, p->own[i]))
			return false;
	return true;
}

static bool is_plain(const struct node *n, enum node_kind kind)
{
	return n && n->kind == kind && function_of(n, NULL) == FN_NONE;
}

static bool all_plain(const struct merging *m, const struct parts *p, enum node_kind kind)
{
	bool plain = is_plain(p->base, kind);

	for (size_t i = 0; i < m->own->count && plain; i++)
		plain = is_plain(p->own[i], kind) &&
		        (kind != NODE_SEQ || p->own[i]->len == p->base->len);
	return plain;
}

struct parts parts_new(const struct merging *m)
{
	return (struct parts){
		NULL, arena_array(m->arena, const struct node *, m->own->count)};
}

struct parts parts_at(const struct merging *m, const struct parts *p, struct str key)
{
	struct parts inner = parts_new(m);

	inner.base = p->base ? node_get_str(p->base, key) : NULL;
	for (size_t i = 0; i < m->own->count; i++)
		inner.own[i] = p->own[i] ? node_get_str(p->own[i], key) : NULL;
	return inner;
}

// All keys, in the order in which they come first.
struct names parts_keys(const struct merging *m, const struct parts *p)
{
	struct names keys = {.arena = m->arena};

	node_each_pair(p->base, key)
		names_add(&keys, node_str(key), 0);
	for (size_t i = 0; i < m->own->count; i++)
		node_each_pair(p->own[i], key)
			names_add(&keys, node_str(key), 0);
	return keys;
}

// A key as a part has it, with the comments that stand before it.
struct node *parts_key(const struct merging *m, const struct parts *p, struct str name)
{
	const char *text = arena_cstring(m->arena, name);
	const struct node *key = p->base ? node_key(p->base, text) : NULL;

	for (size_t i = 0; i < m->own->count && !key; i++)
		key = p->own[i] ? node_key(p->own[i], text) : NULL;
	return node_copy(m->arena, key);
}

static struct node *value_or_none(struct arena *a, const struct node *n)
{
	return n ? node_copy(a, n) : fn_named(a, FN_REF, "AWS::NoValue");
}

// Values that cannot be told apart inside: one of them is chosen as a whole.
static struct node *choose(const struct merging *m, const struct parts *p)
{
	struct node *value = value_or_none(m->arena, p->base);

	for (size_t i = m->own->count; i-- > 0;) {
		struct node *choice;
		if (p->base ? p->own[i] && node_same(p->base, p->own[i]) : !p->own[i])
			continue;
		choice = fn_call(m->arena, FN_IF);
		node_append(choice, node_scalar(m->arena, str_of(m->own->items[i].condition),
		                                STYLE_PLAIN));
		node_append(choice, value_or_none(m->arena, p->own[i]));
		node_append(choice, value);
		value = choice;
	}
	return value;
}

static struct node *merge_list(const struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_seq(m->arena), p->base);
	struct node_list list = node_list_of(out);
	struct parts item = parts_new(m);

	item.base = p->base->first;
	for (size_t j = 0; j < m->own->count; j++)
		item.own[j] = p->own[j]->first;
	while (item.base) {
		node_list_add(&list, merge_value(m, &item));
		item.base = item.base->next;
		for (size_t j = 0; j < m->own->count; j++)
			item.own[j] = item.own[j]->next;
	}
	return out;
}

static struct node *merge_map(const struct merging *m, const struct parts *p)
{
	struct node *out = node_from(node_map(m->arena), p->base);
	struct node_list list = node_list_of(out);
	struct names keys = parts_keys(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts value = parts_at(m, p, keys.items[i].text);
		node_list_pair(&list, parts_key(m, p, keys.items[i].text),
		               merge_value(m, &value));
	}
	return out;
}

struct node *merge_value(const struct merging *m, const struct parts *p)
{
	if (parts_same(m, p))
		return node_copy(m->arena, p->base);
	if (all_plain(m, p, NODE_MAP))
		return merge_map(m, p);
	if (all_plain(m, p, NODE_SEQ))
		return merge_list(m, p);
	return choose(m, p);
}

// --- conditions ---

// Whether the account is one of `who`, and the condition holds; NULL: always.
static struct node *holds_in(struct arena *a, struct node *who,
                             const struct node *condition)
{
	struct node *and;

	if (!condition)
		return who;
	and = fn_call(a, FN_AND);
	node_append(and, who);
	node_append(and, node_copy(a, condition));
	return and;
}

static struct node *is_other(const struct merging *m)
{
	struct node *list = node_seq(m->arena);

	for (size_t i = 0; i < m->own->count; i++)
		node_append(list, fn_named(m->arena, FN_CONDITION, m->own->items[i].condition));
	return not(m->arena, any_of(m->arena, list));
}

static struct node *is_own(const struct merging *m, size_t i)
{
	return fn_named(m->arena, FN_CONDITION, m->own->items[i].condition);
}

// `there` says which parts are, `when` under which condition; NULL: always.
struct node *presence(const struct merging *m, const struct parts *there,
                             const struct parts *when)
{
	struct node *list = node_seq(m->arena);

	if (there->base)
		node_append(list, holds_in(m->arena, is_other(m), when->base));
	for (size_t i = 0; i < m->own->count; i++)
		if (there->own[i])
			node_append(list, holds_in(m->arena, is_own(m, i), when->own[i]));
	return any_of(m->arena, list);
}

// What a condition is for those that have it.
static struct node *merge_condition(const struct merging *m, const struct parts *p)
{
	const struct node *one = p->base;
	bool same = true;

	for (size_t i = 0; i < m->own->count; i++) {
		if (!p->own[i])
			continue;
		same &= !one || node_same(one, p->own[i]);
		one = p->own[i];
	}
	return same ? node_copy(m->arena, one) : presence(m, p, p);
}

void merge_conditions(struct merging *m, const struct parts *p)
{
	struct names keys = parts_keys(m, p);

	for (size_t i = 0; i < keys.count; i++) {
		struct parts c = parts_at(m, p, keys.items[i].text);
		node_set(m->arena, m->conditions,
		         arena_cstring(m->arena, keys.items[i].text),
		         merge_condition(m, &c));
	}
}
