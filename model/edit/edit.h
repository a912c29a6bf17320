// Changing a file byte by byte: what no edit names stays as it is.
#ifndef MODEL_EDIT_EDIT_H
#define MODEL_EDIT_EDIT_H

#include "model/diag.h"

// Applies every fix that fits: in order of place, whole or not at all, leaving out a fix
// that overlaps one already taken. *applied counts them. Gives the new text.
struct str edits_apply(struct arena *a, struct str text, const struct fix *const *fixes,
                       size_t count, size_t *applied);
// The same; says of each fix whether it was applied.
struct str edits_apply_each(struct arena *a, struct str text,
                            const struct fix *const *fixes, size_t count, bool *applied);

// A unified diff of two texts with three lines of context; empty where they are equal.
struct str edits_diff(struct arena *a, const char *name, struct str before,
                      struct str after);

// --- making edits ---
//
// Each gives false where no edit is safe: where an alias or a merge names the place, where
// a key is said with "?" or in brackets, where comments would change sides, where the file
// has a line break that only YAML 1.1 knows, or the layout is too odd. A rule then offers
// no fix. What an edit touches stays valid, and read again the document is what it was but
// for that change. New texts of more than one line come in quotes. Edits of one document
// are made against its text as it was read. Values that come in are made, or are of this
// document; their tags are of its list.

// A new text for a scalar; its tag stays, and so do its quotes where they can hold it.
bool edit_scalar(const struct doc *d, struct arena *a, const struct node *scalar,
                 struct str text, struct edit *out);
// A pair after the last one of a map, or before `before` (a key; may be NULL), laid out
// as its siblings are: block, flow or JSON. In blocks a map or list that was made, not
// read, stands in brackets where its style says so. The key must not be there yet.
bool edit_add_pair(const struct doc *d, struct arena *a, const struct node *map,
                   const struct node *before, const char *key, const struct node *value,
                   struct edit *out);
bool edit_add_item(const struct doc *d, struct arena *a, const struct node *seq,
                   const struct node *value, struct edit *out);
// Takes a pair or an item out, with the comma or the lines that go with it. The last one
// leaves {} or [].
bool edit_remove_pair(const struct doc *d, struct arena *a, const struct node *map,
                      const struct node *key, struct edit *out);
bool edit_remove_item(const struct doc *d, struct arena *a, const struct node *seq,
                      const struct node *item, struct edit *out);
// A whole value in the place of another, tag included.
bool edit_value(const struct doc *d, struct arena *a, const struct node *old,
                const struct node *value, struct edit *out);

#endif
