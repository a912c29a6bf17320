// What a document is: one tree of small nodes, the same for YAML and JSON, that knows the
// bytes it was read from. Measured: 32 bytes a node is what keeps reading within a tenth
// of bare event parsing; page faults cost more than parsing does.
#ifndef MODEL_NODE_H
#define MODEL_NODE_H

#include "model/arena.h"
#include "model/source.h"

enum node_kind {
	// What readers make.
	NODE_SCALAR, // text; no one has asked yet whether it is a number
	NODE_SEQ,    // items
	NODE_MAP,    // keys and values in turn, in the order of the file
	// What the evaluator (templates/eval.h) makes besides: a value that is known only in
	// part. A reader never makes these and a writer never meets them.
	NODE_TEXT,   // children in turn make up one text: NODE_SCALAR known, NODE_HOLE not
	NODE_HOLE,   // a value known at deploy time only
	NODE_CHOICE, // two children: the value where `choice_of` holds, and where it does not
	NODE_NONE,   // AWS::NoValue: no value at all; anyone who holds it drops it
};

enum node_style {
	STYLE_PLAIN,   // also JSON's numbers, true, false and null
	STYLE_SINGLE,  // '…'
	STYLE_DOUBLE,  // "…", also JSON's strings
	STYLE_LITERAL, // |
	STYLE_FOLDED,  // >
	STYLE_BLOCK,   // SEQ and MAP
	STYLE_FLOW,    // SEQ and MAP in brackets, also JSON's
};

enum {
	// Stands after an alias or was merged by <<: several places share these bytes, so
	// no fix may change them.
	NODE_SHARED = 1,
	// Read by the JSON reader.
	NODE_JSON = 2,
	// A scalar whose text differs from its bytes in the file: escapes, folding, indents.
	NODE_DECODED = 4,
};

enum { TAG_NONE = 0, TAG_OTHER = 255 }; // see struct doc: tags

struct hole;

struct node {
	unsigned kind : 4;  // enum node_kind
	unsigned style : 4; // enum node_style
	unsigned flags : 8; // NODE_SHARED …
	unsigned src : 8;   // doc->sources[src] holds the bytes
	unsigned tag : 8;   // doc->tags[tag], TAG_NONE, or TAG_OTHER for one not in the list
	// The bytes the node was read from: quotes, tag and anchor included, a block
	// collection up to the end of its last child. For an evaluated node: of what it came
	// from, so that a finding points at what a person wrote.
	uint32_t start, end;
	uint32_t len; // SCALAR: bytes; SEQ, TEXT: children; MAP: pairs; CHOICE: condition number
	union {
		const char *text;        // SCALAR; not NUL-terminated; NULL where len is 0
		struct node *first;      // SEQ, MAP (first key), TEXT, CHOICE; NULL where empty
		const struct hole *hole; // HOLE
	};
	struct node *next; // the sibling after; in a MAP a key's next is its value, the
	                   // value's next the following key; NULL at the end
};

// What is known of a value that only deployment decides.
struct hole {
	const struct node *expr; // the function as it stands, for writing it out again
	struct str name;         // "Param", "Res.Attr", "AWS::Region"; empty where it has none
	bool is_list;            // a list of texts, not one text
	// For a parameter; NULL or empty where nothing is said.
	const struct node *fallback; // its Default
	const struct node *allowed;  // its AllowedValues, a SEQ
	struct str pattern;          // its AllowedPattern
};

struct text_maps; // private to model/read/text_map.c
struct keys;      // private to model/read/keys.c

// A file that was read, or a tree that was made.
struct doc {
	struct arena *arena;      // owns all of it; not owned by the doc
	struct node *root;        // NULL: empty, or not readable (then a diagnostic says so)
	struct source *sources[8];
	unsigned source_count;
	const char *const *tags;  // the list given to the reader: tags[0] is "", NULL-ended
	uint32_t second;          // offset of a second YAML document, 0 where there is none
	struct text_maps *maps;   // NULL in a tree that was made; so for the next
	struct keys *keys;
};

// --- asking ---

// NULL is none of these.
static inline bool node_is_map(const struct node *n)
{
	return n && n->kind == NODE_MAP;
}

static inline bool node_is_seq(const struct node *n)
{
	return n && n->kind == NODE_SEQ;
}

static inline bool node_is_scalar(const struct node *n)
{
	return n && n->kind == NODE_SCALAR;
}

// The text of a SCALAR; anything else, NULL: empty.
static inline struct str node_str(const struct node *n)
{
	return node_is_scalar(n) ? (struct str){n->text, n->len} : (struct str){0};
}

// A SCALAR with just this text.
static inline bool node_is(const struct node *n, const char *text)
{
	return node_is_scalar(n) && str_is(node_str(n), text);
}

// What YAML and JSON call null: plain, and empty, ~ or null.
bool node_is_null(const struct node *n);

// The value of the last such key: what a loader that lets duplicates pass would take.
// NULL where there is none, or where `map` is NULL or no MAP.
struct node *node_get_str(const struct node *map, struct str key);
struct node *node_key_str(const struct node *map, struct str key); // the key itself

static inline struct node *node_get(const struct node *map, const char *key)
{
	return node_get_str(map, str_of(key));
}

static inline struct node *node_key(const struct node *map, const char *key)
{
	return node_key_str(map, str_of(key));
}

struct node *node_path(const struct node *map, const char *path); // "a/b/c": get in turn

struct node *node_item(const struct node *seq, size_t index); // NULL past the end

// for (struct node *item = …)
#define node_each(seq, item)                                                              \
	for (const struct node *item = node_is_seq(seq) ? (seq)->first : NULL; item;      \
	     item = item->next)
// for each pair: `key`, and key->next is the value
#define node_each_pair(map, key)                                                          \
	for (const struct node *key = node_is_map(map) ? (map)->first : NULL; key;        \
	     key = key->next->next)

struct place node_place(const struct doc *d, const struct node *n);
struct str node_source_text(const struct doc *d, const struct node *n); // its bytes

// The byte of the file that the byte `offset` of a scalar's text came from
// (model/read/text_map.h).
uint32_t node_offset(const struct doc *d, const struct node *n, size_t offset);

// Same kind, same texts, same order of items; pairs may stand in any order. Styles and
// places do not count, tags do.
bool node_same(const struct node *a, const struct node *b);

// --- making ---

struct node *node_scalar(struct arena *a, struct str text, enum node_style style);
struct node *node_seq(struct arena *a);
struct node *node_map(struct arena *a);
// Appends; `item` must not have a parent yet (its `next` is set). Linear in the length:
// for long lists keep the tail with struct node_list.
void node_append(struct node *seq, struct node *item);
void node_set(struct arena *a, struct node *map, const char *key, struct node *value);

// Builds children in constant time each.
struct node_list {
	struct node *parent;
	struct node **tail;
};
struct node_list node_list_of(struct node *parent); // empty SEQ, MAP or TEXT
void node_list_add(struct node_list *l, struct node *child); // to a SEQ or TEXT
void node_list_pair(struct node_list *l, struct node *key, struct node *value);

// One node, its children shared, without siblings.
struct node *node_copy(struct arena *a, const struct node *n);
// Gives `n` the place of `from`, so that findings point there; gives n.
struct node *node_from(struct node *n, const struct node *from);

#endif
