// Accepts findings, in a baseline or by ignores.
#include "cli/lint/accept.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"

static int complain(struct arena *a, const char *wrong)
{
	fprintf(stderr, "orgc lint: %s\n", escaped(a, OUTPUT_TERMINAL, str_of(wrong)));
	return EXIT_BROKEN;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

int accept_in_baseline(struct run *r, const struct deciding *d, const char *path)
{
	size_t count, total;
	struct lint_result **results = run_results(r, &count);
	const struct diag **diags = lint_findings(r->arena, results, count, &total);
	const char *wrong = file_write(r->arena, path, baseline_write(r->arena, &d->decisions.base,
	                                                              diags, total));

	if (wrong)
		return complain(r->arena, wrong);
	fprintf(stderr, "%s: accepts %zu finding%s\n",
	        escaped(r->arena, OUTPUT_TERMINAL, str_of(path)), total, plural(total));
	return EXIT_CLEAN;
}

// --- ignores ---

// What the files cannot say: rules that are off in one file, for its .orgc.yaml.
struct left {
	const char *home; // the .orgc.yaml
	const char *path; // the file, as that one has it
	const struct rule **rules; // by id, none twice
	size_t count;
};

struct ignoring {
	struct run *run;
	struct deciding *deciding;
	struct str reason;
	bool diff;
	struct left *left;
	size_t left_count, left_room;
	int status;
};

static int by_place(const void *left, const void *right)
{
	const struct diag *a = *(const struct diag *const *)left;
	const struct diag *b = *(const struct diag *const *)right;
	int order = strcmp(a->source->name, b->source->name);

	if (order == 0 && a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return order ? order : strcmp(a->rule->id, b->rule->id);
}

static int by_id(const void *left, const void *right)
{
	return strcmp((*(const struct rule *const *)left)->id,
	              (*(const struct rule *const *)right)->id);
}

// Gives false where the file could not be changed.
static bool put_text(struct ignoring *g, const char *path, const struct str *before,
                     struct str after)
{
	struct arena *a = g->run->arena;
	const char *wrong = NULL;
	struct str diff;

	if (g->diff) {
		diff = edits_diff(a, path, before ? *before : S(""), after);
		fwrite(diff.at, 1, diff.len, stdout);
	} else if (before) {
		wrong = file_replace(a, path, *before, after);
	} else {
		wrong = file_create(a, path, after);
	}
	if (wrong)
		g->status = complain(a, wrong);
	return !wrong;
}

static void say(const struct ignoring *g, const char *path, size_t count, const char *where)
{
	if (!g->diff)
		fprintf(stderr, "%s: %zu finding%s ignored%s\n",
		        escaped(g->run->arena, OUTPUT_TERMINAL, str_of(path)), count, plural(count),
		        where);
}

// Keeps the rules of findings that are not taken.
static void leave(struct ignoring *g, const char *name, const struct diag *const *diags,
                  const bool *taken, size_t count)
{
	struct arena *a = g->run->arena;
	struct left left = {.rules = arena_array(a, const struct rule *, count)};
	size_t kept = 0;
	struct str path;

	for (size_t i = 0; i < count; i++)
		if (!taken[i])
			left.rules[left.count++] = diags[i]->rule;
	if (left.count == 0)
		return;
	if (ignore_until(&(struct str){g->reason.at, g->reason.len})) {
		fprintf(stderr, "%s: %zu finding%s left: there are no dates in .orgc.yaml\n",
		        escaped(a, OUTPUT_TERMINAL, str_of(name)), left.count, plural(left.count));
		return;
	}
	qsort(left.rules, left.count, sizeof *left.rules, by_id);
	for (size_t i = 0; i < left.count; i++)
		if (kept == 0 || left.rules[kept - 1] != left.rules[i])
			left.rules[kept++] = left.rules[i];
	left.count = kept;
	left.home = deciding_home(g->deciding, name, &path);
	left.path = arena_cstring(a, path);
	g->left = arena_grow(a, g->left, g->left_count, &g->left_room, sizeof *g->left);
	g->left[g->left_count++] = left;
}

// All findings of one file.
static void ignore_in(struct ignoring *g, const struct diag *const *diags, size_t count)
{
	struct arena *a = g->run->arena;
	struct source *source = diags[0]->source;
	bool *taken = arena_array(a, bool, count);
	struct str after = ignores_add(a, source, diags, count, g->reason, taken);
	size_t done = 0;

	for (size_t i = 0; i < count; i++)
		done += taken[i];
	if (done && !put_text(g, source->name, &source->text, after))
		return;
	if (done)
		say(g, source->name, done, "");
	leave(g, source->name, diags, taken, count);
}

// --- .orgc.yaml ---

static int by_home(const void *left, const void *right)
{
	const struct left *a = left, *b = right;
	int order = strcmp(a->home, b->home);
	size_t most = a->count < b->count ? a->count : b->count;

	for (size_t i = 0; order == 0 && i < most; i++)
		order = strcmp(a->rules[i]->id, b->rules[i]->id);
	if (order == 0 && a->count != b->count)
		order = a->count < b->count ? -1 : 1;
	return order ? order : strcmp(a->path, b->path);
}

static bool same_rules(const struct left *a, const struct left *b)
{
	return a->count == b->count &&
	       memcmp(a->rules, b->rules, a->count * sizeof *a->rules) == 0;
}

// Files with the same rules share an item.
static struct config_off *grouped(struct arena *a, const struct left *left, size_t count,
                                   size_t *item_count)
{
	struct config_off *items = arena_array(a, struct config_off, count);

	*item_count = 0;
	for (size_t i = 0, to; i < count; i = to) {
		const char **files = arena_array(a, const char *, count - i);
		for (to = i; to < count && same_rules(&left[i], &left[to]); to++)
			files[to - i] = left[to].path;
		items[(*item_count)++] = (struct config_off){files, to - i, left[i].rules,
		                                             left[i].count};
	}
	return items;
}

static void ignore_in_config(struct ignoring *g, const struct left *left, size_t count)
{
	struct arena *a = g->run->arena;
	struct source *old = NULL;
	struct str before, after;
	size_t item_count;
	const struct config_off *items = grouped(a, left, count, &item_count);
	const char *name = deciding_shown(g->deciding, left->home);
	int reason = source_load(a, left->home, &before);

	if (reason == 0)
		old = source_new(a, name, before);
	if (!config_add(a, old, items, item_count, g->reason, &after)) {
		g->status = complain(a, arena_printf(a, "%s is laid out so that nothing can be added "
		                                     "to it: add to its paths by hand", name));
	} else if (put_text(g, name, old ? &before : NULL, after)) {
		for (size_t i = 0; i < count; i++)
			if (!g->diff)
				fprintf(stderr, "%s: %zu rule%s off in %s\n",
				        escaped(a, OUTPUT_TERMINAL, str_of(left[i].path)), left[i].count,
				        plural(left[i].count), escaped(a, OUTPUT_TERMINAL, str_of(name)));
	}
}

static void ignore_in_configs(struct ignoring *g)
{
	if (g->left_count)
		qsort(g->left, g->left_count, sizeof *g->left, by_home);
	for (size_t i = 0, to; i < g->left_count; i = to) {
		to = i + 1;
		while (to < g->left_count && strcmp(g->left[to].home, g->left[i].home) == 0)
			to++;
		ignore_in_config(g, &g->left[i], to - i);
	}
}

// Those that an ignore hides, by file and place.
static size_t ignorable(const struct diag **diags, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (diags[i]->source && !diags[i]->source->is_shipped &&
		    !is_ignore_rule(diags[i]->rule))
			diags[kept++] = diags[i];
	if (kept)
		qsort(diags, kept, sizeof *diags, by_place);
	return kept;
}

int accept_by_ignores(struct run *r, struct deciding *d, const char *reason, bool diff)
{
	struct ignoring g = {.run = r, .deciding = d, .reason = str_of(reason), .diff = diff};
	size_t count, total, kept;
	struct lint_result **results = run_results(r, &count);
	const struct diag **diags = lint_findings(r->arena, results, count, &total);

	kept = ignorable(diags, total);
	for (size_t i = 0, to; i < kept; i = to) {
		to = i + 1;
		while (to < kept && strcmp(diags[to]->source->name, diags[i]->source->name) == 0)
			to++;
		ignore_in(&g, &diags[i], to - i);
	}
	ignore_in_configs(&g);
	if (total == 0)
		fprintf(stderr, "no findings: there is nothing to ignore\n");
	if (total > kept)
		fprintf(stderr, "%zu finding%s cannot be ignored: orgc lint shows %s\n",
		        total - kept, plural(total - kept), total - kept == 1 ? "it" : "them");
	return g.status;
}
