// JUnit's and Checkstyle's XML: what pages of test results and older tools read.
// https://github.com/jenkinsci/xunit-plugin (junit-10.xsd)
// https://github.com/checkstyle/checkstyle (checkstyle's XMLLogger)
#include <string.h>

#include "model/text/escape.h"
#include "report/formats/formats.h"

static void attribute(struct arena *a, FILE *out, const char *name, const char *value)
{
	fprintf(out, " %s=\"%s\"", name, escaped(a, OUTPUT_XML, str_of(value)));
}

static void number(FILE *out, const char *name, size_t value)
{
	fprintf(out, " %s=\"%zu\"", name, value);
}

// Index of the first finding after `from` that is of another path.
static size_t same_path(const struct findings *f, size_t from)
{
	size_t i = from;

	while (i < f->count && strcmp(f->items[i].path, f->items[from].path) == 0)
		i++;
	return i;
}

// --- JUnit ---

// Infos fail nothing.
static size_t failures(const struct findings *f, size_t from, size_t to)
{
	size_t count = 0;

	for (size_t i = from; i < to; i++)
		count += f->items[i].diag->severity > SEV_INFO;
	return count;
}

static void test_case(struct arena *a, FILE *out, const struct finding *f)
{
	const struct diag *d = f->diag;
	const char *tag = d->severity == SEV_INFO ? "system-out" : "failure";

	fputs("    <testcase", out);
	attribute(a, out, "name", arena_printf(a, "%s %s:%u:%u", d->rule->id, d->rule->name,
	                                       f->start.line, f->start.column));
	attribute(a, out, "classname", f->path);
	fprintf(out, ">\n      <%s", tag);
	if (d->severity > SEV_INFO) {
		attribute(a, out, "message", d->message);
		attribute(a, out, "type", severity_name(d->severity));
	}
	fprintf(out, ">%s:%u:%u: %s: %s", escaped(a, OUTPUT_XML, str_of(f->path)),
	        f->start.line, f->start.column, severity_name(d->severity),
	        escaped(a, OUTPUT_XML, str_of(d->message)));
	if (d->hint)
		fprintf(out, "\nhelp: %s", escaped(a, OUTPUT_XML, str_of(d->hint)));
	fprintf(out, "</%s>\n    </testcase>\n", tag);
}

static void test_suite(struct arena *a, FILE *out, const char *path,
                       const struct findings *f, size_t from, size_t to)
{
	fputs("  <testsuite", out);
	attribute(a, out, "name", path);
	number(out, "tests", to > from ? to - from : 1);
	number(out, "failures", failures(f, from, to));
	fputs(" errors=\"0\">\n", out);
	if (to == from) {
		fputs("    <testcase name=\"no findings\"", out);
		attribute(a, out, "classname", path);
		fputs("/>\n", out);
	}
	for (size_t i = from; i < to; i++)
		test_case(a, out, &f->items[i]);
	fputs("  </testsuite>\n", out);
}

void report_junit(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	size_t clean = 0, from = 0, to;

	for (size_t i = 0; i < r->count; i++)
		clean += r->files[i].diags->count == 0;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"orgc\"", out);
	number(out, "tests", f.count + clean);
	number(out, "failures", failures(&f, 0, f.count));
	fputs(">\n", out);
	for (size_t i = 0; i < r->count; i++) {
		if (r->files[i].diags->count == 0)
			test_suite(a, out, r->files[i].path, &f, from, from);
		for (size_t end = from + r->files[i].diags->count; from < end; from = to) {
			to = same_path(&f, from);
			to = to < end ? to : end;
			test_suite(a, out, f.items[from].path, &f, from, to);
		}
	}
	fputs("</testsuites>\n", out);
}

// --- Checkstyle ---

static void checkstyle_error(struct arena *a, FILE *out, const struct finding *f)
{
	const struct diag *d = f->diag;

	fputs("    <error", out);
	number(out, "line", f->start.line);
	number(out, "column", f->start.column);
	attribute(a, out, "severity", severity_name(d->severity));
	attribute(a, out, "message",
	          d->hint ? arena_printf(a, "%s (%s)", d->message, d->hint) : d->message);
	attribute(a, out, "source", arena_printf(a, "orgc.%s.%s", d->rule->id, d->rule->name));
	fputs("/>\n", out);
}

void report_checkstyle(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	size_t to;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n", out);
	for (size_t from = 0; from < f.count; from = to) {
		fputs("  <file", out);
		attribute(a, out, "name", f.items[from].path);
		fputs(">\n", out);
		to = same_path(&f, from);
		for (size_t i = from; i < to; i++)
			checkstyle_error(a, out, &f.items[i]);
		fputs("  </file>\n", out);
	}
	fputs("</checkstyle>\n", out);
}
