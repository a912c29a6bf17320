// Ignores written into any document: what they are said to hide is hidden, and the document
// means what it meant. The same text as a .orgc.yaml takes an item, or is left alone.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lint/decide/config.h"
#include "lint/decide/ignore.h"
#include "model/read/read.h"
#include "templates/function.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FINDINGS = 9 };

static const struct rule one = {.id = "TST001", .name = "one"};
static const struct rule two = {.id = "TST002", .name = "two"};
static const struct rule *const both[] = {&one, &two, NULL};

static void expect(bool holds, const char *what, struct str text)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, STR(text));
	abort();
}

static struct doc *doc_of(struct arena *a, const char *name, struct str text)
{
	struct diags unseen = {.arena = a};

	return doc_read(a, source_new(a, name, text), SYNTAX_GUESS, template_tags, &unseen);
}

static void add_ignores(struct arena *a, const char *name, struct str text)
{
	struct source *source = source_new(a, name, text);
	struct diag items[FINDINGS];
	const struct diag *diags[FINDINGS];
	bool taken[FINDINGS];
	struct str after;
	struct doc *before, *now;
	size_t count = 0;

	for (size_t i = 0; i < FINDINGS; i++) {
		items[i] = (struct diag){.rule = both[i % 2], .source = source,
		                         .start = (uint32_t)(text.len * i / FINDINGS)};
		diags[i] = &items[i];
	}
	after = ignores_add(a, source, diags, FINDINGS, S("why not"), taken);
	for (size_t i = 0; i < FINDINGS; i++)
		count += taken[i];
	expect(count > 0 || str_eq(after, text), "changes for nothing", text);
	if (count == 0)
		return;
	before = doc_of(a, name, text);
	now = doc_of(a, name, after);
	expect(now->root != NULL, "cannot be read", after);
	expect(now->root->flags & NODE_JSON || node_same(before->root, now->root),
	       "means something else", after);
}

static void add_to_config(struct arena *a, struct str text)
{
	static const char *const files[] = {"a.json"};
	struct source *source = source_new(a, ".orgc.yaml", text);
	struct config_off off = {files, 1, both, 1};
	struct diags unseen = {.arena = a};
	struct config *c;
	struct str after, unused;

	if (!config_add(a, source, &off, 1, S("why: not"), &after))
		return;
	c = config_read(a, source_new(a, ".orgc.yaml", after), both, &unused, &unseen);
	expect(config_level(c, S("a.json"), &one, NULL, NULL) == LEVEL_OFF, "is not off", after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str text = {size ? (const char *)data : NULL, size};

	add_ignores(&a, "a.yaml", text);
	add_ignores(&a, "a.json", text);
	add_to_config(&a, text);
	arena_free(&a);
	return 0;
}
