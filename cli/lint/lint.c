// The command lint: checks files, and fixes them on request.
#define _POSIX_C_SOURCE 200809L
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/files/input.h"
#include "cli/lint/run.h"
#include "report/findings.h"
#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"

struct settings {
	enum severity fail_on;
	enum report_format format;
	enum policy_kind kind;
	bool in_stack_set;
	bool fix, diff, show_skipped;
	bool guess; // make the fixes, too, that are not surely right
};

// --- fixes ---

// The file stays as it is, and so do its findings.
static void take_back(struct check *c, const char *wrong)
{
	fprintf(stderr, "orgc lint: %s\n",
	        escaped(&c->arena, OUTPUT_TERMINAL, str_of(wrong)));
	check_text(c, c->before);
	c->is_fixed = false;
	c->reason = 1;
}

// Writes what the fixes made of a file, or shows it.
static void write_fixed(struct check *c, const struct settings *s)
{
	struct str after = c->source ? c->source->text : (struct str){0}, diff;
	const char *wrong;

	if (s->diff && c->is_fixed) {
		diff = edits_diff(&c->arena, c->path, c->before, after);
		fwrite(diff.at, 1, diff.len, stdout);
	} else if (!s->diff && strcmp(c->path, "-") == 0 && !c->skipped && !c->reason) {
		fwrite(after.at, 1, after.len, stdout);
	} else if (!s->diff && c->is_fixed) {
		wrong = file_replace(&c->arena, c->path, c->before, after);
		if (wrong)
			take_back(c, wrong);
	}
}

// Gives whether there was anything to fix.
static bool fix_all(struct run *r, const struct settings *s)
{
	bool changed = false;

	run_fix(r, s->guess);
	for (size_t i = 0; i < r->count; i++) {
		write_fixed(&r->checks[i], s);
		changed |= r->checks[i].is_fixed;
	}
	run_finish(r);
	return changed;
}

// --- the command ---

static void print_findings(struct arena *a, const struct settings *s, struct check *checks,
                           size_t count, const struct tally *tally)
{
	const struct diags **all = arena_array(a, const struct diags *, count);
	bool output_is_text = s->diff || (s->fix && count && strcmp(checks[0].path, "-") == 0);
	FILE *out = output_is_text ? stderr : stdout;

	for (size_t i = 0; i < count; i++)
		all[i] = &checks[i].result.findings;
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
	struct run r = {.arena = a, .checks = arena_array(a, struct check, in->count),
	                .count = in->count, .packs = in->count > 1 && !s->fix && !s->diff};
	struct check *checks = r.checks;
	struct tally tally = {0};
	bool changed = false;
	int status;

	for (size_t i = 0; i < in->count; i++) {
		checks[i].path = in->items[i].path;
		checks[i].named = in->items[i].named;
		checks[i].anywhere = in->anywhere;
		checks[i].kind = s->kind;
		checks[i].in_stack_set = s->in_stack_set;
	}
	run_checks(&r);
	run_finish(&r);
	if (s->fix || s->diff)
		changed = fix_all(&r, s);
	for (size_t i = 0; i < in->count; i++) {
		tally.files += checks[i].source && !checks[i].skipped;
		tally.skipped += checks[i].skipped;
		tally_add(&tally, &checks[i].result.findings);
	}
	if (s->show_skipped)
		print_skipped(in, checks, in->count);
	print_findings(a, s, checks, in->count, &tally);
	status = print_problems(in, checks, in->count);
	for (int level = s->fail_on; level <= SEV_ERROR && status == EXIT_CLEAN; level++)
		if (tally.counts[level] || (s->diff && changed))
			status = EXIT_FINDINGS;
	run_free(&r);
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
