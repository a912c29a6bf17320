// Looking up keys again and again in maps as wide as strangers make them: a Sub with a
// thousand variables, a mapping with a thousand rows.
#ifndef MODEL_READ_KEYS_H
#define MODEL_READ_KEYS_H

#include "model/node.h"

// Gives what node_get_str gives. A wide map of a document that was read is looked through
// once, and then asked in constant time.
struct node *doc_get(const struct doc *d, const struct node *map, struct str key);

struct keys *keys_new(struct arena *a);

#endif
