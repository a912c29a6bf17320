// What whole runs of the program take: processor time, time on the clock and memory at most,
// of medians. Other builds of it that are named take turns with it, and each row then says
// how many times their figures this one's are.
// usage: bench_program [OTHER...]   CORPUS: a folder of real files to lint as well;
// ROW: only the rows with that in their names
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/inputs.h"

enum { ROUNDS_MAX = 101, PROGRAMS_MAX = 4, ARGUMENTS_MAX = 4 };

struct row {
	const char *name;
	void (*make)(struct arena *a, unsigned count); // its files, in the folder where it runs
	unsigned count;
	unsigned rounds;
	bool one_core;
	enum { BUILD_NONE, BUILD_ANEW, BUILD_AGAIN } build; // where nothing is, or the same
	const char *arguments[ARGUMENTS_MAX];
};

// One program in one row.
struct figures {
	double cpu[ROUNDS_MAX], wall[ROUNDS_MAX], peak[ROUNDS_MAX];
};

// --- the files ---

static void save(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(text.at, 1, text.len, f) != text.len || fclose(f))
		abort();
}

static void make_nothing(struct arena *a, unsigned count)
{
	(void)a, (void)count;
}

static void make_template(struct arena *a, unsigned count)
{
	save("in.yaml", input_template(a, count, SIZE_MAX));
}

static void make_templates(struct arena *a, unsigned count)
{
	mkdir("in", 0777);
	for (unsigned i = 0; i < count; i++) {
		save(arena_printf(a, "in/%u.yaml", i), input_template(a, 2 + i % 12, SIZE_MAX));
		arena_reset(a);
	}
}

// As large as one may be; and too large, as hostile ones are.
static void make_json(struct arena *a, unsigned count)
{
	save("in.json", input_json(a, count));
}

static void make_yaml(struct arena *a, unsigned count)
{
	save("in.yaml", input_template(a, UINT32_MAX, count));
}

static void make_policies(struct arena *a, unsigned count)
{
	mkdir("in", 0777);
	for (unsigned i = 0; i < count; i++)
		save(arena_printf(a, "in/%u.json", i), input_policy(a, i));
}

static void make_neighbours(struct arena *a, unsigned count)
{
	mkdir("in", 0777);
	for (unsigned i = 0; i < count; i++) {
		save(arena_printf(a, "in/%u.yaml", i), input_neighbour(a, i, (i + 1) % count));
		arena_reset(a);
	}
}

static void make_runbook(struct arena *a, unsigned count)
{
	save("in.yaml", input_runbook(a, count));
}

static void make_org(struct arena *a, unsigned count)
{
	save("in.yaml", input_org(a, (int)count));
	save("own.yaml", str_of(input_own));
}

static void make_small_org(struct arena *a, unsigned count)
{
	(void)count;
	save("in.yaml", input_small_org(a));
	save("own.yaml", str_of(input_own));
}

static const struct row rows[] = {
	{"start-up", make_nothing, 0, 101, false, BUILD_NONE, {"version"}},
	{"lint, 50 lines", make_template, 2, 101, false, BUILD_NONE, {"lint", "in.yaml"}},
	{"lint, 500 resources", make_template, 500, 41, false, BUILD_NONE, {"lint", "in.yaml"}},
	{"lint, 8 MB of YAML", make_yaml, 8 << 20, 7, false, BUILD_NONE, {"lint", "in.yaml"}},
	{"lint, 7 MB of JSON", make_json, 7 << 20, 7, false, BUILD_NONE, {"lint", "in.json"}},
	{"lint, runbook of 60 KB", make_runbook, 60 << 10, 41, false, BUILD_NONE, {"lint", "in.yaml"}},
	{"lint, 200 templates", make_templates, 200, 21, true, BUILD_NONE, {"lint", "in"}},
	{"lint, 100 policies", make_policies, 100, 41, true, BUILD_NONE, {"lint", "in"}},
	{"lint, 3,000 files, one core", make_templates, 3000, 7, true, BUILD_NONE, {"lint", "in"}},
	{"lint, 3,000 files, all cores", make_templates, 3000, 7, false, BUILD_NONE, {"lint", "in"}},
	{"lint, 1,000 files that name each other", make_neighbours, 1000, 7, true, BUILD_NONE,
	 {"lint", "in"}},
	{"lint, 2,000 of them", make_neighbours, 2000, 7, true, BUILD_NONE, {"lint", "in"}},
	{"lint, 4,000 of them", make_neighbours, 4000, 5, true, BUILD_NONE, {"lint", "in"}},
	{"build, 60 accounts", make_small_org, 60, 21, false, BUILD_ANEW,
	 {"build", "in.yaml", "-o", "out"}},
	{"build, 10,000 accounts", make_org, 10000, 15, false, BUILD_ANEW,
	 {"build", "in.yaml", "-o", "out"}},
	{"build again, nothing new", make_org, 10000, 15, false, BUILD_AGAIN,
	 {"build", "in.yaml", "-o", "out"}},
	{"lint, what it builds", make_org, 10000, 15, true, BUILD_NONE, {"lint", "out"}},
};
enum { ROWS = sizeof rows / sizeof *rows };

