// What the files of the fold share; for everything else it is templates/eval.h.
#ifndef TEMPLATES_FOLD_PRIVATE_H
#define TEMPLATES_FOLD_PRIVATE_H

#include "templates/eval/eval_private.h"

// One template on its way. All nodes that are made lie in the arena of `e`.
struct fold {
	struct eval *e;
	const struct template *t;
	bool short_forms;
	bool *is_gone;          // resources that cannot be, by index …
	bool *parameter_named;  // … and what is still named
	bool *mapping_named;
	bool *condition_named;
	uint32_t *waiting;      // conditions that are named, but not written yet
	size_t waiting_count;
	bool names_unknown;     // anything may be named
};

// An evaluated value as a node of the new template.
static inline struct node *fold_written(struct fold *f, const struct node *value)
{
	return residual(f->e, value, f->short_forms);
}

static inline struct node_list fold_section_new(struct fold *f, const struct node *from)
{
	return node_list_of(eval_make(f->e, NODE_MAP, from));
}

static inline size_t entry_index(const struct entries *s, const struct entry *entry)
{
	return (size_t)(entry - s->items);
}

// The entry of a key, if it is the one whose turn it is; loops have none.
static inline const struct entry *entry_at(const struct entries *s, size_t i,
                                           const struct node *key)
{
	return i < s->count && s->items[i].key == key ? &s->items[i] : NULL;
}

// --- names.c ---

// Notes that a condition, or all that a folded value names, has to stay.
void fold_name_condition(struct fold *f, struct str name);
void fold_name_all(struct fold *f, const struct node *n);
// The first argument of a function, where it is a literal; else empty, and anything may be
// named.
struct str fold_literal_name(struct fold *f, const struct node *argument);

// --- entries.c ---

// A section of named things of which some cannot be; loops over what is not known stay.
struct node *fold_entries(struct fold *f, const struct node *section,
                          const struct entries *entries);
struct node *fold_rules(struct fold *f, const struct node *section);

// --- kept.c: once it is known what is named ---

// The bodies of the conditions that are named, by index; NULL for the others.
void fold_conditions(struct fold *f, struct node **bodies);
struct node *fold_conditions_kept(struct fold *f, const struct node *section,
                                  struct node *const *bodies);
struct node *fold_mappings(struct fold *f, const struct node *section);
struct node *fold_parameters(struct fold *f, const struct node *section);
struct node *fold_metadata(struct fold *f, const struct node *section);
// Takes items out of a list, or pairs with such keys out of a map.
void fold_drop(const struct fold *f, struct node *from,
               bool (*is_meant)(const struct fold *, const struct node *));

#endif
