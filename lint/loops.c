// Brings findings in what Fn::ForEach makes back to the loop, which stands in the file once.
#include "lint/engine.h"

struct span {
	uint32_t start, end;
};
struct spans {
	struct arena *arena;
	struct span *items; // in the order of the file
	size_t count, room;
};

static void find_loops(struct spans *s, const struct node *n)
{
	if (n->flags & NODE_SHARED)
		return;
	node_each(n, item)
		find_loops(s, item);
	node_each_pair(n, key) {
		if (!str_starts(node_str(key), "Fn::ForEach::")) {
			find_loops(s, key->next);
			continue;
		}
		s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof *s->items);
		s->items[s->count++] = (struct span){key->start, key->next->end};
	}
}

static bool has(const struct spans *s, uint32_t place)
{
	size_t from = 0, to = s->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (place >= s->items[middle].end)
			from = middle + 1;
		else
			to = middle;
	}
	return from < s->count && place >= s->items[from].start;
}

// Findings that say the same at one place become one when they are sorted.
static void say_once(struct diags *d, const struct spans *loops, struct arena *scratch)
{
	struct names said = {.arena = scratch};

	for (size_t i = 0; i < d->count; i++) {
		struct diag *item = &d->items[i];
		const char *name;
		uint32_t first;

		if (!has(loops, item->start))
			continue;
		item->fix = NULL;
		name = arena_printf(scratch, "%s %u", item->rule->id, item->start);
		first = names_add(&said, str_of(name), (uint32_t)i);
		if (first != NAME_NONE) {
			item->message = d->items[first].message;
			item->hint = d->items[first].hint;
			item->severity = d->items[first].severity;
			item->end = d->items[first].end;
		}
	}
}

void lint_fold_loops(const struct doc *d, struct lint_result *result)
{
	struct arena scratch = {0};
	struct spans loops = {.arena = &scratch};

	find_loops(&loops, d->root);
	say_once(&result->diags, &loops, &scratch);
	arena_free(&scratch);
}
