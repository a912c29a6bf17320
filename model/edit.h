// Changing a file byte by byte: what no edit names stays as it is.
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include "model/diag.h"

// Applies every fix that fits: in order of place, whole or not at all, leaving out a fix
// that overlaps one already taken. *applied counts them. Gives the new text.
struct str edits_apply(struct arena *a, struct str text, const struct fix *const *fixes,
                       size_t count, size_t *applied);

// A unified diff of two texts with three lines of context; empty where they are equal.
struct str edits_diff(struct arena *a, const char *name, struct str before,
                      struct str after);

// --- making edits ---

// A new text for a scalar, quoted as its style and neighbours allow (the quotes it had
// where they do). The node must not be NODE_SHARED.
struct edit edit_scalar(const struct doc *d, struct arena *a, const struct node *scalar,
                        struct str text);
// A pair behind the last one of a map, or before `before` (a key), laid out as its
// siblings are: block, flow or JSON. `value` is written in the style of the file.
struct edit edit_add_pair(const struct doc *d, struct arena *a, const struct node *map,
                          const struct node *before, const char *key,
                          const struct node *value);
struct edit edit_add_item(const struct doc *d, struct arena *a, const struct node *seq,
                          const struct node *value);
// Takes a pair or an item out, with the comma or the line that goes with it.
struct edit edit_remove_pair(const struct doc *d, struct arena *a, const struct node *map,
                             const struct node *key);
struct edit edit_remove_item(const struct doc *d, struct arena *a, const struct node *seq,
                             const struct node *item);
// A whole value in the place of another, tag included.
struct edit edit_value(const struct doc *d, struct arena *a, const struct node *old,
                       const struct node *value);

#endif
