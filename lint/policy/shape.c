#include "lint/policy/shape.h"

bool shape_is_null(const struct node *n)
{
	struct str text = node_str(n);

	return node_is_scalar(n) && n->style == STYLE_PLAIN && n->tag == TAG_NONE &&
	       (text.len == 0 || str_is(text, "~") || str_eq_nocase(text, S("null")));
}

bool shape_is_map(const struct node *n)
{
	if (!node_is_map(n) || n->tag != TAG_NONE)
		return false;
	node_each_pair(n, key)
		if (str_starts(node_str(key), "Fn::") || node_is(key, "Ref") ||
		    node_is(key, "Condition"))
			return false;
	return true;
}

bool shape_has_tag(const struct node *n)
{
	if (n->tag != TAG_NONE)
		return true;
	node_each(n, item)
		if (shape_has_tag(item))
			return true;
	node_each_pair(n, key)
		if (shape_has_tag(key->next))
			return true;
	return false;
}
