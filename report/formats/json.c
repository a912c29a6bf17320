// JSON by the line, and GitLab's Code Quality report.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
#include "model/write/write.h"
#include "report/formats/formats.h"
#include "report/tree.h"

// --- a line for each finding ---

static struct node *finding_tree(struct arena *a, const struct finding *f)
{
	const struct diag *d = f->diag;
	struct node *map = node_map(a);

	tree_text(a, map, "file", f->path);
	tree_number(a, map, "line", f->start.line);
	tree_number(a, map, "column", f->start.column);
	tree_number(a, map, "endLine", f->end.line);
	tree_number(a, map, "endColumn", f->end.column);
	tree_text(a, map, "severity", severity_name(d->severity));
	tree_text(a, map, "id", d->rule->id);
	tree_text(a, map, "name", d->rule->name);
	tree_text(a, map, "message", d->message);
	tree_text(a, map, "help", d->hint);
	tree_text(a, map, "fix", d->fix ? d->fix->title : NULL);
	tree_text(a, map, "source", d->rule->source);
	tree_text(a, map, "fingerprint", f->fingerprint);
	return map;
}

void report_jsonl(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);

	for (size_t i = 0; i < f.count; i++) {
		struct str line = write_json_minified(a, finding_tree(a, &f.items[i]));
		fprintf(out, "%.*s\n", STR(line));
	}
}

// --- GitLab ---

static const char *gitlab_severity(enum severity s)
{
	return s == SEV_ERROR ? "critical" : s == SEV_WARNING ? "major" : "info";
}

static struct node *issue(struct arena *a, const struct finding *f)
{
	const struct diag *d = f->diag;
	struct node *map = node_map(a), *location = node_map(a), *lines = node_map(a);

	tree_text(a, map, "description", arena_printf(a, "%s [%s %s]", d->message, d->rule->id,
	                                              d->rule->name));
	tree_text(a, map, "check_name", d->rule->id);
	tree_text(a, map, "fingerprint", f->fingerprint);
	tree_text(a, map, "severity", gitlab_severity(d->severity));
	tree_text(a, location, "path", f->path);
	tree_number(a, lines, "begin", f->start.line);
	tree_number(a, lines, "end", f->end.line);
	node_set(a, location, "lines", lines);
	node_set(a, map, "location", location);
	return map;
}

void report_gitlab(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	struct node *root = node_seq(a);
	struct node_list list = node_list_of(root);
	struct str text;

	for (size_t i = 0; i < f.count; i++)
		node_list_add(&list, issue(a, &f.items[i]));
	text = write_json(a, root);
	fwrite(text.at, 1, text.len, out);
}
