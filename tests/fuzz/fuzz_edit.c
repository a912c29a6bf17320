// Any document, changed here and there: read again, it is what it was but for the change.
#include <stdlib.h>

#include "tests/unit/edit_check.h"

enum { NODES_MOST = 20000 };

// Aliases can make a tree that is much larger than its text.
static size_t count_nodes(const struct node *n)
{
	size_t count = 1;

	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child && count <= NODES_MOST; child = child->next)
			count += count_nodes(child);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = {size ? (const char *)data : NULL, size};
	struct dice dice = {str_hash(text)};
	struct doc *d = doc_read(&a, source_new(&a, "before", text), SYNTAX_GUESS, random_tags, &diags);
	bool json = d->root && d->root->flags & NODE_JSON;
	struct picks picks = {.arena = &a};

	// A merge reaches further than the change: a key that goes may uncover another.
	if (d->root && str_find(text, 0, "<<") < 0 && count_nodes(d->root) <= NODES_MOST)
		pick_all(&picks, d->root, NULL);
	for (int i = 0; i < 8 && picks.count; i++) {
		struct str after;
		struct change c;
		if (random_change(&dice, &picks, !json, &c) &&
		    change_check(d, &a, json ? SYNTAX_JSON : SYNTAX_YAML, &c, false, &after) == EDIT_BAD) {
			fprintf(stderr, "change %d at %u-%u, child %u, made\n%.*s\n", c.kind, c.at->start,
			        c.at->end, c.child ? c.child->start : 0, STR(after));
			abort();
		}
	}
	arena_free(&a);
	return 0;
}
