// Edits, file by file.
#include "cli/guardrails/fix.h"

#include <stdio.h>
#include <string.h>

#include "model/edit/edit.h"
#include "model/files.h"
#include "model/text/escape.h"

static const char *safe(struct arena *a, const char *text)
{
	return escaped(a, OUTPUT_TERMINAL, str_of(text));
}

static void say(struct arena *a, const struct preflight_edit *e)
{
	fprintf(stderr, "%s: %s\n", safe(a, e->source->name), safe(a, e->fix.title));
}

static bool write_source(struct arena *a, const struct preflight_edits *edits,
                         struct source *source, bool only_show)
{
	const struct fix **fixes = arena_array(a, const struct fix *, edits->count);
	size_t count = 0, applied;
	const char *wrong = NULL;
	struct str after, diff;

	for (size_t i = 0; i < edits->count; i++)
		if (edits->items[i].source == source) {
			fixes[count++] = &edits->items[i].fix;
			say(a, &edits->items[i]);
		}
	after = edits_apply(a, source->text, fixes, count, &applied);
	if (only_show) {
		diff = edits_diff(a, source->name, source->text, after);
		fwrite(diff.at, 1, diff.len, stdout);
	} else {
		wrong = file_replace(a, source->name, source->text, after);
	}
	if (wrong)
		fprintf(stderr, "orgc preflight: %s\n", safe(a, wrong));
	return !wrong;
}

bool fix_write(struct arena *a, const struct preflight_edits *edits, bool only_show)
{
	bool all = true;

	for (size_t i = 0; i < edits->count; i++) {
		size_t first = 0;
		while (edits->items[first].source != edits->items[i].source)
			first++;
		if (first == i)
			all &= write_source(a, edits, edits->items[i].source, only_show);
	}
	if (edits->count > 0)
		fprintf(stderr, "trade-off: %s\n", edits->items[0].trade_off);
	else
		fprintf(stderr, "orgc preflight: there is nothing to fix in one way only\n");
	return all;
}
