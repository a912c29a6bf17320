// What `orgc plan --format json OLD NEW` prints.
#include "report/plan.h"

static struct node *scalar(struct arena *a, struct str text)
{
	return node_scalar(a, text, STYLE_DOUBLE);
}

static void set_text(struct arena *a, struct node *map, const char *key, struct str text)
{
	if (text.len > 0)
		node_set(a, map, key, scalar(a, text));
}

static void set_word(struct arena *a, struct node *map, const char *key, const char *word)
{
	set_text(a, map, key, str_of(word));
}

static void set_bare(struct arena *a, struct node *map, const char *key, const char *text)
{
	node_set(a, map, key, node_scalar(a, str_of(text), STYLE_PLAIN));
}

static void set_number(struct arena *a, struct node *map, const char *key, size_t number)
{
	set_bare(a, map, key, arena_printf(a, "%zu", number));
}

static void set_flag(struct arena *a, struct node *map, const char *key, bool flag)
{
	if (flag)
		set_bare(a, map, key, "true");
}

static void set_names(struct arena *a, struct node *map, const char *key,
                      const struct names *names)
{
	struct node *seq = node_seq(a);
	struct node_list list = node_list_of(seq);

	for (size_t i = 0; i < names->count; i++)
		node_list_add(&list, scalar(a, names->items[i].text));
	if (names->count > 0)
		node_set(a, map, key, seq);
}

static const char *change_word(enum change change)
{
	return change == CHANGE_ADDED     ? "added"
	       : change == CHANGE_REMOVED ? "removed"
	       : change == CHANGE_STAYS   ? "stays"
	                                  : "changed";
}

// "changed" is what is said where it is not known.
static void set_reach(struct arena *a, struct node *map, const struct reach_change *r)
{
	set_word(a, map, "reach", reach_word(r->reach));
	if (r->reach != REACH_SAME) {
		set_word(a, map, "more-by", r->wider_by);
		set_word(a, map, "less-by", r->narrower_by);
	}
}

static enum change change_of(const void *old, const void *now)
{
	return !old ? CHANGE_ADDED : now ? CHANGE_CHANGED : CHANGE_REMOVED;
}

static struct node *account_json(struct arena *a, const struct account_change *c)
{
	const struct plan_account *one = c->now ? c->now : c->old;
	struct node *map = node_map(a);

	set_word(a, map, "change", change_word(change_of(c->old, c->now)));
	set_text(a, map, "id", one->id);
	set_text(a, map, "name", one->name);
	set_text(a, map, "ou", one->ou);
	if (c->renamed)
		set_text(a, map, "previously", c->old->name);
	if (c->moved)
		set_text(a, map, "moved-from", c->old->ou);
	set_flag(a, map, "suspended", c->suspended);
	set_flag(a, map, "active-again", c->resumed);
	set_names(a, map, "policies-lost", &c->lost);
	set_names(a, map, "policies-gained", &c->gained);
	return map;
}

static struct node *ou_json(struct arena *a, const struct ou_change *c)
{
	const struct plan_ou *one = c->now ? c->now : c->old;
	struct node *map = node_map(a);

	set_word(a, map, "change", change_word(change_of(c->old, c->now)));
	set_text(a, map, "id", one->id);
	set_text(a, map, "path", one->path);
	if (c->old && c->now)
		set_text(a, map, "previously", c->old->path);
	return map;
}

static struct node *policy_json(struct arena *a, const struct policy_change *c)
{
	const struct plan_policy *one = c->now ? c->now : c->old;
	struct node *map = node_map(a), *text = node_map(a);

	set_word(a, map, "change", change_word(c->change));
	set_text(a, map, "name", one->name);
	if (c->old && c->now && !str_eq(c->old->name, c->now->name))
		set_text(a, map, "previously", c->old->name);
	set_text(a, map, "type", one->type);
	set_word(a, map, "reach", reach_word(c->reach));
	if (c->text_differs) {
		set_reach(a, text, &c->text);
		node_set(a, map, "text", text);
	}
	set_names(a, map, "attached-to", &c->joined);
	if (c->change != CHANGE_STAYS)
		set_names(a, map, "taken-from", &c->left);
	return map;
}

static struct node *resource_json(struct arena *a, const struct resource_change *r)
{
	static const char *const words[] = {
		[REPLACING_NO] = "no",
		[REPLACING_MAYBE] = "maybe",
		[REPLACING_UNKNOWN] = "unknown",
		[REPLACING_YES] = "yes",
		[REPLACING_REFUSED] = "refused",
	};
	struct node *map = node_map(a), *effects = node_seq(a);

	set_word(a, map, "change", change_word(r->change));
	set_text(a, map, "id", r->id);
	set_text(a, map, "type", r->type);
	set_text(a, map, "new-type", r->new_type);
	set_names(a, map, "differs", &r->differs);
	if (r->change == CHANGE_CHANGED)
		set_word(a, map, "replaced", words[r->replacing]);
	set_text(a, map, "because-of", r->because);
	set_text(a, map, "name-stays", r->stuck);
	set_text(a, map, "name-of", r->renamed_from);
	set_flag(a, map, "stays", r->stays);
	for (size_t i = 0; i < r->effect_count; i++) {
		struct node *effect = node_map(a);
		set_word(a, effect, "property", r->effects[i].property);
		set_reach(a, effect, &r->effects[i].change);
		node_append(effects, effect);
	}
	if (effects->len > 0)
		node_set(a, map, "policies", effects);
	return map;
}

