// What linting costs beside bare parsing by libyaml of the same bytes, in rounds that take
// turns, so that a machine whose speed drifts does not favour either.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "lint/lint.h"
#include "model/read/read.h"
#include "tests/bench/bench.h"
#include "tests/bench/inputs.h"

enum { ROUNDS = 9, MODES = 3 };

static void run(struct str text, int mode)
{
	struct arena a = {0};
	struct lint_result result = {.diags.arena = &a};
	struct lint_result *results[] = {&result};
	struct doc *doc;

	if (mode == 0) {
		parse_yaml(text);
		return;
	}
	doc = doc_read(&a, source_new(&a, "bench.yaml", text), SYNTAX_YAML, template_tags,
	               &result.diags);
	if (mode == 2) {
		lint_document(&a, doc, POLICY_UNSURE, &result);
		lint_finish(results, 1, NULL);
	}
	if (result.findings.count)
		abort();
	arena_free(&a);
}

static void measure(const char *name, struct str text, int repeat)
{
	double times[MODES][ROUNDS], rate[MODES];

	for (int round = 0; round < ROUNDS; round++)
		for (int mode = 0; mode < MODES; mode++) {
			double start = cpu_seconds();
			for (int i = 0; i < repeat; i++)
				run(text, mode);
			times[mode][round] = cpu_seconds() - start;
		}
	for (int mode = 0; mode < MODES; mode++) {
		qsort(times[mode], ROUNDS, sizeof **times, by_size);
		rate[mode] = (double)text.len * repeat / times[mode][ROUNDS / 2] / 1e6;
	}
	printf("%s: libyaml alone %.0f MB/s, reading %.0f MB/s (%.2f times its time), "
	       "linting %.0f MB/s (%.2f times)\n",
	       name, rate[0], rate[1], rate[0] / rate[1], rate[2], rate[0] / rate[2]);
}

int main(void)
{
	struct arena a = {0};

	measure("template of 500 resources", input_template(&a, 500, SIZE_MAX), 3);
	measure("template of 4 KB", input_template(&a, UINT32_MAX, 4 << 10), 500);
	measure("runbook of 60 KB", input_runbook(&a, 60 << 10), 30);
	measure("runbook of 4 KB", input_runbook(&a, 4 << 10), 500);
	arena_free(&a);
	return 0;
}
