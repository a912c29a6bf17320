// Runs over many files: threads, org descriptions, rounds of fixes.
#define _POSIX_C_SOURCE 200809L
#include "cli/lint/run.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "cli/disk.h"
#include "gen/loader.h"
#include "model/confines.h"
#include "model/edit/edit.h"

enum {
	FIX_ROUNDS = 10, // a fix may make room for another
};

// --- many files ---

struct worker {
	struct crew *crew;
	struct lint_worker lint;
	struct arena spare; // for the next file
};

struct crew {
	struct run *run;
	atomic_size_t next;
	struct worker workers[WORKERS_MAX + 1];
};

static void check_next(struct worker *w, struct check *c, struct arena *kept)
{
	c->arena = w->spare;
	c->worker = &w->lint;
	check_file(c);
	c->worker = NULL;
	w->spare = (struct arena){0};
	if (!w->crew->run->packs || !check_pack(c, kept))
		return;
	w->spare = c->arena;
	c->arena = (struct arena){0};
	arena_reset(&w->spare);
}

static void *work(void *argument)
{
	struct worker *w = argument;
	struct run *r = w->crew->run;
	size_t number = (size_t)(w - w->crew->workers);

	for (size_t i; (i = atomic_fetch_add(&w->crew->next, 1)) < r->count;)
		check_next(w, &r->checks[i], &r->kept[number]);
	arena_free(&w->lint.arena);
	arena_free(&w->spare);
	return NULL;
}

// A thousand files use every core; a few are not worth a thread.
static void check_all(struct run *r)
{
	struct crew crew = {.run = r};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t threads[WORKERS_MAX];
	size_t wanted = r->count / 8, started = 0;

	if (cores > 0 && wanted > (size_t)cores - 1)
		wanted = (size_t)cores - 1;
	if (wanted > WORKERS_MAX)
		wanted = WORKERS_MAX;
	for (size_t i = 0; i <= wanted; i++)
		crew.workers[i].crew = &crew;
	while (started < wanted &&
	       pthread_create(&threads[started], NULL, work, &crew.workers[started + 1]) == 0)
		started++;
	work(&crew.workers[0]);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

void run_free(struct run *r)
{
	for (size_t i = 0; i < r->count; i++)
		arena_free(&r->checks[i].arena);
	for (size_t i = 0; i <= WORKERS_MAX; i++)
		arena_free(&r->kept[i]);
}

// --- org descriptions ---

// What the files of a run say now; all others are read from the disk.
struct run_files {
	const struct run *run;
	struct names paths; // plain ones (path_plain), to indexes of checks
	struct disk disk;
};

static struct check *check_at(const struct run_files *f, const char *path)
{
	uint32_t index = names_find(&f->paths, str_of(path_plain(f->run->arena, path)));

	return index == NAME_NONE ? NULL : &f->run->checks[index];
}

// Of a file that was packed without findings nothing is left.
static bool has_text(const struct check *c)
{
	return c->source && (c->doc || c->result.diags.count > 0);
}

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	struct run_files *f = context;
	struct loader disk = disk_loader(&f->disk);
	const struct check *c = check_at(f, path);

	if (!c || !has_text(c))
		return loader_load(&disk, a, path, text);
	*text = c->source->text;
	return 0;
}

// What an org.yaml says of a policy in the run. What was told before, by the user or by
// another org.yaml, holds.
static void tell(struct check *c, const struct org_file *file)
{
	if (c->is_org || c->kind != POLICY_UNSURE)
		return;
	if (!has_text(c))
		check_file(c);
	if (c->reason)
		return;
	c->kind = file->is_rcp ? POLICY_RCP : POLICY_SCP;
	c->is_filled_in = str_find(c->source->text, 0, "orgc:") >= 0 ||
	                  str_find(c->source->text, 0, "{{") >= 0;
	check_text(c, c->source->text);
}

static void judge_org(struct run_files *f, struct check *c)
{
	struct loader loader = {load, f};
	struct org_file *files = NULL;
	size_t count = 0;

	f->disk = (struct disk){.beside = c->path, .anywhere = c->anywhere};
	check_org(c, &loader);
	if (c->compiled.org)
		count = org_policy_files(c->compiled.org, &files);
	for (size_t i = 0; i < count; i++) {
		struct check *other = check_at(f, files[i].path);
		if (other)
			tell(other, &files[i]);
	}
}

static void find_paths(struct run_files *f)
{
	const struct run *r = f->run;

	for (size_t i = 0; i < r->count; i++)
		names_add(&f->paths, str_of(path_plain(r->arena, r->checks[i].path)), (uint32_t)i);
}

