// The command lint: checks files, and fixes them on request.
#define _POSIX_C_SOURCE 200809L
#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/check.h"
#include "cli/cli.h"
#include "cli/files/input.h"
#include "report/findings.h"
#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"

enum {
	FIX_ROUNDS = 10,  // a fix may make room for another
	WORKERS_MAX = 16,
};

struct settings {
	enum severity fail_on;
	enum report_format format;
	enum policy_kind kind;
	bool in_stack_set;
	bool fix, diff, show_skipped;
	bool guess; // make the fixes, too, that are not surely right
};

// --- many files ---

struct worker {
	struct crew *crew;
	struct lint_worker lint;
	struct arena spare; // for the next file
	struct arena kept;  // what stays of those that gave theirs back
};

struct crew {
	struct check *checks;
	size_t count;
	atomic_size_t next;
	bool packs; // nothing looks at the files again
	struct worker workers[WORKERS_MAX + 1];
};

static void check_next(struct worker *w, struct check *c)
{
	c->arena = w->spare;
	c->worker = &w->lint;
	check_file(c);
	w->spare = (struct arena){0};
	if (!w->crew->packs || !check_pack(c, &w->kept))
		return;
	w->spare = c->arena;
	c->arena = (struct arena){0};
	arena_reset(&w->spare);
}

static void *work(void *argument)
{
	struct worker *w = argument;
	struct crew *crew = w->crew;

	for (size_t i; (i = atomic_fetch_add(&crew->next, 1)) < crew->count;)
		check_next(w, &crew->checks[i]);
	return NULL;
}

// A thousand files use every core; a few are not worth a thread.
static void check_all(struct crew *crew)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t threads[WORKERS_MAX];
	size_t wanted = crew->count / 8, started = 0;

	if (cores > 0 && wanted > (size_t)cores - 1)
		wanted = (size_t)cores - 1;
	if (wanted > WORKERS_MAX)
		wanted = WORKERS_MAX;
	for (size_t i = 0; i <= wanted; i++)
		crew->workers[i].crew = crew;
	while (started < wanted &&
	       pthread_create(&threads[started], NULL, work, &crew->workers[started + 1]) == 0)
		started++;
	work(&crew->workers[0]);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

static void free_all(struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++)
		arena_free(&crew->checks[i].arena);
	for (size_t i = 0; i <= WORKERS_MAX; i++) {
		arena_free(&crew->workers[i].lint.arena);
		arena_free(&crew->workers[i].spare);
		arena_free(&crew->workers[i].kept);
	}
}

static void finish_all(struct arena *a, struct check *checks, size_t count)
{
	struct lint_result **results = arena_array(a, struct lint_result *, count);

	for (size_t i = 0; i < count; i++)
		results[i] = &checks[i].result;
	lint_finish(results, count, NULL);
}

// --- fixes ---

static struct str apply_fixes(struct check *c, bool guess, size_t *applied)
{
	const struct diags *d = &c->result.diags;
	const struct fix **fixes = arena_array(&c->arena, const struct fix *, d->count);
	size_t count = 0;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].fix && d->items[i].source == c->source &&
		    (guess || !d->items[i].fix_is_guess))
			fixes[count++] = d->items[i].fix;
	return edits_apply(&c->arena, c->source->text, fixes, count, applied);
}

// Fixes until nothing is left to fix; the check then tells of the fixed text. Gives that
// text, or the old one where nothing was done.
static struct str mend(struct check *c, bool guess)
{
	struct str text = c->source->text;

	for (int round = 0; round < FIX_ROUNDS; round++) {
		struct check again = {.path = c->path, .named = c->named, .kind = c->kind,
		                      .in_stack_set = c->in_stack_set, .worker = c->worker};
		struct lint_result *result = &again.result;
		size_t applied = 0;

		text = apply_fixes(c, guess, &applied);
		if (applied == 0)
			return text;
		again.arena = c->arena;
		check_text(&again, text);
		lint_finish(&result, 1, NULL);
		*c = again;
		c->result.diags.arena = &c->arena;
	}
	return text;
}

// The file stays as it is: so do its findings, which `as_it_is` holds.
static void take_back(struct check *c, const struct check *as_it_is, const char *wrong)
{
	struct arena arena;

	fprintf(stderr, "orgc lint: %s\n",
	        escaped(&c->arena, OUTPUT_TERMINAL, str_of(wrong)));
	arena = c->arena;
	*c = *as_it_is;
	c->arena = arena;
	c->reason = 1;
}

// Writes what the fixes make of the file, or shows it. Gives whether there was anything.
static bool fix_file(struct check *c, const struct settings *s)
{
	struct check as_it_is = *c;
	struct str before, after, diff;
	const char *wrong = NULL;

	if (c->skipped || c->reason)
		return false;
	before = c->source->text;
	after = mend(c, s->guess);
	if (str_eq(before, after) && !(s->fix && strcmp(c->path, "-") == 0))
		return false;
	if (s->diff) {
		diff = edits_diff(&c->arena, c->path, before, after);
		fwrite(diff.at, 1, diff.len, stdout);
	} else if (strcmp(c->path, "-") == 0) {
		fwrite(after.at, 1, after.len, stdout);
	} else {
		wrong = file_replace(&c->arena, c->path, before, after);
		if (wrong)
			take_back(c, &as_it_is, wrong);
	}
	return true;
}

