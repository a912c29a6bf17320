// What holds of every tree that a reader makes, whatever the bytes were.
#ifndef TESTS_CHECK_TREE_H
#define TESTS_CHECK_TREE_H

#include <stdio.h>
#include <stdlib.h>

#include "model/limits.h"
#include "model/read/read.h"

#define HOLDS(truth) ((truth) ? (void)0 : broken(__FILE__, __LINE__, #truth))

__attribute__((noreturn))
static inline void broken(const char *file, int line, const char *truth)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, truth);
	abort();
}

static inline void check_scalar(const struct doc *doc, const struct node *n)
{
	struct str bytes = doc->sources[0]->text;
	const char *from = bytes.at + n->start, *to = bytes.at + n->end;

	HOLDS((n->text == NULL) == (n->len == 0) || (n->flags & NODE_DECODED));
	if (n->len == 0 || (n->flags & NODE_SHARED))
		return;
	if (n->flags & NODE_DECODED)
		HOLDS(n->text + n->len <= bytes.at || n->text >= bytes.at + bytes.len);
	else
		HOLDS(n->text >= from && n->text + n->len <= to);
	if (n->style == STYLE_PLAIN && (n->flags & NODE_DECODED))
		HOLDS(!str_eq(node_str(n), str_slice(bytes, n->start, n->end)));
}

static inline void check_node(const struct doc *doc, const struct node *n, size_t depth)
{
	uint32_t after = n->start, count = 0;

	HOLDS(n->start <= n->end && n->end <= doc->sources[0]->text.len);
	HOLDS(n->kind <= NODE_MAP && n->src == 0);
	HOLDS((n->kind == NODE_SCALAR) == (n->style < STYLE_BLOCK));
	if (n->kind == NODE_SCALAR) {
		check_scalar(doc, n);
		return;
	}
	HOLDS(depth < LIMIT_DEPTH);
	for (const struct node *child = n->first; child; child = child->next, count++) {
		if (!(n->flags & NODE_SHARED) && !(child->flags & NODE_SHARED)) {
			HOLDS(child->start >= after && child->end <= n->end);
			after = child->end;
		}
		check_node(doc, child, depth + 1);
	}
	HOLDS(count == n->len * (n->kind == NODE_MAP ? 2 : 1));
}

static inline void check_reading(const struct doc *doc, const struct diags *diags)
{
	if (doc->root)
		check_node(doc, doc->root, 0);
	HOLDS(diags->count <= LIMIT_COLLECTED);
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *d = &diags->items[i];
		HOLDS(d->source == doc->sources[0] && d->message && d->message[0]);
		HOLDS(d->start <= d->end && d->end <= d->source->text.len);
		for (const struct related *r = d->related; r; r = r->next)
			HOLDS(r->start <= r->end && r->end <= r->source->text.len);
	}
}

#endif
