// `orgc show config FILE`: what holds for a file, and the line that says so.
#include <stdio.h>

#include "cli/cli.h"
#include "cli/lint/decide.h"
#include "cli/show/show_facts.h"
#include "model/text/escape.h"
#include "model/write/write.h"

static void put_value(struct arena *a, const struct config *c, const char *key)
{
	const struct node *value = config_value(c, key);

	if (node_is_scalar(value))
		printf("%s: %s\n", key, escaped(a, OUTPUT_TERMINAL, node_str(value)));
}

static void put_levels(struct arena *a, const struct deciding *d, const struct config *c,
                       struct str path)
{
	static const char *const names[] = {"", "off", "info", "warning", "error"};

	for (const struct rule *const *r = d->rules; *r; r++) {
		const struct config *of;
		const struct node *where;
		enum config_level level = config_level(c, path, *r, &where, &of);
		if (level != LEVEL_OF_RULE)
			printf("%s %s: %s, by %s:%u\n", (*r)->id, (*r)->name, names[level],
			       escaped(a, OUTPUT_TERMINAL, str_of(of->doc->sources[where->src]->name)),
			       node_place(of->doc, where).line);
	}
}

int show_config(const char *path)
{
	struct arena arena = {0};
	struct deciding d = {.arena = &arena, .rules = rules_by_id(&arena)};
	const struct config *c;
	struct str seen;

	deciding_start(&d);
	c = deciding_config(&d, path, &seen);
	if (!c) {
		printf("no .orgc.yaml holds for %s\n",
		       escaped(&arena, OUTPUT_TERMINAL, str_of(path)));
	} else {
		printf("%s holds for %s\n", deciding_path(&d, path),
		       escaped(&arena, OUTPUT_TERMINAL, str_of(path)));
		put_value(&arena, c, "extends");
		put_value(&arena, c, "fail-on");
		put_value(&arena, c, "baseline");
		put_value(&arena, c, "ignore-reasons");
		if (config_excludes(c, seen))
			printf("excluded: a search of folders leaves it out\n");
		put_levels(&arena, &d, c, seen);
	}
	report_text(&arena, stderr, &d.diags);
	arena_free(&arena);
	return diags_count(&d.diags, SEV_ERROR) ? EXIT_FINDINGS : EXIT_CLEAN;
}

int show_config_schema(void)
{
	struct arena arena = {0};
	struct str text = write_json(&arena, config_schema(&arena));

	fwrite(text.at, 1, text.len, stdout);
	arena_free(&arena);
	return EXIT_CLEAN;
}
