// The way down to a node that is known by its place in the file.
#ifndef MODEL_READ_AROUND_H
#define MODEL_READ_AROUND_H

#include "model/node.h"

// The child of a map or list that holds all bytes of `n` and is no alias; NULL where none
// does. In a wide one the search goes on from what was found last: rules ask in the order
// of the file.
const struct node *doc_child_around(const struct doc *d, const struct node *parent,
                                    const struct node *n);

#endif
