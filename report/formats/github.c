// Workflow commands of GitHub Actions: each finding stands beside its line in the pull
// request.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
#include "model/text/escape.h"
#include "report/formats/formats.h"

// GitHub shows so many of each level in a step, the first ones, and drops the rest.
enum { SHOWN = 10 };

static const char *command_of(enum severity s)
{
	return s == SEV_ERROR ? "error" : s == SEV_WARNING ? "warning" : "notice";
}

static void annotate(struct arena *a, FILE *out, const struct finding *f)
{
	const struct diag *d = f->diag;

	fprintf(out, "::%s file=%s,line=%u,endLine=%u,col=%u", command_of(d->severity),
	        escaped(a, OUTPUT_GITHUB, str_of(f->path)), f->start.line, f->end.line,
	        f->start.column);
	if (f->end.line == f->start.line)
		fprintf(out, ",endColumn=%u", f->end.column);
	fprintf(out, ",title=%s %s::%s", d->rule->id, d->rule->name,
	        escaped(a, OUTPUT_GITHUB_MESSAGE, str_of(d->message)));
	if (d->hint)
		fprintf(out, "%%0A%s", escaped(a, OUTPUT_GITHUB_MESSAGE, str_of(d->hint)));
	for (const struct related *r = d->related; r; r = r->next) {
		struct place place = source_place(a, r->source, r->start);
		fprintf(out, "%%0Asee %s:%u:%u: %s",
		        escaped(a, OUTPUT_GITHUB_MESSAGE, str_of(r->source->name)), place.line,
		        place.column, escaped(a, OUTPUT_GITHUB_MESSAGE, str_of(r->text)));
	}
	fputc('\n', out);
}

void report_github(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	size_t shown[SEV_ERROR + 1] = {0}, more = 0;

	findings_worst_first(&f);
	for (size_t i = 0; i < f.count; i++) {
		if (shown[f.items[i].diag->severity]++ < SHOWN)
			annotate(a, out, &f.items[i]);
		else
			more++;
	}
	if (more)
		fprintf(out, "%zu more findings: GitHub shows %d of each level\n", more, SHOWN);
}
