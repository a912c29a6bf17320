// What the rules about templates ask of single nodes.
#include "lint/template/look.h"

bool look_is_literal(const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_NONE;
}
