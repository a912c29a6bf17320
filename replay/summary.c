// Counts -> JSON -> counts.
#include "replay/summary.h"

#include <stdlib.h>

#include "model/read/read.h"
#include "model/write/write.h"

static void set_number(struct arena *a, struct node *map, const char *key, size_t number)
{
	node_set(a, map, key,
	         node_scalar(a, str_of(arena_printf(a, "%zu", number)), STYLE_PLAIN));
}

static void set_text(struct arena *a, struct node *map, const char *key, struct str text)
{
	node_set(a, map, key, node_scalar(a, text, STYLE_DOUBLE));
}

static struct node *group_node(struct arena *a, const struct replay_group *g)
{
	struct node *map = node_map(a);

	set_text(a, map, "kind", str_of(replay_count_names[g->kind]));
	set_text(a, map, "policy", g->policy);
	set_number(a, map, "statement", g->statement);
	set_text(a, map, "action", g->action);
	set_text(a, map, "principal", g->principal);
	set_text(a, map, "account", g->account);
	set_number(a, map, "calls", g->calls);
	set_text(a, map, "first", str_of(g->first));
	set_text(a, map, "last", str_of(g->last));
	return map;
}

static struct node *exemptions_node(struct arena *a, const struct replay_exemptions *all)
{
	struct node *list = node_seq(a);

	for (size_t i = 0; i < all->count; i++) {
		const struct replay_exemption *e = &all->items[i];
		struct node *map = node_map(a);
		set_text(a, map, "policy", e->policy);
		set_number(a, map, "statement", e->statement);
		set_text(a, map, "principal", e->principal);
		node_set(a, map, "used",
		         node_scalar(a, e->is_used ? S("true") : S("false"), STYLE_PLAIN));
		node_append(list, map);
	}
	return list;
}

struct str summary_write(struct arena *a, const struct replay *r,
                         const struct trail_losses *losses)
{
	struct node *root = node_map(a), *counts = node_map(a), *groups = node_seq(a);
	struct node_list list = node_list_of(groups);

	set_text(a, root, "made-by", S("orgc replay"));
	set_number(a, root, "records", r->records);
	set_number(a, root, "wrong", losses->wrong);
	set_number(a, root, "cut", losses->cut);
	set_number(a, root, "too-long", losses->too_long);
	set_number(a, root, "dropped", r->dropped);
	for (int i = 0; i < REPLAY_COUNTS; i++)
		set_number(a, counts, replay_count_names[i], r->counts[i]);
	node_set(a, root, "counts", counts);
	for (size_t i = 0; i < r->group_count; i++)
		node_list_add(&list, group_node(a, &r->groups[i]));
	node_set(a, root, "groups", groups);
	node_set(a, root, "exemptions", exemptions_node(a, &r->exemptions));
	return write_json(a, root);
}

// --- reading ---

static size_t number_at(struct arena *a, const struct node *map, const char *key)
{
	struct str text = node_str(node_get(map, key));

	return str_all_digits(text) ? strtoull(arena_cstring(a, text), NULL, 10) : 0;
}

static enum replay_count kind_named(struct str name)
{
	for (int i = 0; i < REPLAY_COUNTS; i++)
		if (str_is(name, replay_count_names[i]))
			return (enum replay_count)i;
	return REPLAY_SAME;
}

static void add_group(struct arena *a, struct replay *r, const struct node *map)
{
	struct replay_group like = {
		.kind = kind_named(node_str(node_get(map, "kind"))),
		.policy = node_str(node_get(map, "policy")),
		.statement = number_at(a, map, "statement"),
		.action = node_str(node_get(map, "action")),
		.principal = node_str(node_get(map, "principal")),
		.account = node_str(node_get(map, "account")),
	};
	struct replay_group *g = replay_group(r, &like);
	size_t calls = number_at(a, map, "calls");

	if (!g) {
		r->dropped += calls;
		return;
	}
	g->calls += calls;
	replay_stretch(g, node_str(node_get(map, "first")), node_str(node_get(map, "last")));
}

static void add_exemption(struct arena *a, struct replay *r, const struct node *map)
{
	struct replay_exemption one = {
		.policy = node_str(node_get(map, "policy")),
		.principal = node_str(node_get(map, "principal")),
		.statement = number_at(a, map, "statement"),
		.is_used = node_is(node_get(map, "used"), "true"),
	};

	exemptions_add(r->arena, &r->exemptions, &one);
}

bool summary_add(struct arena *a, struct str text, struct replay *r,
                 struct trail_losses *losses)
{
	struct diags diags = {.arena = a};
	const struct doc *doc =
		doc_read(a, source_new(a, "summary", text), SYNTAX_JSON, NULL, &diags);

	if (!node_is(node_get(doc->root, "made-by"), "orgc replay"))
		return false;
	r->records += number_at(a, doc->root, "records");
	r->dropped += number_at(a, doc->root, "dropped");
	losses->wrong += number_at(a, doc->root, "wrong");
	losses->cut += number_at(a, doc->root, "cut");
	losses->too_long += number_at(a, doc->root, "too-long");
	for (int i = 0; i < REPLAY_COUNTS; i++)
		r->counts[i] += number_at(a, node_get(doc->root, "counts"), replay_count_names[i]);
	node_each(node_get(doc->root, "groups"), group)
		add_group(a, r, group);
	node_each(node_get(doc->root, "exemptions"), exemption)
		add_exemption(a, r, exemption);
	return true;
}
