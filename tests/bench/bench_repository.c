// A repository of 2,000 files, 300 of them templates: what it takes to search it, lint it and
// write three reports, in times of what reading those templates and parsing them alone takes.
// Processor time, medians of runs in processes of their own.
// usage: bench_repository
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/source.h"
#include "tests/bench/bench.h"
#include "tests/bench/inputs.h"

enum { FILES = 2000, TEMPLATES = 300, OTHER_YAML = 150, OTHER_JSON = 150, FOLDERS = 100,
       ROUNDS = 21 };

// --- the repository ---

static void save(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(text.at, 1, text.len, f) != text.len || fclose(f))
		abort();
}

// Every tenth template has something to report.
static struct str template_text(struct arena *a, unsigned i)
{
	struct str text = input_template(a, 2 + i % 12, SIZE_MAX);

	if (i % 10)
		return text;
	return str_of(arena_printf(a, "%.*s  Topic:\n    Type: AWS::SNS::Topic\n"
	                           "    Properties: {TopicNme: alerts}\n", STR(text)));
}

static const char *template_path(struct arena *a, unsigned i)
{
	return arena_printf(a, "%u/template-%u.yaml", i % FOLDERS, i);
}

static void save_other(struct arena *a, unsigned i)
{
	struct out o = {.arena = a};

	if (i < OTHER_YAML) {
		for (unsigned k = 0; k < 20; k++)
			out_printf(&o, "- name: step %u\n  run: make part-%u\n", k, i);
		save(arena_printf(a, "%u/jobs-%u.yaml", i % FOLDERS, i), out_str(&o));
	} else if (i < OTHER_YAML + OTHER_JSON) {
		out_printf(&o, "{\"name\": \"package-%u\", \"version\": \"1.0.%u\"}\n", i, i);
		save(arena_printf(a, "%u/package-%u.json", i % FOLDERS, i), out_str(&o));
	} else {
		for (unsigned k = 0; k < 60; k++)
			out_printf(&o, "def function_%u_%u(x):\n    return x + %u\n", i, k, k);
		save(arena_printf(a, "%u/source-%u.py", i % FOLDERS, i), out_str(&o));
	}
}

static void make_repository(void)
{
	struct arena a = {0};

	mkdir(".git", 0777);
	save(".git/rest.yaml", S("exclude: ['template-*']\n"));
	save(".gitignore", S("*.pyc\n/dist/\nbuild-*/\n!keep.yaml\n"));
	save(".orgc.yaml", S("rules: {CFN002: error}\npaths:\n  - {files: [old/], rules: {IAM: off}}\n"));
	for (unsigned i = 0; i < FOLDERS; i++)
		mkdir(arena_printf(&a, "%u", i), 0777);
	for (unsigned i = 0; i < TEMPLATES; i++) {
		save(template_path(&a, i), template_text(&a, i));
		arena_reset(&a);
	}
	for (unsigned i = 0; i < FILES - TEMPLATES; i++) {
		save_other(&a, i);
		arena_reset(&a);
	}
	arena_free(&a);
}

// --- what is measured ---

static double child_seconds(pid_t child)
{
	struct rusage usage;
	int status;

	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) > 1)
		abort();
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double bare(void)
{
	pid_t child = fork();
	struct arena a = {0};

	if (child)
		return child_seconds(child);
	for (unsigned i = 0; i < TEMPLATES; i++) {
		struct str text;
		if (source_load(&a, template_path(&a, i), &text))
			abort();
		parse_yaml(text);
		arena_reset(&a);
	}
	_exit(0);
}

static double run(const char *program, const char *const *arguments)
{
	posix_spawn_file_actions_t files;
	pid_t child;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&child, program, &files, NULL, (char **)arguments, environ))
		abort();
	posix_spawn_file_actions_destroy(&files);
	return child_seconds(child);
}

static double median(double *times)
{
	qsort(times, ROUNDS, sizeof *times, by_size);
	return times[ROUNDS / 2];
}

static int remove_entry(const char *path, const struct stat *s, int type, struct FTW *w)
{
	(void)s, (void)type, (void)w;
	return remove(path);
}

int main(int argc, char **argv)
{
	static const char *const whole[] = {"orgc", "lint", "-f", "sarif:.git/orgc.sarif", "-f",
	                                    "junit:.git/orgc.xml", "-f", "markdown:.git/orgc.md",
	                                    ".", NULL};
	static const char *const rest[] = {"orgc", "lint", "--config", ".git/rest.yaml", "-f",
	                                   "text:/dev/null", ".", NULL};
	static const char *const plain[] = {"orgc", "lint", "-f", "text:/dev/null", ".", NULL};
	char work[] = "/tmp/orgc-bench-XXXXXX", *slash = strrchr(argv[0], '/'), own[4096], *program;
	double parsing[ROUNDS], reporting[ROUNDS], text[ROUNDS], searching[ROUNDS];
	(void)argc;

	if (!slash || !mkdtemp(work))
		abort();
	snprintf(own, sizeof own, "%.*s/../orgc", (int)(slash - argv[0]), argv[0]);
	if (!(program = realpath(own, NULL)) || chdir(work))
		abort();
	make_repository();
	for (int i = 0; i < ROUNDS; i++) {
		parsing[i] = bare();
		reporting[i] = run(program, whole);
		text[i] = run(program, plain);
		searching[i] = run(program, rest);
	}
	printf("repository of %d files, %d templates: bare parsing %.1f ms; searched and linted "
	       "with three reports %.1f ms, x%.2f (asked: at most 1.5); with text alone x%.2f, "
	       "without the templates x%.2f\n",
	       FILES, TEMPLATES, median(parsing) * 1e3, median(reporting) * 1e3,
	       median(reporting) / median(parsing), median(text) / median(parsing),
	       median(searching) / median(parsing));
	free(program);
	if (chdir("/") == 0)
		nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}
