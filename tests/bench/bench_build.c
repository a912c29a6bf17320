// What a build costs beside bare parsing by libyaml of the same org.yaml, with writing and
// lint apart, and the memory that the program takes for the whole: an organization as large
// as any, with every feature. The ways take turns, and of each the median round counts.
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gen/build.h"
#include "gen/deployment.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 9, ACCOUNTS = 10000, UNITS = 20, TEAMS = 39, SETS = 10 };
enum way { PARSE, READ, DECIDE, BUILD, WRITE, WAYS };

// --- the organization ---

static const char head[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"identity-center: {region: us-east-1}\n"
	"regions:\n"
	"  home: us-east-1\n"
	"  all:\n"
	"    [us-east-1, us-east-2, us-west-1, us-west-2, ap-south-1, ap-northeast-1,\n"
	"    ap-northeast-2, ap-northeast-3, ap-southeast-1, ap-southeast-2, ca-central-1,\n"
	"    eu-central-1, eu-west-1, eu-west-2, eu-west-3, eu-north-1, sa-east-1, eu-south-1,\n"
	"    me-south-1, af-south-1]\n";

static const char features[] =
	"delegated-administrators: {stacksets: account-00001}\n"
	"features:\n"
	"  automation: {admin: management, console: [role/Operator], in: all}\n"
	"  default-host-management: {in: all, regions: all, protect: true}\n"
	"  session-manager:\n"
	"    from: account-00001\n"
	"    who: [role/Operator]\n"
	"    in: [Unit-01, Unit-02, Unit-03]\n"
	"    except: [Unit-02/Team-07, account-00041]\n"
	"    hybrid: {nodes: 10}\n"
	"  share-ami:\n"
	"    tag: {Image: golden}\n"
	"    with: {ous: [Unit-04], organization: true}\n"
	"    in: [Unit-05/Team-01]\n"
	"    regions: all\n"
	"  unified-console: {admin: account-00001}\n"
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"  stacksets: {type: scp, preset: protect-stackset-roles, in: all}\n"
	"  buckets: {type: scp, preset: protect-public-access-block, in: [Unit-01, Unit-02],\n"
	"    exempt: [stacksets]}\n"
	"  strangers: {type: rcp, preset: deny-outside-principals, in: [Unit-03]}\n"
	"rollout: {order: [Unit-00, Unit-01], concurrency: 25%, tolerate: 0}\n"
	"stacksets:\n";

static const char template[] =
	"AWSTemplateFormatVersion: '2010-09-09'\n"
	"Parameters: {RetentionDays: {Type: Number}}\n"
	"Resources:\n"
	"  Logs:\n"
	"    Type: AWS::Logs::LogGroup\n"
	"    Properties: {RetentionInDays: !Ref RetentionDays}\n";

static struct str make_org(struct arena *a)
{
	struct out o = {.arena = a};

	out_text(&o, head);
	out_text(&o, "ous:\n");
	for (int unit = 0; unit < UNITS; unit++) {
		out_printf(&o, "  Unit-%02d: {id: ou-ab12-%08d}\n", unit, unit);
		for (int team = 0; team < TEAMS; team++)
			out_printf(&o, "  Unit-%02d/Team-%02d: {id: ou-ab12-%08d}\n", unit, team,
			           1000 + unit * TEAMS + team);
	}
	out_text(&o, "accounts:\n");
	for (int i = 0; i < ACCOUNTS; i++)
		out_printf(&o, "  account-%05d:\n    id: \"2000000%05d\"\n    ou: Unit-%02d/Team-%02d\n%s",
		           i, i, i % UNITS, i / UNITS % TEAMS, i % 50 ? "" : "    status: suspended\n");
	out_text(&o, features);
	for (int i = 0; i < SETS; i++)
		out_printf(&o,
		           "  own-%d: {template: own.yaml, in: [Unit-%02d, Unit-%02d], regions: all,\n"
		           "    after: [automation], parameters: {RetentionDays: %d}}\n", i, i, i + 5,
		           30);
	return out_str(&o);
}

// --- ways ---

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a, (void)path;
	*text = str_of(template);
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
	       ACCOUNTS, UNITS * (TEAMS + 1), (double)text.len / 1e6, whole * 1e3,
	       times[READ][ROUNDS / 2] / whole, times[DECIDE][ROUNDS / 2] / whole,
	       (double)bytes / 1e6, (times[BUILD][ROUNDS / 2] - times[DECIDE][ROUNDS / 2]) / whole,
	       times[WRITE][ROUNDS / 2] / whole);
}

// --- the program ---

static void save(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(text.at, 1, text.len, f) != text.len || fclose(f))
		abort();
}

// A process is said to take at least what the one that starts it takes, so this is done
// before anything large is.
static void measure_program(const char *program, const char *org, const char *folder)
{
	char *arguments[] = {(char *)program, (char *)"build", (char *)org, (char *)"-o",
	                     (char *)folder, NULL};
	posix_spawn_file_actions_t files;
	struct rusage usage;
	pid_t child;
	int status;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&child, program, &files, NULL, arguments, environ) ||
	    wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
		abort();
	posix_spawn_file_actions_destroy(&files);
	printf("orgc build of it, with lint of all that it makes: %.0f ms of processor time, "
	       "%.0f MB of memory at most\n",
	       (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3,
	       (double)usage.ru_maxrss / 1024);
}

static int remove_entry(const char *path, const struct stat *s, int type, struct FTW *w)
{
	(void)s, (void)type, (void)w;
	return remove(path);
}

// The program lies beside the folder of this one.
int main(int argc, char **argv)
{
	struct arena a = {0};
	struct str text = make_org(&a);
	char work[] = "/tmp/orgc-bench-XXXXXX";
	const char *folder, *org, *slash = strrchr(argv[0], '/');

	(void)argc;
	if (!slash || !mkdtemp(work))
		abort();
	folder = arena_printf(&a, "%s/build", work);
	org = arena_printf(&a, "%s/org.yaml", work);
	save(org, text);
	save(arena_printf(&a, "%s/own.yaml", work), str_of(template));
	measure_program(arena_printf(&a, "%.*s/../orgc", (int)(slash - argv[0]), argv[0]), org,
	                folder);
	measure(text, folder);
	nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&a);
	return 0;
}
