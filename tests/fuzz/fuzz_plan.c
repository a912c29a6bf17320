// What is said of the change from one build to another: what comes one way goes the other,
// and nothing gets lost.
#include <stdlib.h>

#include "gen/compare/compare.h"
#include "gen/plan/plan_read.h"
#include "tests/fuzz/builds.h"

// The plan as it is read from the build.
static const struct plan *plan_in(struct arena *a, const struct file_set *files)
{
	struct diags diags = {.arena = a};
	const struct node *root = NULL;

	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, "plan.json") == 0)
			root = doc_read(a, source_new(a, "plan.json", files->items[i].bytes),
			                SYNTAX_JSON, NULL, &diags)->root;
	return plan_read(a, root);
}

static void check_change(struct arena *a, const struct file_set *before,
                         const struct file_set *after)
{
	struct build old = {*before, plan_in(a, before)}, now = {*after, plan_in(a, after)};
	struct build_change there = compare_builds(a, &old, &now);
	struct build_change back = compare_builds(a, &now, &old);

	if (compare_builds(a, &old, &old).differs || there.differs != back.differs)
		abort();
	// What AWS keeps where the new build has it no more is counted apart.
	if (there.added != back.removed + back.stay || there.removed + there.stay != back.added ||
	    old.plan->stack_count + there.added !=
	            now.plan->stack_count + there.removed + there.stay)
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
