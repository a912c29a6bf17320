// What kind of value stands where IAM expects another one.
#include "lint/policy/shape.h"

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
