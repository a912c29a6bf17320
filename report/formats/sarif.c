// SARIF 2.1.0, as code scanning of GitHub, Azure and editors reads it.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
#include <string.h>

#include "model/text/names.h"
#include "model/version.h"
#include "model/write/write.h"
#include "report/formats/formats.h"
#include "report/tree.h"

static const char *level_of(enum severity s)
{
	return s == SEV_ERROR ? "error" : s == SEV_WARNING ? "warning" : "note";
}

static struct node *message(struct arena *a, const char *text)
{
	struct node *map = node_map(a);

	tree_text(a, map, "text", text);
	return map;
}

// The rules that spoke: of several hundred, a report is about a few.
static bool speaks(const struct findings *f, const struct rule *rule)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].diag->rule == rule)
			return true;
	return false;
}

static struct node *rule_tree(struct arena *a, const struct rule *rule)
{
	struct node *map = node_map(a), *level = node_map(a), *help;

	tree_text(a, map, "id", rule->id);
	tree_text(a, map, "name", rule->name);
	node_set(a, map, "shortDescription", message(a, rule->summary));
	node_set(a, map, "fullDescription", message(a, rule->why ? rule->why : rule->summary));
	if (rule->source && str_starts(str_of(rule->source), "https://"))
		tree_text(a, map, "helpUri", rule->source);
	help = message(a, arena_printf(a, "%s\n\n%s%s%s", rule->why ? rule->why : rule->summary,
	                               rule->source ? rule->source : "",
	                               rule->source ? "\n\n" : "", "orgc explain says more."));
	node_set(a, map, "help", help);
	tree_text(a, level, "level", level_of(rule->severity));
	node_set(a, map, "defaultConfiguration", level);
	return map;
}

// --- results ---

// A path is a URI there: what may not stand in one is written by its number.
static const char *uri_of(struct arena *a, const char *path)
{
	struct out o = {.arena = a};

	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		if (c > ' ' && c < 0x7F && !strchr("\"#%<>?[\\]^`{|}:", c))
			out_byte(&o, *path);
		else
			out_printf(&o, "%%%02X", c);
	}
	out_byte(&o, '\0');
	return o.at;
}

static struct node *region(struct arena *a, struct place start, struct place end)
{
	struct node *map = node_map(a);

	tree_number(a, map, "startLine", start.line);
	tree_number(a, map, "startColumn", start.column);
	tree_number(a, map, "endLine", end.line);
	tree_number(a, map, "endColumn", end.column);
	return map;
}

static struct node *artifact(struct arena *a, const char *path)
{
	struct node *map = node_map(a);

	tree_text(a, map, "uri", uri_of(a, path));
	return map;
}

static struct node *location(struct arena *a, const char *path, struct place start,
                             struct place end)
{
	struct node *map = node_map(a), *physical = node_map(a);

	node_set(a, physical, "artifactLocation", artifact(a, path));
	node_set(a, physical, "region", region(a, start, end));
	node_set(a, map, "physicalLocation", physical);
	return map;
}

static struct node *related_locations(struct arena *a, const struct diag *d)
{
	struct node *list = node_seq(a), *one;

	for (const struct related *r = d->related; r; r = r->next) {
		one = location(a, r->source->name, source_place(a, r->source, r->start),
		               source_place(a, r->source, r->end));
		node_set(a, one, "message", message(a, r->text));
		node_append(list, one);
	}
	return list;
}

static struct node *fix_tree(struct arena *a, const struct finding *f)
{
	const struct fix *fix = f->diag->fix;
	struct source *source = f->diag->source;
	struct node *map = node_map(a), *changes = node_seq(a), *change = node_map(a);
	struct node *replacements = node_seq(a);

	for (size_t i = 0; i < fix->count; i++) {
		struct node *one = node_map(a), *content = node_map(a);
		node_set(a, one, "deletedRegion",
		         region(a, source_place(a, source, fix->edits[i].start),
		                source_place(a, source, fix->edits[i].end)));
		node_set(a, content, "text", node_scalar(a, fix->edits[i].text, STYLE_DOUBLE));
		node_set(a, one, "insertedContent", content);
		node_append(replacements, one);
	}
	node_set(a, change, "artifactLocation", artifact(a, f->path));
	node_set(a, change, "replacements", replacements);
	node_append(changes, change);
	node_set(a, map, "description", message(a, fix->title));
	node_set(a, map, "artifactChanges", changes);
	return map;
}

static struct node *result(struct arena *a, const struct finding *f)
{
	const struct diag *d = f->diag;
	struct node *map = node_map(a), *list = node_seq(a), *prints = node_map(a);

	tree_text(a, map, "ruleId", d->rule->id);
	tree_text(a, map, "level", level_of(d->severity));
	node_set(a, map, "message",
	         message(a, d->hint ? arena_printf(a, "%s\n%s", d->message, d->hint)
	                            : d->message));
	node_append(list, location(a, f->path, f->start, f->end));
	node_set(a, map, "locations", list);
	if (d->related)
		node_set(a, map, "relatedLocations", related_locations(a, d));
	tree_text(a, prints, "orgc/v1", f->fingerprint);
	node_set(a, map, "partialFingerprints", prints);
	if (d->fix && d->source && d->fix->count && !d->fix_is_guess) {
		list = node_seq(a);
		node_append(list, fix_tree(a, f));
		node_set(a, map, "fixes", list);
	}
	return map;
}

static struct node *tool(struct arena *a, const struct findings *f,
                         const struct rule *const *rules)
{
	struct node *map = node_map(a), *driver = node_map(a), *items = node_seq(a);
	struct node_list list = node_list_of(items);
	const struct rule **used = NULL;
	size_t count = 0, room = 0;

	tree_text(a, driver, "name", "orgc");
	tree_text(a, driver, "version", ORGC_VERSION);
	for (const struct rule *const *r = rules; *r; r++)
		if (speaks(f, *r)) {
			used = arena_grow(a, used, count, &room, sizeof *used);
			used[count++] = *r;
		}
	if (count > 0)
		rules_sort(used, count);
	for (size_t i = 0; i < count; i++)
		node_list_add(&list, rule_tree(a, used[i]));
	node_set(a, driver, "rules", items);
	node_set(a, map, "driver", driver);
	return map;
}

void report_sarif(struct arena *a, FILE *out, const struct report *r)
{
	struct findings f = report_findings(a, r);
	struct node *root = node_map(a), *runs = node_seq(a), *run = node_map(a);
	struct node *results = node_seq(a);
	struct node_list list = node_list_of(results);
	struct str text;

	for (size_t i = 0; i < f.count; i++)
		node_list_add(&list, result(a, &f.items[i]));
	tree_text(a, root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	tree_text(a, root, "version", "2.1.0");
	node_set(a, run, "tool", tool(a, &f, r->rules));
	tree_text(a, run, "columnKind", "unicodeCodePoints");
	node_set(a, run, "results", results);
	node_append(runs, run);
	node_set(a, root, "runs", runs);
	text = write_json(a, root);
	fwrite(text.at, 1, text.len, out);
}
