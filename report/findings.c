// Findings as text and JSON, and the tally below them.
#define _POSIX_C_SOURCE 200809L
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/tree.h"
#include "model/text/utf8.h"
#include "model/text/escape.h"
#include "model/write/write.h"

void tally_add(struct tally *t, const struct diags *d)
{
	for (size_t i = 0; i < d->count; i++)
		t->counts[d->items[i].severity]++;
	t->dropped += d->dropped;
}

// --- text ---

bool report_in_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR");

	return isatty(fileno(out)) && !(no && *no);
}

static const char *colour_of(enum severity s)
{
	return s == SEV_ERROR ? "\033[1;31m" : s == SEV_WARNING ? "\033[1;33m" : "\033[1;36m";
}

// Nothing that a document holds may steer the terminal, and nothing is endless.
static void put_safely(struct arena *a, FILE *out, struct str text)
{
	enum { MOST = 4000 };
	struct str line = escape(a, OUTPUT_TERMINAL, str_slice(text, 0, utf8_cut(text, MOST)));

	fwrite(line.at, 1, line.len, out);
	if (text.len > MOST)
		fputs("…", out);
}

// Columns of a terminal: East Asian letters take two.
// https://www.unicode.org/reports/tr11/
static int width_of(uint32_t code)
{
	static const uint32_t wide[][2] = {
		{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},
		{0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
		{0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
	};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (code >= wide[i][0] && code <= wide[i][1])
			return 2;
	return 1;
}

static int width_of_text(struct str s)
{
	uint32_t code;
	int width = 0;

	for (size_t at = 0; at < s.len; at = utf8_next(s, at))
		width += utf8_decode(s, at, &code) ? width_of(code) : 1;
	return width;
}

// The line and a caret below; of a long line the part around the caret.
static void put_line(struct arena *a, FILE *out, const struct diag *d, struct place place)
{
	enum { BEFORE = 70, SHOWN = 110 };
	struct str line = source_line(a, d->source, place.line);
	const char *end = d->source->text.at + d->source->text.len;
	size_t caret, from = 0, to = line.len, marked;

	if (!line.at)
		return;
	caret = (size_t)(d->source->text.at + d->start - line.at);
	if (line.at + caret > end || caret > line.len)
		caret = line.len;
	marked = d->end > d->start ? d->end - d->start : 1;
	if (line.len > SHOWN) {
		from = utf8_cut(line, caret > BEFORE ? caret - BEFORE : 0);
		to = utf8_cut(line, from + SHOWN);
	}
	if (marked > to - caret)
		marked = to - caret;
	fprintf(out, "%5u | ", place.line);
	put_safely(a, out, str_slice(line, from, to));
	fprintf(out, "\n      | %*s^", width_of_text(str_slice(line, from, caret)), "");
	for (int i = width_of_text(str_slice(line, caret, caret + marked)); i > 1; i--)
		fputc('~', out);
	fputc('\n', out);
}

static void put_note(struct arena *a, FILE *out, const char *word, const char *text)
{
	fprintf(out, "      %s: ", word);
	put_safely(a, out, str_of(text));
	fputc('\n', out);
}

static void put_diag(struct arena *a, FILE *out, const struct diag *d, bool colour)
{
	if (d->source) {
		struct place place = source_place(a, d->source, d->start);
		// A log of GitHub takes a line that begins like this for a command.
		if (d->source->name[0] == ':')
			fputs("./", out);
		put_safely(a, out, str_of(d->source->name));
		fprintf(out, ":%u:%u: ", place.line, place.column);
	}
	fprintf(out, "%s%s:%s ", colour ? colour_of(d->severity) : "",
	        severity_name(d->severity), colour ? "\033[0m" : "");
	put_safely(a, out, str_of(d->message));
	fprintf(out, " [%s %s]\n", d->rule->id, d->rule->name);
	if (d->source)
		put_line(a, out, d, source_place(a, d->source, d->start));
	for (const struct related *r = d->related; r; r = r->next) {
		struct place place = source_place(a, r->source, r->start);
		put_note(a, out, "see", arena_printf(a, "%s:%u:%u: %s", r->source->name, place.line,
		                                  place.column, r->text));
	}
	if (d->hint)
		put_note(a, out, "help", d->hint);
	if (d->fix)
		put_note(a, out, d->fix_is_guess ? "fix with --fix-unsafe" : "fix",
		         d->fix->title);
}

void report_text(struct arena *a, FILE *out, const struct diags *d)
{
	if (d->count > 0 || d->dropped > 0)
		report_text_in(a, out, d, report_in_colour(out));
}

void report_text_in(struct arena *a, FILE *out, const struct diags *d, bool colour)
{
	for (size_t i = 0; i < d->count; i++)
		put_diag(a, out, &d->items[i], colour);
	if (d->dropped)
		fprintf(out, "%zu more findings are not shown\n", d->dropped);
}

void report_tally(FILE *out, const struct tally *t)
{
	static const char *const words[] = {"info", "warning", "error"};
	const char *comma = "";

	for (int s = SEV_ERROR; s >= SEV_INFO; s--) {
		if (!t->counts[s])
			continue;
		fprintf(out, "%s%zu %s%s", comma, t->counts[s], words[s],
		        t->counts[s] == 1 || s == SEV_INFO ? "" : "s");
		comma = ", ";
	}
	fprintf(out, "%s in %zu file%s", *comma ? "" : "no findings", t->files,
	        t->files == 1 ? "" : "s");
	if (t->skipped)
		fprintf(out, " (%zu other%s skipped: no documents that orgc knows)", t->skipped,
		        t->skipped == 1 ? "" : "s");
	fputc('\n', out);
}

// --- JSON ---

static void set_place(struct arena *a, struct node *map, struct source *s, uint32_t start)
{
	struct place place = source_place(a, s, start);

	tree_text(a, map, "file", s->name);
	tree_number(a, map, "line", place.line);
	tree_number(a, map, "column", place.column);
}

static struct node *related_json(struct arena *a, const struct related *r)
{
	struct node *map = node_map(a);

	set_place(a, map, r->source, r->start);
	tree_text(a, map, "message", r->text);
	return map;
}

// `also` is the first of the other places; `related` is all of them, where there are
// several.
static struct node *diag_json(struct arena *a, const struct diag *d)
{
	struct node *map = node_map(a), *related;
	struct place end;

	if (d->source) {
		end = source_place(a, d->source, d->end);
		set_place(a, map, d->source, d->start);
		tree_number(a, map, "endLine", end.line);
		tree_number(a, map, "endColumn", end.column);
	}
	tree_text(a, map, "severity", severity_name(d->severity));
	tree_text(a, map, "id", d->rule->id);
	tree_text(a, map, "name", d->rule->name);
	tree_text(a, map, "message", d->message);
	tree_text(a, map, "help", d->hint);
	tree_text(a, map, "fix", d->fix ? d->fix->title : NULL);
	tree_text(a, map, "source", d->rule->source);
	if (d->related)
		node_set(a, map, "also", related_json(a, d->related));
	if (d->related && d->related->next) {
		node_set(a, map, "related", related = node_seq(a));
		for (const struct related *r = d->related; r; r = r->next)
			node_append(related, related_json(a, r));
	}
	return map;
}

void report_json(struct arena *a, FILE *out, const struct diags *const *files, size_t count,
                 const struct tally *t)
{
	struct node *root = node_map(a), *findings = node_seq(a), *summary = node_map(a);
	struct node_list list = node_list_of(findings);
	struct str text;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < files[i]->count; j++)
			node_list_add(&list, diag_json(a, &files[i]->items[j]));
	tree_number(a, summary, "files", t->files);
	tree_number(a, summary, "skipped", t->skipped);
	tree_number(a, summary, "errors", t->counts[SEV_ERROR]);
	tree_number(a, summary, "warnings", t->counts[SEV_WARNING]);
	tree_number(a, summary, "infos", t->counts[SEV_INFO]);
	tree_number(a, summary, "notShown", t->dropped);
	tree_number(a, root, "version", 1);
	node_set(a, root, "findings", findings);
	node_set(a, root, "summary", summary);
	text = write_json(a, root);
	fwrite(text.at, 1, text.len, out);
}
