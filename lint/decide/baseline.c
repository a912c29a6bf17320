// Reads and writes baselines.
#include "lint/decide/baseline.h"

#include <stdlib.h>

#include "model/read/read.h"
#include "model/write/write.h"

static const struct rule baseline_broken = {
	.id = "BAS001",
	.name = "baseline-broken",
	.severity = SEV_ERROR,
	.summary = "a file that is no baseline",
	.why = "orgc lint --write-baseline makes one. A baseline of a newer version of orgc cannot\n"
	       "be read by an older one.",
	.source = "docs/ignore.md",
	.bad = "{\"version\": 2} #!\n",
	.good = "{\"version\": 1, \"findings\": []}\n",
};

const struct rule *const baseline_rules[] = {&baseline_broken, NULL};

bool baseline_read(struct arena *a, struct source *source, struct baseline *b,
                   struct diags *diags)
{
	static const char *const no_tags[] = {"", NULL};
	struct doc *doc = doc_read(a, source, SYNTAX_JSON, no_tags, diags);
	const struct node *list = node_get(doc->root, "findings");
	struct diag *d;

	*b = (struct baseline){.source = source, .prints = {.arena = a}};
	if (diags_count(diags, SEV_ERROR))
		return false;
	if (!node_is(node_get(doc->root, "version"), "1") || !node_is_seq(list)) {
		d = diag_at(diags, &baseline_broken, source, 0, 0,
		            "this is no baseline of this version of orgc");
		d->hint = "write it anew with orgc lint --write-baseline";
		return false;
	}
	b->used = arena_array(a, bool, list->len);
	node_each(list, item) {
		struct str print = node_str(node_get(item, "fingerprint"));
		if (print.len && names_add(&b->prints, print, (uint32_t)b->count) == NAME_NONE)
			b->count++;
	}
	return true;
}

bool baseline_takes(struct baseline *b, const struct fingerprint *print)
{
	uint32_t i = names_find(&b->prints, str_of(print->text));

	if (i == NAME_NONE)
		return false;
	b->used[i] = true;
	return true;
}

size_t baseline_unused(const struct baseline *b)
{
	size_t count = 0;

	for (size_t i = 0; i < b->count; i++)
		count += !b->used[i];
	return count;
}

// --- writing ---

struct entry_of_baseline {
	const char *path;
	const struct rule *rule;
	struct fingerprint print;
};

static int by_path(const void *left, const void *right)
{
	const struct entry_of_baseline *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order == 0)
		order = strcmp(a->rule->id, b->rule->id);
	return order ? order : strcmp(a->print.text, b->print.text);
}

struct str baseline_write(struct arena *a, const struct fingerprint_base *base,
                          const struct diag *const *diags, size_t count)
{
	struct fingerprint *prints = fingerprints(a, base, diags, NULL, count);
	struct entry_of_baseline *entries = arena_array(a, struct entry_of_baseline, count);
	struct out o = {.arena = a};

	for (size_t i = 0; i < count; i++)
		entries[i] = (struct entry_of_baseline){
			diags[i]->source ? path_in_repository(a, base, diags[i]->source->name) : "",
			diags[i]->rule, prints[i]};
	qsort(entries, count, sizeof *entries, by_path);
	out_text(&o, "{\n  \"version\": 1,\n  \"findings\": [");
	for (size_t i = 0; i < count; i++) {
		out_printf(&o, "%s\n    {\"file\": ", i ? "," : "");
		out_json_string(&o, str_of(entries[i].path));
		out_printf(&o, ", \"id\": \"%s\", \"fingerprint\": \"%s\"}", entries[i].rule->id,
		           entries[i].print.text);
	}
	out_text(&o, count ? "\n  ]\n}\n" : "]\n}\n");
	return out_str(&o);
}
