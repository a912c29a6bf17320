// One change to a document, done twice: to the tree, and to the text by an edit. Read
// again, the text must be the tree.
#ifndef TESTS_EDIT_CHECK_H
#define TESTS_EDIT_CHECK_H

#include <string.h>

#include "model/edit/edit.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "tests/unit/random_tree.h"

enum change_kind {
	CHANGE_SCALAR,
	CHANGE_ADD_FIRST_PAIR, // before `child`, a key
	CHANGE_ADD_PAIR,
	CHANGE_ADD_ITEM,
	CHANGE_REMOVE,         // `child`, a key or an item
	CHANGE_VALUE,
	CHANGE_KINDS,
};

struct change {
	enum change_kind kind;
	const struct node *at;    // the scalar, the collection, or the value
	const struct node *child;
	struct str text;          // for SCALAR
	const char *key;
	const struct node *value;
};

static inline bool change_text(const struct doc *d, struct arena *a, const struct change *c,
                               struct edit *out)
{
	switch (c->kind) {
	case CHANGE_SCALAR:
		return edit_scalar(d, a, c->at, c->text, out);
	case CHANGE_ADD_FIRST_PAIR:
		return edit_add_pair(d, a, c->at, c->child, c->key, c->value, out);
	case CHANGE_ADD_PAIR:
		return edit_add_pair(d, a, c->at, NULL, c->key, c->value, out);
	case CHANGE_ADD_ITEM:
		return edit_add_item(d, a, c->at, c->value, out);
	case CHANGE_REMOVE:
		return c->at->kind == NODE_MAP ? edit_remove_pair(d, a, c->at, c->child, out)
		                               : edit_remove_item(d, a, c->at, c->child, out);
	default:
		return edit_value(d, a, c->at, c->value, out);
	}
}

static inline bool change_adds(const struct change *c, const struct node *at,
                               const struct node *child)
{
	if (c->at != at)
		return false;
	return c->kind == CHANGE_ADD_PAIR || c->kind == CHANGE_ADD_ITEM
	               ? !child : c->kind == CHANGE_ADD_FIRST_PAIR && child == c->child;
}

// The tree after all of the changes.
static inline struct node *change_tree(struct arena *a, const struct node *n,
                                       const struct change *changes, size_t count)
{
	struct node *copy = node_copy(a, n), **tail;

	for (size_t i = 0; i < count; i++) {
		const struct change *c = &changes[i];
		if (c->at == n && c->kind == CHANGE_VALUE)
			return node_copy(a, c->value);
		if (c->at == n && c->kind == CHANGE_SCALAR) {
			copy->text = c->text.at;
			copy->len = (uint32_t)c->text.len;
		}
	}
	if (n->kind == NODE_SCALAR)
		return copy;
	copy->first = NULL;
	tail = &copy->first;
	for (const struct node *child = n->first;; child = child->next) {
		bool removed = false;
		for (size_t i = 0; i < count; i++) {
			const struct change *c = &changes[i];
			removed |= child && c->at == n && c->kind == CHANGE_REMOVE && child == c->child;
			if (!change_adds(c, n, child))
				continue;
			if (c->key) {
				*tail = node_scalar(a, str_of(c->key), STYLE_PLAIN);
				tail = &(*tail)->next;
			}
			*tail = node_copy(a, c->value);
			tail = &(*tail)->next;
			copy->len++;
		}
		if (!child)
			break;
		if (removed) {
			copy->len--;
			if (n->kind == NODE_MAP)
				child = child->next;
			continue;
		}
		*tail = change_tree(a, child, changes, count);
		tail = &(*tail)->next;
	}
	*tail = NULL;
	return copy;
}

static inline struct str edited(struct arena *a, struct str text, struct edit edit)
{
	struct out o = {.arena = a};

	out_bytes(&o, str_slice(text, 0, edit.start));
	out_bytes(&o, edit.text);
	out_bytes(&o, str_slice(text, edit.end, text.len));
	return out_str(&o);
}

static inline bool same_above(const struct doc *d, const struct node *a, const struct doc *e,
                              const struct node *b)
{
	const struct comment *above = comment_above(d, a), *other = comment_above(e, b);

	for (; above && other; above = above->next, other = other->next)
		if (!str_eq(above->text, other->text))
			return false;
	return !above && !other;
}

