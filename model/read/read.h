// Bytes -> tree. One entry for all input; libyaml reads YAML, a strict reader of our own
// reads JSON, since libyaml refuses some valid JSON and accepts some that is not.
#ifndef MODEL_READ_READ_H
#define MODEL_READ_READ_H

#include "model/diag.h"

enum syntax {
	SYNTAX_GUESS, // YAML where the name ends in .yaml or .yml; else JSON where the name
	              // ends in .json or the text begins with { or [; else YAML. Where that
	              // fails and the other does not, it is the other.
	SYNTAX_YAML,
	SYNTAX_JSON,
};

// Reads a source into a new doc of arena `a`. `tags` is a NULL-ended list whose first
// entry is ""; a node's tag is its index there. Never NULL; root is NULL where the text
// is empty or could not be read, and in the second case `diags` has the reason.
//
// A tree is given where the text is sound; a finding about what it says (a duplicate key,
// an alias) does not take it away, one about its syntax does. Of several YAML documents
// the first is read and the rest not looked at. An alias is a copy of the node that it
// names, with its own place and the children of that node. A map that is given pairs by
// << has them where the << stood. What is wrong with the JSON of a text that was guessed
// to be JSON, but is YAML only, are warnings: CloudFormation takes it. IAM would not, so
// for a policy that stands alone they are errors.
struct doc *doc_read(struct arena *a, struct source *source, enum syntax syntax,
                     const char *const *tags, struct diags *diags);

// What a reader can say; NULL-ended. Each has a row for `orgc explain`.
extern const struct rule *const read_rules[];

// What is JSON to no one but CloudFormation, which tries YAML on it, becomes an error.
void read_without_yaml(struct diags *diags);

// The comment lines that stand right above a node in its file, or NULL. The node must be
// the first on its line, but for the '-' of items. Lines indented deeper than the node's
// are left out: they belong to what stands above. Texts come without the leading blanks,
// with the '#'.
struct comment {
	struct str text;
	struct comment *next;
};
struct comment *comment_above(const struct doc *d, const struct node *key_or_item);
// The comment after a node on the line where it ends; of a block scalar, the one after
// its | or >. After a block map or list is the comment of its last scalar: ask that; the
// one on the line of its key is after the key. Empty where there is none.
struct str comment_after(const struct doc *d, const struct node *n);

#endif
