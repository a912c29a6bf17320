// Any bytes, read as each syntax: whatever comes must be sound, and comments can be asked
// of every node.
#include <stddef.h>
#include <stdint.h>

#include "tests/check_tree.h"

static void ask_comments(const struct doc *doc, const struct node *n)
{
	struct str text = doc->sources[0]->text, comment = comment_behind(doc, n);

	HOLDS(comment.len == 0 || (comment.at >= text.at && comment.at < text.at + text.len));
	for (const struct comment *c = comment_above(doc, n); c; c = c->next)
		HOLDS(c->text.len > 0 && c->text.at[0] == '#');
	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child; child = child->next)
			ask_comments(doc, child);
}

static bool aliases_add_up(const struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == SEV_WARNING)
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const tags[] = {"", "!Ref", "!Sub", NULL};
	static const char *const names[] = {"a", "a.yaml", "a.json"};

	for (enum syntax syntax = SYNTAX_GUESS; syntax <= SYNTAX_JSON; syntax++) {
		struct arena arena = {0};
		struct diags diags = {.arena = &arena};
		struct str text = {(const char *)data, size};
		struct source *source = source_new(&arena, names[syntax], text);
		struct doc *doc = doc_read(&arena, source, syntax, tags, &diags);
		check_reading(doc, &diags);
		HOLDS(doc->root || diags.count || syntax != SYNTAX_JSON);
		HOLDS(doc->second <= size);
		// What aliases stand for may be met a million times.
		if (doc->root && !aliases_add_up(&diags))
			ask_comments(doc, doc->root);
		diags_sort(&diags);
		arena_free(&arena);
	}
	return 0;
}
