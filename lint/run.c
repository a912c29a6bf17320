// The end of a run: what only all documents together can tell, and the stages that every
// finding passes before it counts.
#include "lint/engine.h"

#include "lint/decide/decisions.h"

// --- collect ---

void *lint_kept(const struct lint_run *r, const struct lint_result *result)
{
	return result->states ? result->states[r->rule_index] : NULL;
}

static void take_findings(struct lint_result *r)
{
	const struct diags *all = &r->diags;

	r->findings.arena = all->arena;
	r->findings.count = 0;
	r->findings.dropped = all->dropped;
	if (r->findings.room < all->count) {
		r->findings.items = arena_array(all->arena, struct diag, all->count);
		r->findings.room = all->count;
	}
	for (size_t i = 0; i < all->count; i++)
		r->findings.items[r->findings.count++] = all->items[i];
}

static void collect(struct lint_run *r)
{
	for (size_t i = 0; i < r->count; i++)
		take_findings(r->results[i]);
	for (size_t i = 0; lint_rules[i]; i++) {
		r->rule = lint_rules[i];
		r->rule_index = i;
		if (r->rule->run)
			r->rule->run(r);
	}
}

// --- retract ---

static struct names created_by(const struct lint_run *r)
{
	struct names created = {.arena = r->scratch};

	for (size_t i = 0; i < r->count; i++)
		for (size_t j = 0; j < r->results[i]->created_count; j++)
			names_add(&created, r->results[i]->created[j], 0);
	return created;
}

// The first findings are those of `diags`, in the same order.
static void take_back(struct lint_run *r, struct lint_result *result,
                      const struct names *created)
{
	struct diags *d = &result->findings;
	bool *is_gone = arena_array(r->scratch, bool, d->count);
	size_t kept = 0;

	for (const struct lint_pending *p = result->pending; p; p = p->next) {
		if (names_find(created, p->name) == NAME_NONE)
			continue;
		if (p->index == SIZE_MAX)
			d->dropped--;
		else if (p->index < d->count)
			is_gone[p->index] = true;
	}
	for (size_t i = 0; i < d->count; i++)
		if (!is_gone[i])
			d->items[kept++] = d->items[i];
	d->count = kept;
}

// A finding by what it says of which letter. A file that is read once has its text once.
static struct str name_of(const struct lint_run *r, const struct diag *d)
{
	return str_of(arena_printf(r->scratch, "%s %p %u", d->rule->id,
	                           (const void *)d->source->text.at, d->start));
}

static struct names said_by_files(const struct lint_run *r)
{
	struct names said = {.arena = r->scratch};

	for (size_t i = 0; i < r->count; i++) {
		const struct diags *d = &r->results[i]->findings;
		for (size_t j = 0; !r->results[i]->is_of_build && j < d->count; j++)
			if (d->items[j].source)
				names_add(&said, name_of(r, &d->items[j]), 0);
	}
	return said;
}

// What a file of the run says itself, a build that uses the file need not say again.
static void drop_repeated(struct lint_run *r)
{
	struct names said = {.arena = r->scratch};
	bool is_known = false;

	for (size_t i = 0; i < r->count; i++) {
		struct diags *d = &r->results[i]->findings;
		size_t kept = 0;

		if (!r->results[i]->is_of_build)
			continue;
		if (!is_known)
			said = said_by_files(r);
		is_known = true;
		for (size_t j = 0; j < d->count; j++)
			if (!d->items[j].source ||
			    names_find(&said, name_of(r, &d->items[j])) == NAME_NONE)
				d->items[kept++] = d->items[j];
		d->count = kept;
	}
}

static void retract(struct lint_run *r)
{
	struct names created = created_by(r);

	for (size_t i = 0; i < r->count; i++)
		if (r->results[i]->pending)
			take_back(r, r->results[i], &created);
	drop_repeated(r);
}

// --- all stages ---

void lint_finish_with(struct lint_result *const *results, size_t count,
                      const struct org *org, struct lint_decisions *decisions)
{
	struct arena arena = {0};
	struct lint_run run = {.scratch = &arena, .results = results, .count = count, .org = org};

	collect(&run);
	retract(&run);
	if (decisions)
		lint_decide(&arena, results, count, decisions);
	for (size_t i = 0; i < count; i++)
		diags_sort(&results[i]->findings);
	arena_free(&arena);
}

void lint_limit(struct lint_result *const *results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		diags_limit(&results[i]->findings);
}

void lint_finish(struct lint_result *const *results, size_t count, const struct org *org)
{
	lint_finish_with(results, count, org, NULL);
}
