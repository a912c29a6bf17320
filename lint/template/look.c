// What the rules about templates ask of single nodes.
#include "lint/template/look.h"

bool look_is_null(const struct node *n)
{
	struct str text = node_str(n);

	return node_is_scalar(n) && n->style == STYLE_PLAIN && n->tag == TAG_NONE &&
	       (text.len == 0 || str_is(text, "~") || str_eq_nocase(text, S("null")));
}

bool look_is_literal(const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_NONE;
}
