// Where each byte of a scalar's text stands in the file that it was read from: what the
// readers did with quotes, escapes, folded lines and indentation, the other way round.
#ifndef MODEL_READ_TEXT_MAP_H
#define MODEL_READ_TEXT_MAP_H

#include "model/node.h"

// For each byte of the text its offset in the source, and one for the end of the text, in
// order. A character that an escape stands for is where the escape begins. NULL where the
// bytes of the file do not make the text by the rules known here. It holds until the next
// question about the document: that of a long text is asked for again and again, and made
// once. In a document without maps it is made in the arena each time.
const uint32_t *text_map_of(struct arena *a, const struct doc *d, const struct node *n);

struct text_maps *text_maps_new(struct arena *a);

// The byte of the text that the source's byte `at` belongs to; SIZE_MAX: none.
size_t text_map_find(const uint32_t *map, size_t len, uint32_t at);

// How far the lines of a block scalar are indented in the file.
size_t block_indent(const struct doc *d, const struct node *n);

#endif
