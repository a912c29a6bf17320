// Anchors, aliases and the merge key of YAML.
#include "model/limits.h"
#include "model/read/yaml_reader.h"
#include "model/text/say.h"

struct yaml_anchor *yaml_add_anchor(struct yaml_reader *r, const yaml_char_t *name,
                                    struct node *n)
{
	struct yaml_anchor *anchor;
	struct node **slot;
	struct str text = str_of((const char *)name);

	anchor = arena_new(r->doc->arena, struct yaml_anchor);
	key_set_grow(r->doc->arena, &r->anchors);
	slot = key_set_slot(r->doc->arena, &r->anchors, text);
	r->anchors.count += !*slot;
	text = arena_copy(r->doc->arena, text);
	anchor->name = (struct node){.text = text.at, .len = (uint32_t)text.len, .next = n};
	anchor->height = 1;
	*slot = &anchor->name;
	return anchor;
}


// Counts what an alias stands for once more; false past the bound.
static bool count_aliased(struct yaml_reader *r, size_t nodes, uint32_t at)
{
	r->size += nodes;
	r->aliased += nodes;
	if (r->aliased <= LIMIT_ALIAS_NODES)
		return true;
	if (!r->stopped)
		diag_at(r->diags, &rule_doc_bound, r->source, at, at,
		        "aliases make this file larger than %d nodes", LIMIT_ALIAS_NODES);
	r->failed = r->stopped = true;
	return false;
}


// --- merges ---

// Copies the pairs of a map whose keys are not there yet.
static void merge_map(struct yaml_reader *r, struct node_list *list,
                      const struct node *from)
{
	for (struct node *key = from->first; key; key = key->next->next) {
		struct node **slot, *copy, *value;
		if (!node_is_scalar(key))
			continue;
		if (!count_aliased(r, 2, key->start))
			return;
		key_set_grow(r->doc->arena, &r->scratch);
		slot = key_set_slot(r->doc->arena, &r->scratch, node_str(key));
		if (*slot)
			continue;
		copy = node_copy(r->doc->arena, key);
		value = node_copy(r->doc->arena, key->next);
		copy->flags |= NODE_SHARED;
		value->flags |= NODE_SHARED;
		*slot = copy;
		r->scratch.count++;
		node_list_pair(list, copy, value);
	}
}

static bool merge_value(struct yaml_reader *r, struct node_list *list,
                        const struct node *value)
{
	if (node_is_map(value)) {
		merge_map(r, list, value);
		return true;
	}
	if (!node_is_seq(value))
		return false;
	node_each(value, item)
		if (!node_is_map(item))
			return false;
	node_each(value, item)
		merge_map(r, list, item);
	return true;
}

void yaml_resolve_merges(struct yaml_reader *r, struct node *map)
{
	struct node *key = map->first, *next;
	struct node_list list;

	key_set_start(r->doc->arena, &r->scratch, map->len);
	node_each_pair(map, k)
		if (node_is_scalar(k) && !is_merge_key(k)) {
			*key_set_slot(r->doc->arena, &r->scratch, node_str(k)) = (struct node *)k;
			r->scratch.count++;
		}
	map->first = NULL;
	map->len = 0;
	list = node_list_of(map);
	for (; key; key = next) {
		next = key->next->next;
		if (is_merge_key(key)) {
			diag_node(r->diags, &rule_doc_merge, r->doc, key,
			          "CloudFormation does not support merging with <<");
			if (merge_value(r, &list, key->next))
				continue;
			if (!yaml_is_absent(key->next))
				diag_node(r->diags, &rule_doc_merge_value, r->doc, key->next,
				          "the value of << must be a map or a list of maps");
		}
		node_list_pair(&list, key, key->next);
	}
}

// --- aliases ---

// Marks all that stands under a node that an alias names; what is marked already is
// passed over, so every node is met once.
static void share(struct node *n)
{
	struct node *path[LIMIT_DEPTH];
	size_t depth = 0;

	for (;;) {
		bool fresh = !(n->flags & NODE_SHARED);
		n->flags |= NODE_SHARED;
		if (fresh && n->kind != NODE_SCALAR && n->first) {
			path[depth++] = n;
			n = n->first;
			continue;
		}
		while (depth > 0 && !n->next)
			n = path[--depth];
		if (depth == 0)
			return;
		n = n->next;
	}
}

static void say_no_anchor(struct yaml_reader *r, const char *name, bool inside,
                          uint32_t start, uint32_t end)
{
	const char *text = say_text(r->doc->arena, str_of(name));
	struct diag *d;

	if (inside)
		d = diag_at(r->diags, &rule_doc_anchor, r->source, start, end,
		            "*%s stands inside of what it names", text);
	else
		d = diag_at(r->diags, &rule_doc_anchor, r->source, start, end,
		            "*%s names nothing: there is no &%s before it", text, text);
	d->hint = "a text that begins with * must stand in quotes";
	r->failed = true;
	yaml_attach(r, yaml_node(r, NODE_SCALAR, STYLE_PLAIN, start, end));
	r->last_end = end;
}

void yaml_take_alias(struct yaml_reader *r, const yaml_event_t *e)
{
	const char *name = (const char *)e->data.alias.anchor;
	uint32_t start = yaml_byte_of(r, e->start_mark.index);
	uint32_t end = yaml_byte_of(r, e->end_mark.index);
	struct yaml_anchor *anchor = NULL;
	struct node *n;

	if (r->anchors.room)
		anchor = (struct yaml_anchor *)*key_set_slot(r->doc->arena, &r->anchors,
		                                             str_of(name));
	if (!anchor || anchor->size == 0) {
		say_no_anchor(r, name, anchor, start, end);
		return;
	}
	if (r->depth + anchor->height > LIMIT_DEPTH + 1) {
		yaml_say_too_deep(r, start);
		return;
	}
	if (!count_aliased(r, anchor->size, start))
		return;
	n = anchor->name.next;
	if (!(n->flags & NODE_SHARED))
		share(n);
	n = node_copy(r->doc->arena, n);
	n->start = start;
	n->end = r->last_end = end;
	r->last = n;
	diag_node(r->diags, &rule_doc_alias, r->doc, n,
	          "CloudFormation does not take aliases such as *%s",
	          say_text(r->doc->arena, str_of(name)))
		->hint = "write out what it stands for";
	yaml_attach(r, n);
	if (r->depth && r->levels[r->depth - 1].height < anchor->height)
		r->levels[r->depth - 1].height = anchor->height;
}