static struct node *instance_json(struct arena *a, const struct instance_change *i)
{
	struct node *map = node_map(a);

	set_word(a, map, "change", change_word(i->change));
	set_text(a, map, "account", i->account->id);
	set_text(a, map, "name", i->account->name);
	set_names(a, map, "regions", i->regions);
	set_word(a, map, "why", i->why);
	set_flag(a, map, "made-anew", i->is_remade);
	return map;
}

static struct node *counts_json(struct arena *a, size_t added, size_t changed, size_t removed,
                                size_t stay)
{
	struct node *map = node_map(a);

	set_number(a, map, "added", added);
	set_number(a, map, "changed", changed);
	set_number(a, map, "removed", removed);
	set_number(a, map, "stay", stay);
	return map;
}

static struct node *deployment_json(struct arena *a, const struct deployment_change *d)
{
	const struct plan_deployment *one = d->now ? d->now : d->old;
	struct node *map = node_map(a), *instances = node_seq(a), *resources = node_seq(a);
	struct node_list stacks = node_list_of(instances), list = node_list_of(resources);

	set_word(a, map, "change", change_word(d->change));
	set_text(a, map, "name", one->name);
	set_word(a, map, "kind", one->is_stackset ? "stackset" : "stack");
	if (d->replaces)
		set_text(a, map, "replaces", d->replaces->name);
	node_set(a, map, "stacks", counts_json(a, d->added, d->changed, d->removed, d->stay));
	for (size_t i = 0; i < d->count; i++)
		node_list_add(&stacks, instance_json(a, &d->instances[i]));
	node_set(a, map, "instances", instances);
	for (size_t i = 0; i < d->template.count; i++)
		node_list_add(&list, resource_json(a, &d->template.resources[i]));
	node_set(a, map, "resources", resources);
	set_names(a, map, "sections", &d->template.sections);
	set_names(a, map, "settings", &d->settings);
	set_flag(a, map, "only-text", d->template.is_only_text);
	return map;
}

static void set_texts(struct arena *a, struct node *map, const char *key,
                      const struct text_changes *t)
{
	struct node *list = node_seq(a);

	for (size_t i = 0; i < t->count; i++) {
		struct node *item = node_map(a);
		set_word(a, item, "change", change_word(t->items[i].change));
		set_text(a, item, "text", t->items[i].text);
		node_append(list, item);
	}
	node_set(a, map, key, list);
}

static struct node *failures_json(struct arena *a, const struct build_change *c)
{
	struct node *list = node_seq(a);
	struct node_list tail = node_list_of(list);

	for (size_t i = 0; i < c->failure_count; i++) {
		const struct failure *f = &c->failures[i];
		struct node *map = node_map(a);
		set_bare(a, map, "sure", f->is_sure ? "true" : "false");
		set_text(a, map, "name", f->deployment->name);
		set_word(a, map, "what", f->what);
		set_word(a, map, "way-out", f->way);
		set_names(a, map, "accounts", &f->accounts);
		node_list_add(&tail, map);
	}
	return list;
}

struct node *comparison_json(struct arena *a, const struct build_change *c)
{
	struct node *root = node_map(a), *accounts = node_seq(a), *ous = node_seq(a);
	struct node *policies = node_seq(a), *deployments = node_seq(a);
	struct node_list list = node_list_of(accounts);

	for (size_t i = 0; i < c->account_count; i++)
		if (account_differs(&c->accounts[i]))
			node_list_add(&list, account_json(a, &c->accounts[i]));
	list = node_list_of(ous);
	for (size_t i = 0; i < c->ou_count; i++)
		node_list_add(&list, ou_json(a, &c->ous[i]));
	list = node_list_of(policies);
	for (size_t i = 0; i < c->policy_count; i++)
		node_list_add(&list, policy_json(a, &c->policies[i]));
	list = node_list_of(deployments);
	for (size_t i = 0; i < c->deployment_count; i++)
		if (c->deployments[i].differs)
			node_list_add(&list, deployment_json(a, &c->deployments[i]));
	set_bare(a, root, "differs", c->differs ? "true" : "false");
	node_set(a, root, "stacks", counts_json(a, c->added, c->changed, c->removed, c->stay));
	node_set(a, root, "fails", failures_json(a, c));
	node_set(a, root, "ous", ous);
	node_set(a, root, "accounts", accounts);
	set_texts(a, root, "regions", &c->regions);
	node_set(a, root, "policies", policies);
	node_set(a, root, "deployments", deployments);
	set_texts(a, root, "steps", &c->steps);
	set_texts(a, root, "costs", &c->costs);
	return root;
}
