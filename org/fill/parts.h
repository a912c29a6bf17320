// A text in parts: what stands there, and {{NAME}}. Nothing but org/fill includes it.
#ifndef ORG_FILL_PARTS_H
#define ORG_FILL_PARTS_H

#include "model/text/str.h"

// {{account.tags.owner|none}}, without blanks around its two parts.
struct value_hole {
	struct str name, fallback;
	bool has_fallback;
};

enum value_part {
	PART_END,
	PART_TEXT,
	PART_MARK, // {{ of {{!NAME}}, which is the text {{NAME}}
	PART_HOLE,
};

// The next part of a text from *at on, which moves behind it.
enum value_part value_part_next(struct str text, size_t *at, struct str *part,
                                struct value_hole *hole);
// Whether a text has a hole or a mark in it.
bool value_parts_any(struct str text);

#endif
