// Values of JSON reports.
#include "report/tree.h"

void tree_text(struct arena *a, struct node *map, const char *key, const char *text)
{
	if (text)
		node_set(a, map, key, node_scalar(a, str_of(text), STYLE_DOUBLE));
}

void tree_number(struct arena *a, struct node *map, const char *key, size_t number)
{
	node_set(a, map, key,
	         node_scalar(a, str_of(arena_printf(a, "%zu", number)), STYLE_PLAIN));
}
