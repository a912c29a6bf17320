// The command lint: checks files, and fixes them on request.
#define _POSIX_C_SOURCE 200809L
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/files/changed.h"
#include "cli/files/input.h"
#include "cli/lint/accept.h"
#include "cli/lint/decide.h"
#include "cli/outputs.h"
#include "cli/lint/run.h"
#include "report/findings.h"
#include "model/confines.h"
#include "model/die.h"
#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"

struct settings {
	enum severity fail_on;
	bool is_fail_on_said; // on the command line
	struct outputs outputs;
	bool colour;
	enum policy_kind kind;
	bool in_stack_set;
	bool fix, diff, show_skipped;
	bool guess; // make the fixes, too, that are not surely right
	const char *stdin_name;
	const char *changed_since; // a revision; NULL: all files
	const char *baseline, *write_baseline;
	bool add_ignores;
	const char *reason; // of those ignores
	struct deciding deciding;
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

static void say_fixed(struct check *c)
{
	const char *name = escaped(&c->arena, OUTPUT_TERMINAL, str_of(c->source->name));

	for (size_t i = 0; i < c->fix_count; i++)
		fprintf(stderr, "%s:%u: fixed %s %s\n", name, c->fixes[i].line,
		        c->fixes[i].rule->id, c->fixes[i].rule->name);
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
		say_fixed(c);
	} else if (!s->diff && c->is_fixed) {
		wrong = file_replace(&c->arena, c->path, c->before, after);
		if (wrong)
			take_back(c, wrong);
		else
			say_fixed(c);
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

// Configurations that are wrong come first: they may be why the rest is as it is.
static struct report report_of(struct arena *a, const struct settings *s,
                               const struct check *checks, size_t count,
                               const struct tally *tally)
{
	struct report_file *files = arena_array(a, struct report_file, count + 1);
	const struct deciding *d = &s->deciding;
	size_t used = 0;

	if (d->diags.count)
		files[used++] = (struct report_file){d->diags.items[0].source->name, &d->diags};
	for (size_t i = 0; i < count; i++)
		if (checks[i].source && !checks[i].skipped &&
		    (!checks[i].is_context || checks[i].result.findings.count))
			files[used++] = (struct report_file){checks[i].source->name,
			                                     &checks[i].result.findings};
	return (struct report){files, used, tally, d->rules, d->decisions.base, s->colour};
}

static void print_end(const struct settings *s, const struct inputs *in,
                      const struct tally *tally)
{
	const struct lint_decisions *d = &s->deciding.decisions;
	size_t gone = d->baseline ? baseline_unused(d->baseline) : 0;

	if (!outputs_are_for_people(&s->outputs))
		return;
	if (!tally->files && !tally->skipped) {
		if (in->count == 0 && in->problem_count == 0)
			fprintf(stderr, "there is nothing to lint: --show-skipped says what is left out\n");
		return;
	}
	report_tally(stderr, tally);
	if (d->ignored)
		fprintf(stderr, "%zu more ignored\n", d->ignored);
	if (d->accepted)
		fprintf(stderr, "%zu more accepted by the baseline\n", d->accepted);
	// A run over some files cannot tell of the others.
	if (gone && in->count && !in->items[0].named)
		fprintf(stderr, "%zu of the baseline are gone: orgc lint --write-baseline %s\n",
		        gone, d->baseline->source->name);
	warn_of_old_facts();
}

// Gives false where a report could not be written.
static bool print_findings(struct arena *a, const struct settings *s,
                           const struct inputs *in, struct check *checks,
                           const struct tally *tally)
{
	bool output_is_text =
		s->diff || (s->fix && in->count && strcmp(checks[0].path, "-") == 0);
	FILE *out = output_is_text ? stderr : stdout;
	struct report r = report_of(a, s, checks, in->count, tally);
	const char *wrong = outputs_write(a, &s->outputs, &r, out, NULL, NULL);

	fflush(stderr);
	fflush(out);
	print_end(s, in, tally);
	if (wrong)
		fprintf(stderr, "orgc lint: %s\n", escaped(a, OUTPUT_TERMINAL, str_of(wrong)));
	return !wrong;
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

static struct run run_of(struct arena *a, const struct inputs *in, struct settings *s)
{
	struct run r = {.arena = a, .checks = arena_array(a, struct check, in->count),
	                .count = in->count, .decisions = &s->deciding.decisions,
	                .packs = in->count > 1 && !s->fix && !s->diff && !s->add_ignores};

	for (size_t i = 0; i < in->count; i++) {
		struct check *c = &r.checks[i];
		c->path = in->items[i].path;
		c->name = strcmp(c->path, "-") == 0 ? s->stdin_name : NULL;
		c->named = in->items[i].named;
		c->is_context = in->items[i].is_context;
		c->anywhere = in->anywhere;
		c->kind = s->kind;
		c->in_stack_set = s->in_stack_set;
	}
	return r;
}

static struct tally tally_of(const struct settings *s, const struct run *r)
{
	struct tally tally = {0};

	tally_add(&tally, &s->deciding.diags);
	for (size_t i = 0; i < r->count; i++) {
		if (!r->checks[i].is_context) {
			tally.files += r->checks[i].source && !r->checks[i].skipped;
			tally.skipped += r->checks[i].skipped;
		}
		tally_add(&tally, &r->checks[i].result.findings);
	}
	return tally;
}

// Nothing is reported then.
static int accept(struct settings *s, struct run *r)
{
	if (s->add_ignores)
		return accept_by_ignores(r, &s->deciding, s->reason, s->diff);
	return accept_in_baseline(r, &s->deciding, s->write_baseline);
}

static int lint_inputs(struct arena *a, const struct inputs *in, struct settings *s)
{
	struct run r = run_of(a, in, s);
	struct tally tally;
	bool changed = false, written;
	int status;

	run_checks(&r);
	run_finish(&r);
	if ((s->fix || s->diff) && !s->add_ignores)
		changed = fix_all(&r, s);
	if (s->show_skipped)
		print_skipped(in, r.checks, in->count);
	if (s->write_baseline || s->add_ignores) {
		status = print_problems(in, r.checks, in->count);
		if (status == EXIT_CLEAN)
			status = accept(s, &r);
		run_free(&r);
		return status;
	}
	run_limit(&r);
	tally = tally_of(s, &r);
	written = print_findings(a, s, in, r.checks, &tally);
	status = print_problems(in, r.checks, in->count);
	if (!written)
		status = EXIT_BROKEN;
	for (int level = s->fail_on; level <= SEV_ERROR && status == EXIT_CLEAN; level++)
		if (tally.counts[level] || (s->diff && changed))
			status = EXIT_FINDINGS;
	run_free(&r);
	return status;
}

// --- which files ---

static bool is_not_excluded(void *context, const char *path)
{
	struct str seen;
	const struct config *c = deciding_config(context, path, &seen);

	return !config_excludes(c, seen);
}

struct since {
	struct arena *arena;
	struct names paths;
};

static bool has_changed(void *context, const char *path)
{
	struct since *since = context;

	return names_find(&since->paths, str_of(path_plain(since->arena, path))) != NAME_NONE;
}

// The top of the repository, as seen from where orgc runs: "." or "../..".
static const char *repository(struct arena *a)
{
	struct confines c = confines_of(a, ".");
	const char *here = path_plain(a, "."), *up = ".";
	size_t len = c.root ? strlen(c.root) : 0;

	if (!c.is_repository || strncmp(here, c.root, len) != 0)
		return ".";
	for (const char *slash = here + len; (slash = strchr(slash, '/')); slash++)
		up = strcmp(up, ".") == 0 ? ".." : arena_printf(a, "../%s", up);
	return up;
}

static void choose(struct inputs *in, struct settings *s, int count, char **names,
                   const char *list)
{
	struct since since = {.arena = in->arena, .paths = {.arena = in->arena}};
	const char *wrong;

	for (int i = 0; i < count; i++)
		inputs_add(in, names[i]);
	if (list)
		inputs_add_list(in, list);
	if (count == 0 && !list)
		inputs_add(in, s->stdin_name ? "-" : repository(in->arena));
	inputs_sort(in);
	inputs_keep(in, is_not_excluded, &s->deciding, false, "excluded by .orgc.yaml");
	if (!s->changed_since)
		return;
	wrong = changed_since(in->arena, s->changed_since, &since.paths);
	if (wrong)
		usage_error("lint", "%s", wrong);
	inputs_keep(in, has_changed, &since, true, "not changed");
}

// The org description that .orgc.yaml names says what policies and templates are.
static void add_org(struct inputs *in, struct settings *s)
{
	const char *org = deciding_file(&s->deciding, "org");

	if (org)
		inputs_add_context(in, deciding_shown(&s->deciding, path_plain(in->arena, org)));
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

static void take_option(struct settings *s, struct inputs *in, const char **list, int option)
{
	struct deciding *d = &s->deciding;

	switch (option) {
	case 'x': s->fix = true; break;
	case 'u': s->fix = s->guess = true; break;
	case 'd': s->diff = true; break;
	case 'a': in->anywhere = d->anywhere = true; break;
	case 's': s->show_skipped = true; break;
	case 'f': outputs_add(&s->outputs, "lint", optarg); break;
	case 'k': s->kind = kind_argument(optarg); break;
	case 't': s->in_stack_set = true; break;
	case 'l': *list = optarg; break;
	case 'n': s->stdin_name = optarg; break;
	case 'r': s->changed_since = optarg; break;
	case 'c': d->only = optarg; break;
	case 'b': s->baseline = optarg; break;
	case 'w': s->write_baseline = optarg; break;
	case 'i': s->add_ignores = true; break;
	case 'R': s->reason = optarg; break;
	case 'C': s->colour = colour_argument("lint", optarg, stdout); break;
	case 'F':
		s->fail_on = severity_argument("lint", optarg);
		s->is_fail_on_said = true;
		break;
	}
}

// What the configuration of where orgc runs says, where the command line does not.
static void take_config(struct settings *s)
{
	struct str path;
	const char *wrong;

	deciding_start(&s->deciding);
	if (!s->is_fail_on_said)
		config_fail_on(deciding_config(&s->deciding, "./x", &path), &s->fail_on);
	wrong = s->write_baseline ? NULL : deciding_baseline(&s->deciding, s->baseline);
	if (wrong)
		die("%s", escaped(s->deciding.arena, OUTPUT_TERMINAL, str_of(wrong)));
}

static void check_reason(const char *text)
{
	struct str reason = str_of(text ? text : "");
	unsigned until;

	if (!text)
		usage_error("lint", "--add-ignores needs --reason TEXT: why the findings may stay");
	if (!ignore_reason_fits(reason))
		usage_error("lint", "the reason has to be a line of text");
	until = ignore_until(&reason);
	if (until && until < today_number())
		usage_error("lint", "the day that the ignores would end with has passed");
}

static void check_settings(const struct settings *s, const struct inputs *in)
{
	if (s->write_baseline && (s->fix || s->diff || s->add_ignores))
		usage_error("lint", "--write-baseline goes with no option that changes files");
	if (s->reason && !s->add_ignores)
		usage_error("lint", "--reason goes with --add-ignores");
	if (!s->add_ignores)
		return;
	if (s->fix)
		usage_error("lint", "--add-ignores goes with none of the fixes: fix first, then "
		                    "ignore what is left");
	check_reason(s->reason);
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(in->items[i].path, "-") == 0)
			usage_error("lint", "--add-ignores writes into files, not into standard input");
}

int lint_command(int argc, char **argv)
{
	struct settings settings = {.fail_on = SEV_WARNING};
	struct arena arena = {0};
	struct inputs in = {.arena = &arena};
	const char *list = NULL;
	int option, status;

	settings.colour = report_in_colour(stdout);
	while ((option = next_option("lint", argc, argv)) != -1)
		take_option(&settings, &in, &list, option);
	settings.deciding.arena = &arena;
	settings.deciding.rules = all_rules(&arena);
	take_config(&settings);
	choose(&in, &settings, argc - optind, argv + optind, list);
	add_org(&in, &settings);
	check_settings(&settings, &in);
	status = lint_inputs(&arena, &in, &settings);
	arena_free(&arena);
	return status;
}
