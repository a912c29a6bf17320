// Values of JSON reports, added to a map under a key.
#ifndef REPORT_TREE_H
#define REPORT_TREE_H

#include "model/node.h"

// Nothing where `text` is NULL.
void tree_text(struct arena *a, struct node *map, const char *key, const char *text);
void tree_number(struct arena *a, struct node *map, const char *key, size_t number);

#endif
