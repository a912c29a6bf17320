// Any document, written anew: two libraries read it back as what it was.
#include "model/read/read.h"
#include "model/write/second_opinion.h"
#include "tests/unit/random_tree.h"

enum { NODES_MOST = 20000 };

// What nobody has to write: a tag that needs its %TAG line, a key that is no text (the
// reader says that CloudFormation refuses it), and what aliases make too large.
struct traits {
	size_t nodes;
	bool odd_tags, tags, odd_keys;
};

static void look(const struct node *n, struct traits *t)
{
	if (++t->nodes > NODES_MOST)
		return;
	t->tags |= n->tag != TAG_NONE;
	t->odd_tags |= n->tag == TAG_OTHER;
	if (n->kind == NODE_SCALAR)
		return;
	node_each_pair(n, key)
		t->odd_keys |= key->kind != NODE_SCALAR;
	for (const struct node *child = n->first; child; child = child->next)
		look(child, t);
}

static void need(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, STR(text));
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = {size ? (const char *)data : NULL, size}, written;
	struct doc *d = doc_read(&a, source_new(&a, "x", text), SYNTAX_GUESS, random_tags, &diags);
	struct traits t = {0};

	if (d->root)
		look(d->root, &t);
	if (d->root && t.nodes <= NODES_MOST && !t.odd_tags && !t.odd_keys) {
		written = write_yaml(&a, d);
		need(yaml_reads_back(&a, written, d), "is not read back", written);
	}
	if (d->root && t.nodes <= NODES_MOST && !t.tags && !t.odd_keys) {
		struct doc *again;
		written = write_json(&a, d->root);
		again = doc_read(&a, source_new(&a, "y", written), SYNTAX_JSON, random_tags, &diags);
		need(trees_equal(again->root, d->root), "is not read back", written);
	}
	arena_free(&a);
	return 0;
}
