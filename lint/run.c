// The end of a run: what only all documents together can tell.
#include "lint/engine.h"

static bool is_created(const struct names *created, struct str name)
{
	return names_find(created, name) != NAME_NONE;
}

static void take_back(struct diags *d, const struct lint_pending *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].rule != p->rule || d->items[i].start != p->start)
			d->items[kept++] = d->items[i];
	d->count = kept;
}

void *lint_kept(const struct lint_run *r, const struct lint_result *result)
{
	return result->states ? result->states[r->rule_index] : NULL;
}

static void ask_at_end(struct lint_run *r)
{
	for (size_t i = 0; lint_rules[i]; i++) {
		r->rule = lint_rules[i];
		r->rule_index = i;
		if (r->rule->run)
			r->rule->run(r);
	}
}

void lint_finish(struct lint_result *const *results, size_t count, const struct org *org)
{
	struct arena arena = {0};
	struct lint_run run = {.scratch = &arena, .results = results, .count = count, .org = org};
	struct names created = {.arena = &arena};

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < results[i]->created_count; j++)
			names_add(&created, results[i]->created[j], 0);
	for (size_t i = 0; i < count; i++)
		for (struct lint_pending *p = results[i]->pending; p; p = p->next)
			if (is_created(&created, p->name))
				take_back(&results[i]->diags, p);
	ask_at_end(&run);
	for (size_t i = 0; i < count; i++)
		diags_sort(&results[i]->diags);
	arena_free(&arena);
}
