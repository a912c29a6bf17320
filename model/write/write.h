// Tree -> bytes, for files that orgc makes. Deterministic: same tree, same bytes.
#ifndef MODEL_WRITE_WRITE_H
#define MODEL_WRITE_WRITE_H

#include "model/node.h"

// A growing text in an arena.
struct out {
	struct arena *arena;
	char *at;
	size_t len, room;
};
void out_bytes(struct out *o, struct str s);
void out_text(struct out *o, const char *cstring);
void out_byte(struct out *o, char byte);
void out_blanks(struct out *o, size_t count);
__attribute__((format(printf, 2, 3)))
void out_printf(struct out *o, const char *format, ...);
struct str out_str(const struct out *o);

// YAML in block style, indented by two, '- ' under its key indented too. A text is plain
// only where YAML 1.1 and 1.2 both read it back as this very text: account ids, versions,
// dates, yes/on/null and the like get quotes. More than one line goes in a literal block.
// Comments that stand above nodes in doc's sources are kept.
struct str write_yaml(struct arena *a, const struct doc *d);

// JSON, indented by two, or on one line without blanks. Tags must be gone by then (see
// templates/): a tagged node is our mistake. A plain scalar that is a JSON number, true,
// false or null is written bare, everything else as a string.
struct str write_json(struct arena *a, const struct node *root);
struct str write_json_minified(struct arena *a, const struct node *root);
void out_json_string(struct out *o, struct str text); // with its quotes
bool json_is_number(struct str text);

// How one scalar would be written in YAML, on one line.
struct str write_yaml_scalar(struct arena *a, struct str text);
// Whether it may stand plain.
bool yaml_plain_is_safe(struct str text);

#endif
