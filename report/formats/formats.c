// The table of formats, and what they share of each finding.
#include "report/formats/formats.h"

#include <stdlib.h>
#include <string.h>


static void write_text(struct arena *a, FILE *out, const struct report *r)
{
	for (size_t i = 0; i < r->count; i++)
		report_text_in(a, out, r->files[i].diags, r->colour);
}

static void write_json_report(struct arena *a, FILE *out, const struct report *r)
{
	const struct diags **all = arena_array(a, const struct diags *, r->count);

	for (size_t i = 0; i < r->count; i++)
		all[i] = r->files[i].diags;
	report_json(a, out, all, r->count, r->tally);
}

#define FORMATS(format)                                                                   \
	format("text", "for people, with the line and a caret", write_text)                   \
	format("json", "one JSON document (docs/formats.md)", write_json_report)              \
	format("jsonl", "a line of JSON for each finding", report_jsonl)                      \
	format("sarif", "SARIF 2.1.0, for code scanning", report_sarif)                       \
	format("junit", "JUnit's XML, for pages of test results", report_junit)               \
	format("checkstyle", "Checkstyle's XML", report_checkstyle)                           \
	format("github", "workflow commands of GitHub Actions", report_github)                \
	format("gitlab", "a Code Quality report of GitLab", report_gitlab)                    \
	format("markdown", "a comment on a pull request", report_markdown)
#define ROW(name, summary, write) {name, summary, write},
#define NAME(name, summary, write) name,

const struct format formats[] = {FORMATS(ROW) {0}};
const char *const format_names[] = {FORMATS(NAME) NULL};

const struct format *format_named(struct str name)
{
	for (const struct format *f = formats; f->name; f++)
		if (str_eq(str_of(f->name), name))
			return f;
	return NULL;
}

// --- findings ---

static struct finding finding_of(struct arena *a, const struct report_file *file,
                                 const struct diag *d)
{
	struct finding f = {.diag = d, .path = file->path, .start = {1, 1}, .end = {1, 1}};

	if (d->source) {
		f.path = d->source->name;
		f.start = source_place(a, d->source, d->start);
		f.end = source_place(a, d->source, d->end > d->start ? d->end : d->start);
	}
	return f;
}

struct findings report_findings(struct arena *a, const struct report *r)
{
	struct findings f = {0};
	const struct diag **diags;
	const char **paths;
	struct fingerprint *prints;
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += r->files[i].diags->count;
	f.items = arena_array(a, struct finding, count);
	diags = arena_array(a, const struct diag *, count);
	paths = arena_array(a, const char *, count);
	for (size_t i = 0; i < r->count; i++)
		for (size_t j = 0; j < r->files[i].diags->count; j++) {
			paths[f.count] = r->files[i].path;
			diags[f.count] = &r->files[i].diags->items[j];
			f.items[f.count] = finding_of(a, &r->files[i], diags[f.count]);
			f.count++;
		}
	prints = fingerprints(a, &r->base, diags, paths, count);
	for (size_t i = 0; i < count; i++)
		f.items[i].fingerprint = prints[i].text;
	return f;
}

static int by_severity(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;

	if (a->diag->severity != b->diag->severity)
		return a->diag->severity > b->diag->severity ? -1 : 1;
	if (strcmp(a->path, b->path) != 0)
		return strcmp(a->path, b->path);
	if (a->start.line != b->start.line)
		return a->start.line < b->start.line ? -1 : 1;
	if (a->start.column != b->start.column)
		return a->start.column < b->start.column ? -1 : 1;
	return strcmp(a->diag->rule->id, b->diag->rule->id);
}

void findings_worst_first(struct findings *f)
{
	qsort(f->items, f->count, sizeof *f->items, by_severity);
}
