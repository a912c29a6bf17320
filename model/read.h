// Bytes -> tree. One entry for all input; libyaml reads YAML, a strict reader of our own
// reads JSON, since libyaml refuses some valid JSON and accepts some that is not.
#ifndef MODEL_READ_H
#define MODEL_READ_H

#include "model/diag.h"

enum syntax {
	SYNTAX_GUESS, // YAML where the name ends in .yaml or .yml; else JSON where the first
	              // character that counts is { or [, or the name ends in .json; else YAML
	SYNTAX_YAML,
	SYNTAX_JSON,
};

// Reads a source into a new doc of arena `a`. `tags` is a NULL-ended list whose first
// entry is ""; a node's tag is its index there. Never NULL; root is NULL where the text
// is empty or could not be read, and in the second case `diags` has the reason.
struct doc *doc_read(struct arena *a, struct source *source, enum syntax syntax,
                     const char *const *tags, struct diags *diags);

// What a reader can say; NULL-ended. Each has a row for `orgc explain`.
extern const struct rule *const read_rules[];

// The comment lines that stand right above a node in its file, or NULL; and the comment
// behind it on its own line. Texts come without the leading blanks, with the '#'.
struct comment {
	struct str text;
	struct comment *next;
};
struct comment *comment_above(const struct doc *d, const struct node *key_or_item);
struct str comment_behind(const struct doc *d, const struct node *value);

#endif
