// What the rules about templates ask of single nodes.
#include "lint/template/look.h"

bool look_is_literal(const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_NONE;
}

const struct entry *look_resource(const struct lint *l, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct str id = {0}, attribute;

	if (f == FN_REF && node_is_scalar(argument))
		id = node_str(argument);
	else if (f == FN_GET_ATT)
		get_att_parts(argument, &id, &attribute);
	return id.len > 0 ? entries_find(&l->template->resources, id) : NULL;
}