// --- the command ---

static void print_findings(struct arena *a, const struct settings *s, struct check *checks,
                           size_t count, const struct tally *tally)
{
	const struct diags **all = arena_array(a, const struct diags *, count);
	bool output_is_text = s->diff || (s->fix && count && strcmp(checks[0].path, "-") == 0);
	FILE *out = output_is_text ? stderr : stdout;

	for (size_t i = 0; i < count; i++)
		all[i] = &checks[i].result.diags;
	if (s->format == REPORT_JSON) {
		report_json(a, out, all, count, tally);
		return;
	}
	for (size_t i = 0; i < count; i++)
		report_text(a, out, all[i]);
	fflush(stderr);
	fflush(out);
	if (tally->files || tally->skipped)
		report_tally(stderr, tally);
}

static void print_skipped(const struct inputs *in, const struct check *checks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (checks[i].skipped)
			fprintf(stderr, "skipped %s: no document that orgc knows\n", checks[i].path);
	for (size_t i = 0; i < in->left_out_count; i++)
		fprintf(stderr, "skipped %s\n", in->left_out[i]);
}

static int print_problems(const struct inputs *in, const struct check *checks, size_t count)
{
	int status = EXIT_CLEAN;

	for (size_t i = 0; i < in->problem_count; i++) {
		fprintf(stderr, "orgc lint: %s\n", in->problems[i]);
		status = EXIT_BROKEN;
	}
	for (size_t i = 0; i < count; i++) {
		if (!checks[i].reason)
			continue;
		if (!checks[i].source)
			fprintf(stderr, "orgc lint: %s: %s\n",
			        escaped(in->arena, OUTPUT_TERMINAL, str_of(checks[i].path)),
			        source_load_reason(checks[i].reason));
		status = EXIT_BROKEN;
	}
	return status;
}

static int lint_inputs(struct arena *a, const struct inputs *in, const struct settings *s)
{
	struct check *checks = arena_array(a, struct check, in->count);
	struct crew crew = {.checks = checks, .count = in->count};
	struct tally tally = {0};
	bool changed = false;
	int status;

	for (size_t i = 0; i < in->count; i++) {
		checks[i].path = in->items[i].path;
		checks[i].named = in->items[i].named;
		checks[i].kind = s->kind;
		checks[i].in_stack_set = s->in_stack_set;
	}
	crew.packs = in->count > 1 && !s->fix && !s->diff;
	check_all(&crew);
	finish_all(a, checks, in->count);
	if (s->fix || s->diff)
		for (size_t i = 0; i < in->count; i++)
			changed |= fix_file(&checks[i], s);
	if (changed)
		finish_all(a, checks, in->count);
	for (size_t i = 0; i < in->count; i++) {
		tally.files += checks[i].source && !checks[i].skipped;
		tally.skipped += checks[i].skipped;
		tally_add(&tally, &checks[i].result.diags);
	}
	if (s->show_skipped)
		print_skipped(in, checks, in->count);
	print_findings(a, s, checks, in->count, &tally);
	status = print_problems(in, checks, in->count);
	for (int level = s->fail_on; level <= SEV_ERROR && status == EXIT_CLEAN; level++)
		if (tally.counts[level] || (s->diff && changed))
			status = EXIT_FINDINGS;
	free_all(&crew);
	return status;
}

static enum policy_kind kind_argument(const char *text)
{
	static const struct {
		const char *name;
		enum policy_kind kind;
	} kinds[] = {
		{"identity", POLICY_IDENTITY}, {"trust", POLICY_TRUST},
		{"resource", POLICY_RESOURCE}, {"scp", POLICY_SCP}, {"rcp", POLICY_RCP},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(text, kinds[i].name) == 0)
			return kinds[i].kind;
	usage_error("lint", "there is no kind \"%s\": identity, trust, resource, scp or rcp",
	            text);
}

int lint_command(int argc, char **argv)
{
	struct settings settings = {.fail_on = SEV_WARNING};
	struct arena arena = {0};
	struct inputs in = {.arena = &arena};
	int option, status;

	while ((option = next_option("lint", argc, argv)) != -1) {
		if (option == 'x')
			settings.fix = true;
		else if (option == 'u')
			settings.fix = settings.guess = true;
		else if (option == 'd')
			settings.diff = true;
		else if (option == 'a')
			in.anywhere = true;
		else if (option == 's')
			settings.show_skipped = true;
		else if (option == 'f')
			settings.format = report_format_argument("lint", optarg);
		else if (option == 'k')
			settings.kind = kind_argument(optarg);
		else if (option == 't')
			settings.in_stack_set = true;
		else if (option == 'F')
			settings.fail_on = severity_argument("lint", optarg);
	}
	if (optind >= argc)
		usage_error("lint", "name a file, a folder or - for standard input");
	for (int i = optind; i < argc; i++)
		inputs_add(&in, argv[i]);
	inputs_sort(&in);
	status = lint_inputs(&arena, &in, &settings);
	arena_free(&arena);
	return status;
}