// Whether the comments of everything but what changed are where they were. A comment above
// what is removed passes to what follows; one after a key that gets another value may
// come to stand after the value.
static inline bool comments_stay(const struct doc *d, const struct node *a, const struct doc *e,
                                 const struct node *b, const struct change *c)
{
	bool is_map = a->kind == NODE_MAP, here = a == c->at;
	bool adds = here && c->kind != CHANGE_REMOVE;
	bool renews = c->kind == CHANGE_SCALAR || c->kind == CHANGE_VALUE ||
	              (c->kind == CHANGE_REMOVE && c->at->len == 1);
	const struct node *old = a->first, *new = b->first;

	if (a->kind == NODE_SCALAR || (here && renews))
		return true;
	while (old || new) {
		if (adds && (c->kind == CHANGE_ADD_FIRST_PAIR ? old == c->child : !old)) {
			adds = false;
			new = is_map ? new->next->next : new->next;
			continue;
		}
		if (here && c->kind == CHANGE_REMOVE && old == c->child) {
			old = is_map ? old->next->next : old->next;
			continue;
		}
		// A comment after the bracket counts as after the last child too.
		if (here && a->style == STYLE_FLOW &&
		    (!(is_map ? old->next : old)->next || !(is_map ? new->next : new)->next))
			return true;
		// What stands above a first child may belong to the dash that stands before it.
		if (c->kind != CHANGE_REMOVE && old != a->first && old != c->at &&
		    !same_above(d, old, e, new))
			return false;
		for (int part = 0; part <= is_map; part++) {
			bool renewed = renews && (old == c->at || (part < is_map && old->next == c->at));
			if (!renewed && !str_eq(comment_after(d, old), comment_after(e, new)))
				return false;
			old = part < is_map ? old->next : old;
			new = part < is_map ? new->next : new;
		}
		if (!comments_stay(d, old, e, new, c))
			return false;
		old = old->next;
		new = new->next;
	}
	return true;
}

enum outcome { EDIT_REFUSED, EDIT_GOOD, EDIT_BAD };

// *after: the new text, where an edit was made. `comments` are looked at too, in files
// that have no text that looks like one.
static inline enum outcome change_check(const struct doc *d, struct arena *a, enum syntax syntax,
                                        const struct change *c, bool comments, struct str *after)
{
	struct diags diags = {.arena = a};
	struct str text = d->sources[0]->text;
	struct edit edit;
	struct doc *again;

	if (!change_text(d, a, c, &edit))
		return EDIT_REFUSED;
	if (edit.start > edit.end || edit.end > text.len)
		return EDIT_BAD;
	*after = edited(a, text, edit);
	again = doc_read(a, source_new(a, "after", *after), syntax, d->tags, &diags);
	if (d->second && after->len - again->second != text.len - d->second)
		return EDIT_BAD;
	if (!trees_equal(again->root, change_tree(a, d->root, c, 1)))
		return EDIT_BAD;
	return !comments || comments_stay(d, d->root, again, again->root, c) ? EDIT_GOOD : EDIT_BAD;
}

// --- changes made at random ---

struct pick {
	const struct node *node;
	const struct node *map; // whose key it is; NULL: it is none
};

struct picks {
	struct arena *arena;
	struct pick *items;
	size_t count, room;
};

static inline void pick_all(struct picks *p, const struct node *n, const struct node *map)
{
	bool is_key = n->kind == NODE_MAP;

	p->items = arena_grow(p->arena, p->items, p->count, &p->room, sizeof *p->items);
	p->items[p->count++] = (struct pick){n, map};
	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child; child = child->next) {
			pick_all(p, child, is_key ? n : NULL);
			is_key = n->kind == NODE_MAP && !is_key;
		}
}

static inline const struct node *random_child(struct dice *dice, const struct node *n)
{
	const struct node *child = n->first;

	for (size_t i = n->len ? dice_roll(dice, n->len) : 0; i > 0; i--)
		child = n->kind == NODE_MAP ? child->next->next : child->next;
	return child;
}

// False where the node that was drawn does not take the change that was drawn.
static inline bool random_change(struct dice *dice, const struct picks *p, bool tags,
                                 struct change *c)
{
	struct pick pick = p->items[dice_roll(dice, p->count)];
	const struct node *n = pick.node;

	*c = (struct change){.kind = (enum change_kind)dice_roll(dice, CHANGE_KINDS), .at = n};
	c->child = n->kind == NODE_SCALAR ? NULL : random_child(dice, n);
	c->value = random_tree(p->arena, dice, 2, tags);
	switch (c->kind) {
	case CHANGE_SCALAR:
		c->text = random_text(p->arena, dice);
		return n->kind == NODE_SCALAR && !(pick.map && node_get_str(pick.map, c->text));
	case CHANGE_ADD_PAIR:
	case CHANGE_ADD_FIRST_PAIR:
		c->key = dice_roll(dice, 3) ? "fresh" : "fresh: #'\"\n";
		return n->kind == NODE_MAP && !node_get(n, c->key) &&
		       (c->kind == CHANGE_ADD_PAIR || c->child);
	case CHANGE_ADD_ITEM:
		return n->kind == NODE_SEQ;
	case CHANGE_REMOVE:
		return c->child != NULL;
	default:
		// The root of a block is no value of anything.
		return !pick.map && (n != p->items[0].node || !tags || n->style == STYLE_FLOW);
	}
}

#endif
