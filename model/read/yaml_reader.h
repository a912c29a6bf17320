// What the files that read YAML share.
#ifndef MODEL_READ_YAML_READER_H
#define MODEL_READ_YAML_READER_H

#include <yaml.h>

#include "model/read/read_private.h"

// A collection that has begun and not ended.
struct yaml_level {
	struct node_list list;
	struct node *key;           // MAP: the key whose value comes next; NULL: a key does
	struct yaml_anchor *anchor; // or NULL
	size_t size_before;         // reader.size when it began
	size_t height;              // of the highest child, and at least 1, that of a scalar
	bool has_merge;             // MAP: a key is <<
};

// A node that has a name. The name is a key node whose next is the node.
struct yaml_anchor {
	struct node name;
	size_t size;   // nodes in it, those that its aliases stand for counted; 0 while it is open
	size_t height; // 1 for a scalar, for a collection 1 more than its children have
};

// One file while it is read.
struct yaml_reader {
	struct doc *doc;
	struct diags *diags;
	struct source *source;
	yaml_parser_t parser;

	// libyaml counts characters, after a BOM: a place where both counts are
	// known.
	uint32_t chars, bytes;
	bool is_ascii; // then they differ by `base` everywhere
	uint32_t base; // where libyaml begins

	struct yaml_level *levels; // LIMIT_DEPTH of them
	size_t depth;
	const struct node *last;   // the last scalar, alias or bracketed collection, or NULL
	const struct node *closed; // the block collection that ended last, or NULL
	uint32_t last_end;         // after all that was read

	struct key_set anchors; // the names of struct yaml_anchor
	struct key_set scratch;
	size_t size;    // nodes so far, those that aliases stand for counted
	size_t aliased; // of these, the ones of aliases
	bool failed;    // no tree comes of this
	bool stopped;   // nothing more is read
};

// Whether an empty plain scalar is all there is: YAML 1.1 takes it for null.
static inline bool yaml_is_absent(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->style == STYLE_PLAIN && n->len == 0;
}

// --- read_yaml.c ---

// The byte in the file of a place that libyaml gives in characters.
uint32_t yaml_byte_of(struct yaml_reader *r, size_t chars);
struct node *yaml_node(struct yaml_reader *r, enum node_kind kind, enum node_style style,
                       uint32_t start, uint32_t end);
// Hangs a finished scalar or a starting collection into the tree.
void yaml_attach(struct yaml_reader *r, struct node *n);
void yaml_say_too_deep(struct yaml_reader *r, uint32_t at);

// --- yaml_scalar.c ---

enum node_style yaml_style_of(yaml_scalar_style_t style);
// A block scalar ends where its last line does, before the line break. Blank lines after
// it are not its own, except where |+ keeps them.
uint32_t yaml_block_end(struct str text, uint32_t start, uint32_t end, struct str value);
// Sets the text of a scalar: in the file, where it stands there as it is, else a copy.
void yaml_set_text(struct yaml_reader *r, struct node *n, struct str value,
                   bool on_one_line);

// --- yaml_alias.c ---

// Gives a node a name; an older node of that name loses it.
struct yaml_anchor *yaml_add_anchor(struct yaml_reader *r, const yaml_char_t *name,
                                    struct node *n);
void yaml_take_alias(struct yaml_reader *r, const yaml_event_t *e);
// What YAML 1.1 does with <<: the pairs of the maps it names come in, except those whose
// key is there already; the earlier map wins.
void yaml_resolve_merges(struct yaml_reader *r, struct node *map);

#endif
