// The list of features, and what several of them ask.
#include "org/features/feature.h"

#define FEATURE(symbol, name, about) &feature_##symbol,
const struct feature *const org_features[] = {
#include "org/features/features.def"
	NULL,
};
#undef FEATURE

void features_check(const struct org *org)
{
	for (const struct feature *const *f = org_features; *f; f++)
		if ((*f)->check)
			(*f)->check(org);
}

const struct node *feature_map(const struct org *org, const struct feature *f)
{
	return node_get(node_get(org->root, "features"), f->name);
}

bool names_region(const struct node *regions, struct str region)
{
	if (node_is(regions, "all") || str_eq(node_str(regions), region))
		return true;
	node_each(regions, item)
		if (node_is(item, "all") || str_eq(node_str(item), region))
			return true;
	return false;
}

struct str home_region(const struct org *org)
{
	return node_str(node_path(org->root, "regions/home"));
}

bool covers_home(const struct org *org, const struct node *regions)
{
	return !regions || names_region(regions, S("home")) ||
	       names_region(regions, home_region(org));
}

bool is_off(const struct node *n)
{
	return !n || (n->kind != NODE_SCALAR && n->len == 0) || node_is(n, "false");
}

size_t texts_of(const struct node *n, size_t index, struct str *text)
{
	const struct node *item = node_is_scalar(n) ? (index ? NULL : n) : node_item(n, index);

	*text = node_str(item);
	return item != NULL;
}
