// What is said of the change from one build to another: what comes one way goes the other,
// and nothing gets lost.
#include <stdlib.h>

#include "gen/plan/compare.h"
#include "tests/fuzz/builds.h"

static struct build build_of(struct arena *a, const struct file_set *files)
{
	struct diags diags = {.arena = a};
	struct build b = {.files = *files};

	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, "plan.json") == 0)
			b.plan = doc_read(a, source_new(a, "plan.json", files->items[i].bytes),
			                  SYNTAX_JSON, NULL, &diags)->root;
	return b;
}

static size_t stacks(struct arena *a, const struct build *b)
{
	return strtoul(arena_cstring(a, node_str(node_get(b->plan, "stacks"))),
	               NULL, 10);
}

static void check_change(struct arena *a, const struct file_set *before,
                         const struct file_set *after)
{
	struct build old = build_of(a, before), now = build_of(a, after);
	struct build_change there = compare_builds(a, &old, &now);
	struct build_change back = compare_builds(a, &now, &old);

	if (compare_builds(a, &old, &old).differs || there.differs != back.differs)
		abort();
	if (there.added != back.removed || there.removed != back.added ||
	    stacks(a, &old) + there.added != stacks(a, &now) + there.removed)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct file_set before, after;

	// The edits of the first half, and all of them.
	if (build(&a, data, size / 6 * 3, &diags, &before) &&
	    build(&a, data, size, &diags, &after))
		check_change(&a, &before, &after);
	arena_free(&a);
	return 0;
}
