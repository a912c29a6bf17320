// What becomes of a template in many accounts and Regions.
#include "templates/stackset.h"

#include "aws/aws.h"

static const struct fact *row(const char *group, struct str type)
{
	return fact_find(fact_get(fact_file("stacksets"), group), type);
}

struct str stackset_type(const struct node *resource)
{
	return node_str(node_get(resource->next, "Type"));
}

bool stackset_nests(struct str type)
{
	return row("nested-types", type);
}

static const struct node *find_transform(const struct node *n)
{
	const struct node *found = n->tag == FN_TRANSFORM ? n : NULL;

	node_each(n, item)
		found = found ? found : find_transform(item);
	node_each_pair(n, key) if (!found) found =
		node_is(key, "Fn::Transform") ? key : find_transform(key->next);
	return found;
}

const struct node *stackset_transform(const struct node *root)
{
	const struct node *key = node_key(root, "Transform");

	return key ? key : find_transform(root);
}

bool stackset_is_iam(struct str type)
{
	return row("iam-types", type);
}

struct str stackset_account_name(struct str type)
{
	return fact_value(row("account-names", type));
}

struct str stackset_global_name(struct str type)
{
	return fact_value(row("global-names", type));
}

// --- names ---

static bool is_constant(struct str name, bool in_regions)
{
	return str_is(name, "AWS::Partition") || (in_regions && str_is(name, "AWS::AccountId"));
}

static bool is_same(struct arena *a, const struct node *name, bool in_regions)
{
	const struct node *argument = NULL;
	struct sub_part *parts;
	size_t count;

	switch (function_of(name, &argument)) {
	case FN_NONE:
		return node_str(name).len > 0;
	case FN_REF:
		return is_constant(node_str(argument), in_regions);
	case FN_SUB:
		if (!node_is_scalar(argument))
			return false;
		count = sub_parts(a, node_str(argument), &parts);
		for (size_t i = 0; i < count; i++)
			if (parts[i].is_name && !is_constant(parts[i].text, in_regions))
				return false;
		return true;
	default:
		return false;
	}
}

bool stackset_same_in_regions(struct arena *scratch, const struct node *name)
{
	return is_same(scratch, name, true);
}

bool stackset_same_in_accounts(struct arena *scratch, const struct node *name)
{
	return is_same(scratch, name, false);
}
