// The texts that an evaluated value (templates/eval.h) can turn out to be.
//
// A rule asks "does some possible text …" or "does every possible text …" and must not
// mind how the text was put together; a value from a plain file is one variant of one
// piece, so the same rule serves both.
#ifndef MODEL_VARIANT_H
#define MODEL_VARIANT_H

#include "model/node.h"

// One run of a text: known letters, or a hole that deployment fills.
struct piece {
	struct str text;         // empty where `hole` is set
	const struct hole *hole; // NULL: known text
	const struct node *from; // the node that these letters (or the function) stand in
	size_t at;               // offset of `text` in the text of `from`
};

// One of the ways in which a value can turn out.
struct variant {
	const struct piece *pieces; // known pieces that touch are not joined: each has its place
	size_t count;
	// A parameter's Default or one of its AllowedValues stands in for its hole.
	bool assumes_parameter;
};

enum { VARIANTS_MAX = 64 };

struct variants {
	const struct variant *items; // at least the variants without assumptions come first
	size_t count;
	bool complete;    // false: more than VARIANTS_MAX, or a part that is no text
	bool may_be_none; // in some alternative there is no value at all
};

// Of a SCALAR, TEXT, HOLE, CHOICE or NONE; of anything else (or NULL) there are none. With
// `assume`, variants are added in which parameters take their Default and each of their
// AllowedValues.
struct variants variants_of(struct arena *a, const struct node *value, bool assume);

// The text where every piece is known (joined, in the arena); empty and false otherwise.
bool variant_text(struct arena *a, const struct variant *v, struct str *text);
// With each hole written as one byte that no document holds (HOLE_BYTE), for matching.
enum { HOLE_BYTE = 0x1a };
struct str variant_pattern(struct arena *a, const struct variant *v);
// The piece that byte `offset` of variant_pattern's text came from.
const struct piece *variant_piece(const struct variant *v, size_t offset);

// Every value that an element can hold: of a SEQ its items, of a CHOICE what both branches
// hold, of anything else the thing itself; NONE is passed over. Items that are choices or
// lists in lists are taken apart in the same way. Gives the count, the array in `a`.
struct leaf {
	const struct node *value; // SCALAR, TEXT, HOLE or MAP
	bool sometimes;           // stands in a branch of a choice
};
size_t leaves_of(struct arena *a, const struct node *value, struct leaf **leaves);

#endif
