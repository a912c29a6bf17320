// What read.c shares with the reader of each syntax. Nobody else includes it.
#ifndef MODEL_READERS_H
#define MODEL_READERS_H

#include "model/diag.h"

// Each fills in doc->root and doc->second, or leaves root NULL and says why.
void read_yaml(struct doc *doc, struct diags *diags);
void read_json(struct doc *doc, struct diags *diags);

// Keys by their text. A zeroed struct is an empty set.
struct key_set {
	struct node **slots; // a power of two of them, or NULL; an empty slot is NULL
	size_t room, count;
};

// Empties the set and makes room for `count` keys.
void key_set_start(struct arena *a, struct key_set *set, size_t count);
// Grows the set so that one more key fits.
void key_set_grow(struct arena *a, struct key_set *set);
// The slot that holds a key of that text, or the empty one where it belongs (whoever
// fills that adds to set->count). The set must have room for one more.
struct node **key_set_slot(const struct key_set *set, struct str text);

// Says which keys of a map stand there twice. `seen` is scratch, used again for each map.
void find_duplicate_keys(struct doc *doc, struct diags *diags, const struct node *map,
                         struct key_set *seen);

uint32_t bom_length(struct str text);

extern const struct rule rule_doc_bytes;
extern const struct rule rule_doc_yaml;
extern const struct rule rule_doc_json;
extern const struct rule rule_doc_bound;
extern const struct rule rule_doc_duplicate_key;
extern const struct rule rule_doc_key;
extern const struct rule rule_doc_anchor;
extern const struct rule rule_doc_merge_value;
extern const struct rule rule_doc_alias;
extern const struct rule rule_doc_merge;
extern const struct rule rule_doc_tag;
extern const struct rule rule_doc_second;

#endif
