// A comment on a pull request, or the summary of a step: the worst first, and never longer
// than GitHub takes.
// https://github.com/orgs/community/discussions/41331
#include "model/text/escape.h"
#include "model/text/utf8.h"
#include "model/write/write.h"
#include "report/formats/formats.h"

// A comment of GitHub takes 65,536 characters. Bytes are counted, of which a character has
// at least one; the rest is for what stands around.
enum { COMMENT_MAX = 60000 };

static const char *sign_of(enum severity s)
{
	return s == SEV_ERROR ? "❌" : s == SEV_WARNING ? "⚠️" : "ℹ️";
}

static const char *cell(struct arena *a, const char *text)
{
	enum { MOST = 600 };
	struct str s = str_of(text);

	return escaped(a, OUTPUT_MARKDOWN, str_slice(s, 0, utf8_cut(s, MOST)));
}

static struct str row(struct arena *a, const struct finding *f)
{
	const struct diag *d = f->diag;
	struct out o = {.arena = a};
	const char *rule = arena_printf(a, "%s %s", d->rule->id, d->rule->name);

	out_printf(&o, "| %s | %s:%u | %s", sign_of(d->severity),
	           cell(a, f->path), f->start.line, cell(a, d->message));
	if (d->hint)
		out_printf(&o, "<br>%s", cell(a, d->hint));
	if (d->rule->source && str_starts(str_of(d->rule->source), "https://"))
		out_printf(&o, " | [%s](%s) |\n", rule, d->rule->source);
	else
		out_printf(&o, " | %s |\n", rule);
	return out_str(&o);
}

void report_markdown(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	size_t written = 0, i;

	// By which a bot finds its own comment again.
	fputs("<!-- orgc -->\n### orgc: ", out);
	report_tally(out, r->tally);
	if (f.count == 0)
		return;
	fputs("\n| | place | finding | rule |\n| --- | --- | --- | --- |\n", out);
	findings_worst_first(&f);
	for (i = 0; i < f.count; i++) {
		struct str text = row(a, &f.items[i]);
		if (written + text.len > COMMENT_MAX)
			break;
		written += text.len;
		fwrite(text.at, 1, text.len, out);
	}
	if (i < f.count)
		fprintf(out, "\n%zu more findings do not fit here.\n", f.count - i);
}
