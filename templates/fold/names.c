// What the rest of a folded template still names: conditions, mappings and parameters.
#include "templates/fold/fold_private.h"

void fold_name_condition(struct fold *f, struct str name)
{
	const struct entry *entry = entries_find(&f->t->conditions, name);
	size_t i = entry ? entry_index(&f->t->conditions, entry) : 0;

	if (!entry || f->condition_named[i])
		return;
	f->condition_named[i] = true;
	f->waiting[f->waiting_count++] = (uint32_t)i;
}

static void name_in(const struct entries *s, bool *is_named, struct str name)
{
	const struct entry *entry = entries_find(s, name);

	if (entry)
		is_named[entry_index(s, entry)] = true;
}

static void name_in_sub(struct fold *f, const struct node *argument)
{
	enum { FEW = 100 };
	bool alone = node_is_scalar(argument);
	struct str text = node_str(alone ? argument : node_item(argument, 0));
	const struct node *variables = alone ? NULL : node_item(argument, 1);
	struct sub_part *parts;
	size_t count = sub_parts(f->e->arena, text, &parts);

	if (variables && variables->len > FEW)
		variables = NULL; // no harm in a name too many
	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && !node_get_str(variables, parts[i].text))
			name_in(&f->t->parameters, f->parameter_named, parts[i].text);
}

struct str fold_literal_name(struct fold *f, const struct node *argument)
{
	const struct node *first = node_is_seq(argument) ? argument->first : argument;

	if (!node_is_scalar(first) || (first != argument && first->tag != TAG_NONE)) {
		f->names_unknown = true;
		return (struct str){0};
	}
	return node_str(first);
}

static void name_in_function(struct fold *f, const struct node *n)
{
	const struct node *argument;

	switch (function_of(n, &argument)) {
	case FN_REF:
	case FN_VALUE_OF:
		name_in(&f->t->parameters, f->parameter_named, fold_literal_name(f, argument));
		break;
	case FN_SUB:
		name_in_sub(f, argument);
		break;
	case FN_FIND_IN_MAP:
		name_in(&f->t->mappings, f->mapping_named, fold_literal_name(f, argument));
		break;
	case FN_IF:
	case FN_CONDITION:
		fold_name_condition(f, fold_literal_name(f, argument));
		break;
	case FN_TRANSFORM:
	case FN_FOR_EACH:
	case FN_UNKNOWN:
	case FN_REF_ALL:
	case FN_VALUE_OF_ALL:
		f->names_unknown = true;
		break;
	default:
		break;
	}
}

void fold_name_all(struct fold *f, const struct node *n)
{
	name_in_function(f, n);
	if (n->kind == NODE_SCALAR)
		return;
	for (const struct node *child = n->first; child; child = child->next) {
		if (n->kind == NODE_MAP) {
			if (loop_is(child) || node_is(child, "Fn::Transform"))
				f->names_unknown = true;
			child = child->next;
		}
		fold_name_all(f, child);
	}
}