// --- one run ---

static double clock_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

// A run may find something: other builds have other rules.
static void run(const char *program, const struct row *r, struct figures *to, unsigned round)
{
	const char *arguments[ARGUMENTS_MAX + 2] = {program};
	posix_spawn_file_actions_t files;
	struct rusage usage;
	double start;
	pid_t child;
	int status;

	memcpy(arguments + 1, r->arguments, sizeof r->arguments);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	start = clock_seconds();
	if (posix_spawn(&child, program, &files, NULL, (char **)arguments, environ) ||
	    wait4(child, &status, 0, &usage) < 0)
		abort();
	to->wall[round] = clock_seconds() - start;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "%s: %s fails\n", r->name, program);
		exit(1);
	}
	posix_spawn_file_actions_destroy(&files);
	to->cpu[round] = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
	to->peak[round] = (double)usage.ru_maxrss / 1024;
}

// --- a row ---

static int remove_entry(const char *path, const struct stat *s, int type, struct FTW *w)
{
	(void)s, (void)type, (void)w;
	return remove(path);
}

static void remove_folder(const char *path)
{
	nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

// In a process of its own: what this one holds would count as what the runs hold.
static void prepare(const struct row *r, const char *program)
{
	struct figures unused;
	struct arena a = {0};
	pid_t child = fork();
	int status;

	if (child == 0) {
		r->make(&a, r->count);
		if (strcmp(r->arguments[1] ? r->arguments[1] : "", "out") == 0)
			run(program, &(struct row){.name = r->name, .arguments =
			    {"build", "in.yaml", "-o", "out"}}, &unused, 0);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || status)
		abort();
}

static double median(double *times, unsigned count)
{
	qsort(times, count, sizeof *times, by_size);
	return times[count / 2];
}

static void print(const struct row *r, struct figures *f, int programs)
{
	double own[3];

	printf("%-39s", r->name);
	for (int i = 0; i < programs; i++) {
		double cpu = median(f[i].cpu, r->rounds) * 1e3;
		double wall = median(f[i].wall, r->rounds) * 1e3;
		double peak = median(f[i].peak, r->rounds);

		if (i == 0) {
			own[0] = cpu, own[1] = wall, own[2] = peak;
			printf(" %8.1f ms %8.1f ms %6.1f MiB", cpu, wall, peak);
		} else {
			printf(" | %8.1f %8.1f %6.1f: x%.2f x%.2f x%.2f", cpu, wall, peak,
			       own[0] / cpu, own[1] / wall, own[2] / peak);
		}
	}
	printf("\n");
	fflush(stdout);
}

static void measure(const struct row *r, char **programs, int count)
{
	static struct figures f[PROGRAMS_MAX];
	cpu_set_t all, one;

	prepare(r, programs[0]);
	sched_getaffinity(0, sizeof all, &all);
	CPU_ZERO(&one);
	for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &one);
	if (r->one_core)
		sched_setaffinity(0, sizeof one, &one);
	for (unsigned round = 0; round < r->rounds; round++)
		for (int i = 0; i < count; i++) {
			if (r->build != BUILD_NONE)
				remove_folder("out");
			if (r->build == BUILD_AGAIN)
				run(programs[i], r, &f[i], round);
			run(programs[i], r, &f[i], round);
		}
	sched_setaffinity(0, sizeof all, &all);
	print(r, f, count);
	remove_folder("in");
	remove_folder("out");
}

// --- the programs ---

// The program lies beside the folder of this one.
int main(int argc, char **argv)
{
	char work[] = "/tmp/orgc-bench-XXXXXX", *programs[PROGRAMS_MAX], *corpus = getenv("CORPUS");
	char *slash = strrchr(argv[0], '/'), own[4096];
	const char *row = getenv("ROW");
	int count = 1;

	if (!slash || argc > PROGRAMS_MAX || !mkdtemp(work))
		abort();
	snprintf(own, sizeof own, "%.*s/../orgc", (int)(slash - argv[0]), argv[0]);
	programs[0] = realpath(own, NULL);
	for (int i = 1; i < argc; i++)
		programs[count++] = realpath(argv[i], NULL);
	for (int i = 0; i < count; i++)
		if (!programs[i])
			abort();
	if (corpus && *corpus)
		corpus = realpath(corpus, NULL);
	if (chdir(work))
		abort();
	printf("%-39s %11s %11s %10s%s\n", "", "processor", "clock", "memory",
	       count > 1 ? " | the others: times what they take" : "");
	for (size_t i = 0; i < ROWS; i++)
		if (!row || strstr(rows[i].name, row))
			measure(&rows[i], programs, count);
	if (corpus && *corpus)
		measure(&(struct row){"lint, real files", make_nothing, 0, 21, true, BUILD_NONE,
		                      {"lint", corpus}}, programs, count);
	remove_folder(work);
	return 0;
}
