// One change to a document, done twice: to the tree, and to the text by an edit. Read
// again, the text must be the tree.
#ifndef TESTS_EDIT_CHECK_H
#define TESTS_EDIT_CHECK_H

#include <string.h>

#include "model/edit.h"
#include "model/read.h"
#include "model/write.h"

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

static inline struct node *change_tree(struct arena *a, const struct node *n, const struct change *c)
{
	struct node *copy = node_copy(a, n), **tail;
	bool here = n == c->at;

	if (here && c->kind == CHANGE_VALUE)
		return node_copy(a, c->value);
	if (n->kind == NODE_SCALAR) {
		if (here && c->kind == CHANGE_SCALAR) {
			copy->text = c->text.at;
			copy->len = (uint32_t)c->text.len;
		}
		return copy;
	}
	copy->first = NULL;
	tail = &copy->first;
	for (const struct node *child = n->first;; child = child->next) {
		bool adds = c->kind == CHANGE_ADD_PAIR || c->kind == CHANGE_ADD_ITEM ? !child
		            : c->kind == CHANGE_ADD_FIRST_PAIR && child == c->child;
		if (here && adds) {
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
		if (here && c->kind == CHANGE_REMOVE && child == c->child) {
			copy->len--;
			if (n->kind == NODE_MAP)
				child = child->next;
			continue;
		}
		*tail = change_tree(a, child, c);
		tail = &(*tail)->next;
	}
	*tail = NULL;
	return copy;
}

// Strict about order and tags.
static inline bool trees_equal(const struct node *a, const struct node *b)
{
	if (!a || !b || a->kind != b->kind || a->len != b->len || a->tag != b->tag)
		return !a && !b;
	if (a->kind == NODE_SCALAR)
		return str_eq(node_str(a), node_str(b));
	for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
		if (!trees_equal(a, b))
			return false;
	return !a && !b;
}

static inline struct str edited(struct arena *a, struct str text, struct edit edit)
{
	struct out o = {.arena = a};

	out_bytes(&o, str_slice(text, 0, edit.start));
	out_bytes(&o, edit.text);
	out_bytes(&o, str_slice(text, edit.end, text.len));
	return out_str(&o);
}

enum outcome { EDIT_REFUSED, EDIT_GOOD, EDIT_BAD };

// *after: the new text, where an edit was made.
static inline enum outcome change_check(const struct doc *d, struct arena *a, enum syntax syntax,
                                        const struct change *c, struct str *after)
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
	return trees_equal(again->root, change_tree(a, d->root, c)) && again->second - d->second ==
	       (d->second ? after->len - text.len : 0) ? EDIT_GOOD : EDIT_BAD;
}

#endif
