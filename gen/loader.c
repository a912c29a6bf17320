// Where the files are that org.yaml names.
#include "gen/loader.h"

#include "org/fill/include.h"

const char *org_beside(struct org *org, struct str path)
{
	return path_beside(org->arena, org->doc->sources[0]->name, path);
}

struct file_list {
	struct org_file *items;
	size_t count, room;
};

static void add_file(struct org *org, struct file_list *list, const struct node *policy)
{
	struct str path = node_str(node_get(policy, "file"));

	if ((!node_is(node_get(policy, "type"), "scp") &&
	     !node_is(node_get(policy, "type"), "rcp")) ||
	    path.len == 0 || str_find_byte(path, 0, '\0') >= 0)
		return;
	list->items = arena_grow(org->arena, list->items, list->count, &list->room,
	                         sizeof *list->items);
	list->items[list->count++] = (struct org_file){
		org_beside(org, path), node_is(node_get(policy, "type"), "rcp")};
}

size_t org_policy_files(struct org *org, struct org_file **files)
{
	struct file_list list = {0};

	node_each_pair(node_get(org->root, "policies"), key)
		add_file(org, &list, key->next);
	*files = list.items;
	return list.count;
}
