// `orgc replay`: calls that were made, held against the policies of an org description.
#define _POSIX_C_SOURCE 200809L
#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/guardrails/trails.h"
#include "model/die.h"
#include "model/text/escape.h"
#include "replay/summary.h"
#include "report/findings.h"
#include "report/replay.h"

// A worker hands over what it has counted when it has so many groups: only one replay holds
// as many as there may be.
enum { WORKERS_MOST = 8, HELD_MOST = 1024 };

struct settings {
	const char *orgs[2]; // the old one, where there are two, and the new one
	size_t org_count;
	bool summary, merge, anywhere;
};

// --- all files, on all cores ---

struct work {
	const struct trails *trails;
	atomic_size_t next;
	pthread_mutex_t lock; // of `all`
	struct replay *all;
};

struct worker {
	struct work *work;
	struct arena arena, said;
	struct replay *replay;
	struct trail_losses losses;
	const char *wrong; // why a file could not be read
};

static void begin(struct worker *w)
{
	w->replay = replay_new(&w->arena, w->work->all->guardrails, w->work->all->old);
}

static void hand_over(struct worker *w)
{
	pthread_mutex_lock(&w->work->lock);
	replay_add(w->work->all, w->replay);
	pthread_mutex_unlock(&w->work->lock);
	replay_end(w->replay);
	arena_reset(&w->arena);
}

static void take(void *worker, const struct record *record)
{
	struct worker *w = worker;

	replay_record(w->replay, record);
	if (w->replay->group_count < HELD_MOST)
		return;
	hand_over(w);
	begin(w);
}

static void *run(void *argument)
{
	struct worker *w = argument;

	for (size_t i; (i = atomic_fetch_add(&w->work->next, 1)) < w->work->trails->count;) {
		const char *path = w->work->trails->items[i];
		int reason = trail_read(path, take, w, &w->losses);
		if (reason && !w->wrong)
			w->wrong = arena_printf(&w->said, "%s: %s",
			                        escaped(&w->said, OUTPUT_TERMINAL, str_of(path)),
			                        source_load_reason(reason));
	}
	return NULL;
}

static void add_losses(struct trail_losses *to, const struct trail_losses *from)
{
	to->wrong += from->wrong;
	to->cut += from->cut;
	to->too_long += from->too_long;
	to->bytes += from->bytes;
}

static size_t worker_count(const struct trails *trails)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t wanted = cores > 0 ? (size_t)cores : 1;

	if (wanted > trails->count)
		wanted = trails->count;
	return wanted > WORKERS_MOST ? WORKERS_MOST : wanted;
}

// Gives whether a file could not be read.
static bool read_all(const struct trails *trails, struct replay *all,
                     struct trail_losses *losses)
{
	struct work work = {.trails = trails, .lock = PTHREAD_MUTEX_INITIALIZER, .all = all};
	struct worker workers[WORKERS_MOST] = {0};
	pthread_t threads[WORKERS_MOST];
	size_t wanted = worker_count(trails), started = 0;
	bool failed = false;

	for (size_t i = 0; i < wanted; i++) {
		workers[i].work = &work;
		begin(&workers[i]);
	}
	while (started + 1 < wanted &&
	       pthread_create(&threads[started], NULL, run, &workers[started + 1]) == 0)
		started++;
	if (wanted > 0)
		run(&workers[0]);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < wanted; i++) {
		hand_over(&workers[i]);
		add_losses(losses, &workers[i].losses);
		if (workers[i].wrong)
			fprintf(stderr, "orgc replay: %s\n", workers[i].wrong);
		failed |= workers[i].wrong != NULL;
		arena_free(&workers[i].arena);
		arena_free(&workers[i].said);
	}
	return failed;
}

// --- output ---

static int put_out(struct arena *a, const struct settings *s, struct replay *r,
                   const struct trail_losses *losses, bool failed)
{
	struct page page = page_new(a, stdout, false);
	struct str text;

	replay_sort(r);
	if (s->summary) {
		text = summary_write(a, r, losses);
		fwrite(text.at, 1, text.len, stdout);
	} else {
		print_replay(&page, r, losses);
		page_end(&page);
	}
	if (failed)
		return EXIT_BROKEN;
	return r->counts[REPLAY_DENIED] > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}

static struct guardrails *guardrails_at(struct arena *a, const char *path, bool anywhere)
{
	struct diags diags = {.arena = a};
	struct compiled c;
	struct guardrails *g;

	compile_path(a, path, anywhere, &diags, &c);
	if (!c.is_whole) {
		diags_sort(&diags);
		report_text(a, stderr, &diags);
		die("%s has errors", escaped(a, OUTPUT_TERMINAL, str_of(path)));
	}
	g = guardrails_of(a, c.made.policies);
	guardrails_ready(g);
	return g;
}

static int merge(struct arena *a, const struct settings *s, int count, char **paths)
{
	struct replay *all = replay_new(a, NULL, NULL);
	struct trail_losses losses = {0};
	int status;

	for (int i = 0; i < count; i++) {
		struct str text;
		int reason = source_load(a, paths[i], &text);

		if (reason)
			die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(paths[i])),
			    source_load_reason(reason));
		if (!summary_add(a, text, all, &losses))
			die("%s: is no summary of orgc replay",
			    escaped(a, OUTPUT_TERMINAL, str_of(paths[i])));
	}
	status = put_out(a, s, all, &losses, false);
	replay_end(all);
	return status;
}

static bool is_org(const char *path)
{
	return str_ends(str_of(path), ".yaml") || str_ends(str_of(path), ".yml");
}

static int replay(struct arena *a, struct settings *s, int count, char **paths)
{
	struct trails trails = {.arena = a};
	struct trail_losses losses = {0};
	struct guardrails *now, *old = NULL;
	struct replay *all;
	bool failed;
	int status;

	for (int i = 0; i < count; i++) {
		if (!is_org(paths[i]))
			trails_add(&trails, paths[i]);
		else if (s->org_count == 2)
			usage_error("replay", "one org description, or an old and a new one: %s is "
			                      "too many", paths[i]);
		else
			s->orgs[s->org_count++] = paths[i];
	}
	if (s->org_count == 0)
		s->orgs[s->org_count++] = "org.yaml";
	if (trails.count == 0)
		usage_error("replay", "name a trail: files, folders or -");
	trails_sort(&trails);
	now = guardrails_at(a, s->orgs[s->org_count - 1], s->anywhere);
	if (s->org_count == 2)
		old = guardrails_at(a, s->orgs[0], s->anywhere);
	all = replay_new(a, now, old);
	failed = read_all(&trails, all, &losses);
	status = put_out(a, s, all, &losses, failed);
	replay_end(all);
	return status;
}

int replay_command(int argc, char **argv)
{
	struct settings s = {0};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("replay", argc, argv)) != -1) {
		if (option == 's')
			s.summary = true;
		else if (option == 'm')
			s.merge = true;
		else if (option == 'a')
			s.anywhere = true;
	}
	if (s.merge && optind >= argc)
		usage_error("replay", "name summaries to merge");
	status = s.merge ? merge(&arena, &s, argc - optind, argv + optind)
	                 : replay(&arena, &s, argc - optind, argv + optind);
	arena_free(&arena);
	return status;
}
