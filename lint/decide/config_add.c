// Writes into .orgc.yaml which rules are off in which files.
#include <string.h>

#include "lint/decide/config.h"
#include "model/edit/edit.h"
#include "model/read/read.h"
#include "model/write/write.h"

static const char *const no_tags[] = {"", NULL};

// The pattern that takes just this file.
static struct str pattern_of(struct arena *a, const char *path)
{
	struct out o = {.arena = a};

	out_byte(&o, '/');
	for (; *path; path++) {
		if (strchr("*?[\\", *path))
			out_byte(&o, '\\');
		out_byte(&o, *path);
	}
	return out_str(&o);
}

static struct node *item_of(struct arena *a, const struct config_off *off, struct str reason)
{
	struct node *item = node_map(a), *files = node_seq(a), *rules = node_map(a);
	struct node_list list = node_list_of(files);

	for (size_t i = 0; i < off->file_count; i++)
		node_list_add(&list, node_scalar(a, pattern_of(a, off->files[i]), STYLE_PLAIN));
	for (size_t i = 0; i < off->rule_count; i++)
		node_set(a, rules, off->rules[i]->id, node_scalar(a, S("off"), STYLE_PLAIN));
	node_set(a, item, "files", files);
	node_set(a, item, "rules", rules);
	node_set(a, item, "reason", node_scalar(a, reason, STYLE_PLAIN));
	return item;
}

static bool add_one(struct arena *a, const char *name, struct str *text, struct node *item)
{
	struct diags unseen = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, name, *text), SYNTAX_YAML, no_tags, &unseen);
	struct node *paths = node_get(doc->root, "paths"), *list = node_seq(a), *map = node_map(a);
	struct doc made = {.arena = a, .root = map, .tags = no_tags};
	struct fix fix = {.count = 1};
	struct edit edit;
	size_t applied;

	node_append(list, item);
	node_set(a, map, "paths", list);
	if (diags_count(&unseen, SEV_ERROR))
		return false;
	if (!doc->root || node_is_null(doc->root)) {
		struct str old = *text;
		*text = str_of(arena_printf(a, "%.*s%s%.*s", STR(old),
		                            old.len && !str_ends(old, "\n") ? "\n" : "",
		                            STR(write_yaml(a, &made))));
		// After a null that is written out, or the mark of an end, nothing more can stand.
		doc = doc_read(a, source_new(a, name, *text), SYNTAX_YAML, no_tags, &unseen);
		return !diags_count(&unseen, SEV_ERROR) && node_is_seq(node_get(doc->root, "paths"));
	}
	if (!(paths ? edit_add_item(doc, a, paths, node_copy(a, item), &edit)
	            : edit_add_pair(doc, a, doc->root, NULL, "paths", list, &edit)))
		return false;
	fix.edits = &edit;
	*text = edits_apply(a, *text, &(const struct fix *){&fix}, 1, &applied);
	return applied == 1;
}

bool config_add(struct arena *a, struct source *old, const struct config_off *items,
                size_t count, struct str reason, struct str *text)
{
	*text = old ? old->text : S("");
	for (size_t i = 0; i < count; i++)
		if (!add_one(a, old ? old->name : ".orgc.yaml", text, item_of(a, &items[i], reason)))
			return false;
	return true;
}
