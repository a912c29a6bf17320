// What read.c shares with the reader of each syntax. No other file includes it.
#ifndef MODEL_READ_READ_PRIVATE_H
#define MODEL_READ_READ_PRIVATE_H

#include "model/diag.h"
#include "model/text/lines.h"

// Each fills in doc->root and doc->second, or leaves root NULL and says why. The bytes
// have been checked by then.
void read_yaml(struct doc *doc, struct diags *diags, bool is_ascii);
void read_json(struct doc *doc, struct diags *diags);

// --- keys ---

// Keys by their text. A zeroed struct is an empty set.
struct key_set {
	struct node **slots;   // an empty slot is NULL
	size_t room, capacity; // slots in use, a power of two or 0; and those there are
	size_t count;
	uint64_t hash_key;
};

// Empties the set and makes room for `count` keys.
void key_set_start(struct arena *a, struct key_set *set, size_t count);
// Grows the set where one more key would not fit.
void key_set_grow(struct arena *a, struct key_set *set);
// The slot that holds a key of that text, or the empty one where it belongs; anyone who
// fills it adds to set->count. The set must have room for one more.
struct node **key_set_slot(struct arena *a, struct key_set *set, struct str text);

// Whether a key is YAML 1.1's <<; JSON has none, its keys are quoted.
bool is_merge_key(const struct node *key);

// Says which keys of a map stand there more than once. `seen` is scratch, used again for
// each map. A merge key (<<) may stand there often.
void find_duplicate_keys(struct doc *doc, struct diags *diags, const struct node *map,
                         struct key_set *seen);

// --- places and texts ---

uint32_t char_end(struct str text, uint32_t at); // of the character there, or `at`

// --- mistakes that both syntaxes know ---

// Says where version control left its marks; false where there are none.
bool find_conflict_marks(struct doc *doc, struct diags *diags);
// Gives a hint to a syntax error on a line with typographic quotes.
void hint_at_curly_quotes(const struct doc *doc, struct diag *error);

// --- YAML errors, in words ---

struct yaml_error {
	const char *problem, *context; // libyaml's words; context may be NULL
	uint32_t at;               // the byte where it gave up
	uint32_t since;            // where that began which it was reading, else `at`
	const struct node *before; // the last scalar, alias or bracketed collection, or NULL
	const struct node *open;   // the innermost open collection, or NULL
	const struct node *closed; // the block collection that ended last, or NULL
};
void explain_yaml_error(struct doc *doc, struct diags *diags, const struct yaml_error *e);

// --- rules ---

extern const struct rule rule_doc_bytes;
extern const struct rule rule_doc_yaml;
extern const struct rule rule_doc_json;
extern const struct rule rule_doc_bound;
extern const struct rule rule_doc_duplicate_key;
extern const struct rule rule_doc_key;
extern const struct rule rule_doc_anchor;
extern const struct rule rule_doc_merge_value;
extern const struct rule rule_doc_tab;
extern const struct rule rule_doc_quote;
extern const struct rule rule_doc_bracket;
extern const struct rule rule_doc_indent;
extern const struct rule rule_doc_unquoted;
extern const struct rule rule_doc_escape;
extern const struct rule rule_doc_conflict;
extern const struct rule rule_doc_web_page;
extern const struct rule rule_doc_alias;
extern const struct rule rule_doc_merge;
extern const struct rule rule_doc_type_tag;
extern const struct rule rule_doc_second;

#endif