static void judge_orgs(struct run *r)
{
	struct run_files f = {.run = r, .paths.arena = r->arena};

	for (size_t i = 0; i < r->count; i++) {
		struct check *c = &r->checks[i];
		if (!c->is_org)
			continue;
		if (f.paths.count == 0)
			find_paths(&f);
		judge_org(&f, c);
	}
}

void run_checks(struct run *r)
{
	check_all(r);
	judge_orgs(r);
}

// --- the stages that findings pass ---

struct lint_result **run_results(struct run *r, size_t *count)
{
	struct lint_result **results;

	*count = r->count;
	for (size_t i = 0; i < r->count; i++)
		*count += r->checks[i].compiled.made.count;
	results = arena_array(r->arena, struct lint_result *, *count);
	*count = 0;
	for (size_t i = 0; i < r->count; i++) {
		struct check *c = &r->checks[i];

		results[(*count)++] = &c->result;
		for (size_t j = 0; j < c->compiled.made.count; j++)
			results[(*count)++] = &c->made[j];
	}
	return results;
}

// Of what an org description that is no file of the run finds, what is in files of the run,
// under the names that those have there.
static void keep_of_others(const struct run *r, struct check *context)
{
	struct names paths = {.arena = r->arena};
	struct diags *d = &context->result.findings;
	size_t kept = 0;

	for (size_t i = 0; i < r->count && d->count; i++)
		if (!r->checks[i].is_context)
			names_add(&paths, str_of(path_plain(r->arena, r->checks[i].path)), (uint32_t)i);
	for (size_t i = 0; i < d->count; i++) {
		struct source *s = d->items[i].source;
		uint32_t at = s ? names_find(&paths, str_of(path_plain(r->arena, s->name))) : NAME_NONE;
		if (at == NAME_NONE)
			continue;
		s->name = r->checks[at].path;
		d->items[kept++] = d->items[i];
	}
	d->count = kept;
}

void run_finish(struct run *r)
{
	const struct org *org = NULL;
	size_t count, orgs = 0;
	struct lint_result **results = run_results(r, &count);

	for (size_t i = 0; i < r->count; i++) {
		orgs += r->checks[i].is_org;
		if (r->checks[i].is_org)
			org = r->checks[i].compiled.org;
	}
	lint_finish_with(results, count, orgs == 1 ? org : NULL, r->decisions);
	for (size_t i = 0; i < r->count; i++)
		if (r->checks[i].is_context)
			keep_of_others(r, &r->checks[i]);
}

void run_limit(struct run *r)
{
	size_t count;
	struct lint_result **results = run_results(r, &count);

	lint_limit(results, count);
}

// --- fixes ---

static void keep_fixed(struct check *c, const struct diag *d)
{
	c->fixes = arena_grow(&c->arena, c->fixes, c->fix_count, &c->fix_room, sizeof *c->fixes);
	c->fixes[c->fix_count++] = (struct fixed){
		d->rule, source_place(&c->arena, c->source, d->start).line};
}

static bool fix_once(struct check *c, bool guess)
{
	const struct diags *d = &c->result.findings;
	const struct fix **fixes = arena_array(&c->arena, const struct fix *, d->count);
	const struct diag **of = arena_array(&c->arena, const struct diag *, d->count);
	bool *applied = arena_array(&c->arena, bool, d->count);
	size_t count = 0, before = c->fix_count;
	struct str text;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].fix && d->items[i].source == c->source &&
		    (guess || !d->items[i].fix_is_guess)) {
			of[count] = &d->items[i];
			fixes[count++] = d->items[i].fix;
		}
	text = edits_apply_each(&c->arena, c->source->text, fixes, count, applied);
	for (size_t i = 0; i < count; i++)
		if (applied[i])
			keep_fixed(c, of[i]);
	if (c->fix_count == before)
		return false;
	if (!c->is_fixed)
		c->before = c->source->text;
	c->is_fixed = true;
	check_text(c, text);
	return true;
}

void run_fix(struct run *r, bool guess)
{
	for (int round = 0; round < FIX_ROUNDS; round++) {
		bool changed = false;

		for (size_t i = 0; i < r->count; i++) {
			struct check *c = &r->checks[i];
			if (c->source && !c->skipped && !c->reason)
				changed |= fix_once(c, guess);
		}
		if (!changed)
			return;
		judge_orgs(r);
		run_finish(r);
	}
}
