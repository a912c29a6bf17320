// What edits of blocks and edits of brackets share. No other file includes it.
#ifndef MODEL_EDIT_EDIT_PRIVATE_H
#define MODEL_EDIT_EDIT_PRIVATE_H

#include "model/edit/edit.h"

// Each edit walks along the line and the siblings of what it changes. So that many edits
// of one huge line or list stay cheap, such places are left alone.
enum { LINE_LONGEST = 1 << 14, CHILDREN_MOST = 1 << 14 };

struct editor {
	const struct doc *doc;
	struct arena *arena;
	struct str text;        // of the file that the node stands in
	const char *line_break; // as the file has them
};

// Where a node hangs.
struct home {
	const struct node *parent; // NULL: it is the root
	const struct node *key;    // whose value it is; NULL for items, keys and the root
};

// A child on the way into a collection: a pair, or an item where `key` is NULL.
struct child {
	const char *key;
	const struct node *value;
};

// Each gives false where no edit is safe, like those of edit.h.
bool block_add(struct editor *e, const struct node *parent, const struct node *before,
               struct child child, struct edit *out);
bool block_remove(struct editor *e, const struct node *parent, const struct node *child,
                  struct edit *out);
bool block_replace(struct editor *e, struct home home, const struct node *old,
                   const struct node *value, struct edit *out);
bool flow_add(struct editor *e, const struct node *parent, const struct node *before,
              struct child child, struct edit *out);
bool flow_remove(struct editor *e, const struct node *parent, const struct node *child,
                 struct edit *out);
bool flow_replace(struct editor *e, struct home home, const struct node *old,
                  const struct node *value, struct edit *out);

// Whether nothing follows on the line but blanks and a comment, and what comes next does
// not mind what it stands after. *end: of the line.
bool block_line_ends(const struct editor *e, uint32_t at, uint32_t *end);

// Whether a key stands right before its colon, not after a "?". *colon: where.
bool is_simple_key(const struct editor *e, const struct node *key, uint32_t *colon);
// Where a node begins after its tag and anchor; its end where nothing follows them.
uint32_t body_start(const struct editor *e, const struct node *n);
// The child before and after a key or an item; NULL where there is none.
const struct node *child_before(const struct node *parent, const struct node *child);
const struct node *child_after(const struct node *parent, const struct node *child);
// Where a pair or an item ends.
uint32_t child_end(const struct node *parent, const struct node *child);

// Said with | or >, and where it stands.
bool is_block_scalar(const struct node *n);
// The comment after its | or >; empty where there is none.
struct str header_comment(const struct editor *e, const struct node *block_scalar);

// The start of the first of the comment lines right above a line, as far as they are not
// deeper than `column` and stand after `floor`.
uint32_t above_comments(const struct editor *e, uint32_t line, size_t column, uint32_t floor);

struct edit edit_of(uint32_t start, uint32_t end, struct str text);
#endif
