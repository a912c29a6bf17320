// What the parts of a build cost beside bare parsing by libyaml of the same org.yaml, an
// organization as large as any, with every feature. The ways take turns, and of each the
// median round counts.
#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gen/build.h"
#include "gen/deployment.h"
#include "gen/units/unit_compile.h"
#include "model/read/read.h"
#include "tests/bench/bench.h"
#include "tests/bench/inputs.h"

enum { ROUNDS = 9, ACCOUNTS = 10000 };
enum way { PARSE, READ, DECIDE, BUILD, WRITE, WAYS };

// --- ways ---

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a, (void)path;
	*text = str_of(input_own);
	return 0;
}

// What goes where, with every template folded; no text of what will be written but theirs.
static void decide(struct org *org, const struct loader *loader)
{
	struct units units = units_of(org, loader);

	for (size_t i = 0; i < units.count; i++)
		unit_compile(&units, &units.items[i]);
	if (deployments_of(&units).count == 0)
		abort();
}

// Gives the seconds of the last part of the way.
static double go(enum way way, struct str text, const char *folder, size_t *bytes)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct file_set files = {.arena = &a};
	struct loader loader = {load, NULL};
	double start = cpu_seconds();
	struct doc *doc;

	if (way == PARSE) {
		parse_yaml(text);
		return cpu_seconds() - start;
	}
	doc = doc_read(&a, source_new(&a, "org.yaml", text), SYNTAX_YAML, template_tags, &diags);
	if (way == DECIDE)
		decide(org_read(&a, doc, &diags), &loader);
	else if (way != READ && !gen_build(org_read(&a, doc, &diags), &loader, &files, NULL))
		abort();
	if (way == WRITE) {
		start = cpu_seconds();
		if (files_write(&files, folder))
			abort();
	}
	start = cpu_seconds() - start;
	*bytes = 0;
	for (size_t i = 0; i < files.count; i++)
		*bytes += files.items[i].bytes.len;
	arena_free(&a);
	return start;
}

static void measure(struct str text, const char *folder)
{
	double times[WAYS][ROUNDS], whole;
	size_t bytes;

	for (int round = 0; round < ROUNDS; round++)
		for (enum way way = PARSE; way < WAYS; way++)
			times[way][round] = go(way, text, folder, &bytes);
	for (enum way way = PARSE; way < WAYS; way++)
		qsort(times[way], ROUNDS, sizeof **times, by_size);
	whole = times[PARSE][ROUNDS / 2];
	printf("build of %d accounts, %d OUs, 20 regions (%.1f MB): libyaml alone %.0f ms, "
	       "reading %.2f times its time, deciding %.2f times; writing %.1f MB %.2f times "
	       "more, and to disk %.2f\n",
	       ACCOUNTS, INPUT_UNITS * (INPUT_TEAMS + 1), (double)text.len / 1e6, whole * 1e3,
	       times[READ][ROUNDS / 2] / whole, times[DECIDE][ROUNDS / 2] / whole,
	       (double)bytes / 1e6, (times[BUILD][ROUNDS / 2] - times[DECIDE][ROUNDS / 2]) / whole,
	       times[WRITE][ROUNDS / 2] / whole);
}

static int remove_entry(const char *path, const struct stat *s, int type, struct FTW *w)
{
	(void)s, (void)type, (void)w;
	return remove(path);
}

int main(void)
{
	struct arena a = {0};
	char work[] = "/tmp/orgc-bench-XXXXXX";

	if (!mkdtemp(work))
		abort();
	measure(input_org(&a, ACCOUNTS), arena_printf(&a, "%s/build", work));
	nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&a);
	return 0;
}
