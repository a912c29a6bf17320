// What the rules about templates ask of single nodes.
#include "lint/template/look.h"

bool look_is_literal(const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_NONE;
}

static const struct entry *look(const struct lint *l, const struct node *n, int depth)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct str id = {0}, attribute;
	const struct entry *then;

	if (f == FN_IF && node_is_seq(argument) && argument->len == 3 && depth < 20) {
		then = look(l, node_item(argument, 1), depth + 1);
		return then == look(l, node_item(argument, 2), depth + 1) ? then : NULL;
	}
	if (f == FN_REF && node_is_scalar(argument))
		id = node_str(argument);
	else if (f == FN_GET_ATT)
		get_att_parts(argument, &id, &attribute);
	return id.len > 0 ? entries_find(&l->template->resources, id) : NULL;
}

const struct entry *look_resource(const struct lint *l, const struct node *n)
{
	return look(l, n, 0);
}
