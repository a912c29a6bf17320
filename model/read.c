#include "model/read.h"

#include <string.h>

#include "model/limits.h"
#include "model/readers.h"

uint32_t bom_length(struct str text)
{
	return str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

// --- keys ---

void key_set_start(struct arena *a, struct key_set *set, size_t count)
{
	size_t room = 16;

	while (room < count * 2)
		room *= 2;
	if (set->room < room)
		set->slots = arena_array(a, struct node *, room);
	else
		memset(set->slots, 0, room * sizeof *set->slots);
	set->room = room;
	set->count = 0;
}

void key_set_grow(struct arena *a, struct key_set *set)
{
	struct key_set old = *set;

	if (old.room && (old.count + 1) * 2 <= old.room)
		return;
	*set = (struct key_set){0};
	key_set_start(a, set, old.room);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i])
			*key_set_slot(set, node_str(old.slots[i])) = old.slots[i];
	set->count = old.count;
}

struct node **key_set_slot(const struct key_set *set, struct str text)
{
	size_t i = str_hash(text) & (set->room - 1);

	while (set->slots[i] && !str_eq(node_str(set->slots[i]), text))
		i = (i + 1) & (set->room - 1);
	return &set->slots[i];
}

static const struct node *earlier_key(const struct node *map, const struct node *key)
{
	for (const struct node *k = map->first; k != key; k = k->next->next)
		if (node_is_scalar(k) && str_eq(node_str(k), node_str(key)))
			return k;
	return NULL;
}

void find_duplicate_keys(struct doc *doc, struct diags *diags, const struct node *map,
                         struct key_set *seen)
{
	enum { FEW = 8 };

	if (map->len > FEW)
		key_set_start(doc->arena, seen, map->len);
	node_each_pair(map, key) {
		const struct node *first;
		struct diag *d;
		if (!node_is_scalar(key))
			continue;
		if (map->len > FEW) {
			struct node **slot = key_set_slot(seen, node_str(key));
			first = *slot;
			if (!first)
				*slot = (struct node *)key;
		} else {
			first = earlier_key(map, key);
		}
		if (!first)
			continue;
		d = diag_node(diags, &rule_doc_duplicate_key, doc, key,
		              "key \"%.*s\" stands here for the second time", STR(node_str(key)));
		d->also = doc->sources[first->src];
		d->also_start = first->start;
		d->also_text = "first here";
	}
}

// --- entry ---

static enum syntax guess(const struct source *source)
{
	struct str name = str_of(source->name), text = source->text;
	size_t at = bom_length(text);

	if (str_ends(name, ".yaml") || str_ends(name, ".yml"))
		return SYNTAX_YAML;
	while (at < text.len && strchr(" \t\r\n", text.at[at]) && text.at[at])
		at++;
	if (at < text.len && (text.at[at] == '{' || text.at[at] == '['))
		return SYNTAX_JSON;
	return str_ends(name, ".json") ? SYNTAX_JSON : SYNTAX_YAML;
}

struct doc *doc_read(struct arena *a, struct source *source, enum syntax syntax,
                     const char *const *tags, struct diags *diags)
{
	struct doc *doc = arena_new(a, struct doc);

	doc->arena = a;
	doc->sources[doc->source_count++] = source;
	doc->tags = tags;
	if (source->text.len > LIMIT_FILE_BYTES) {
		diag_at(diags, &rule_doc_bound, source, 0, 0, "file is larger than %d MiB",
		        LIMIT_FILE_BYTES >> 20);
		return doc;
	}
	if (syntax == SYNTAX_GUESS)
		syntax = guess(source);
	if (syntax == SYNTAX_JSON)
		read_json(doc, diags);
	else
		read_yaml(doc, diags);
	return doc;
}
