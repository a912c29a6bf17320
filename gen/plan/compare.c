#include "gen/plan/compare.h"

#include <string.h>

#include "aws/aws.h"
#include "model/read/read.h"
#include "model/write/write.h"

// A list of plan.json by what its items are known by.
struct index {
	struct names names; // to items
	const struct node **items;
};

struct view {
	const struct build *build;
	struct index accounts, ous, ou_paths, deployments, policies;
	struct index stacksets; // of stacksets.yaml, by AWS's name
};

struct comparing {
	struct arena *arena;
	struct view old, now;
	struct build_change *out;
	struct names by_id; // of accounts, to out->accounts
	struct names files; // of templates, without their folders, to out->deployments
};

// --- finding things ---

static struct str text_of(const struct node *map, const char *key)
{
	return node_str(node_get(map, key));
}

static struct str by_key(struct arena *a, const struct node *item, const char *key)
{
	(void)a;
	return text_of(item, key);
}

// A stack and a StackSet may have the same name.
static struct str by_kind(struct arena *a, const struct node *item, const char *key)
{
	return str_of(arena_printf(a, "%.*s %.*s", STR(text_of(item, "kind")),
	                           STR(text_of(item, key))));
}

static struct index index_of(struct arena *a, const struct node *list, const char *key,
                             struct str (*name)(struct arena *, const struct node *,
                                                const char *))
{
	struct index index = {.names = {.arena = a}};
	size_t count = node_is_seq(list) ? list->len : 0;
	uint32_t i = 0;

	names_expect(&index.names, count);
	index.items = arena_array(a, const struct node *, count);
	node_each(list, item) {
		index.items[i] = item;
		names_add(&index.names, name(a, item, key), i++);
	}
	return index;
}

static const struct node *find(const struct index *index, struct str name)
{
	uint32_t i = names_find(&index->names, name);

	return i == NAME_NONE ? NULL : index->items[i];
}

static struct str file_text(const struct build *b, struct str path)
{
	for (size_t i = 0; i < b->files.count; i++)
		if (str_is(path, b->files.items[i].path))
			return b->files.items[i].bytes;
	return (struct str){0};
}

// A file of a build; one that cannot be read is empty.
static const struct doc *read_file(struct arena *a, const struct build *b,
                                   struct str path, enum syntax syntax)
{
	struct diags diags = {.arena = a};
	struct str text = file_text(b, path);

	return doc_read(a, source_new(a, arena_cstring(a, path), text), syntax,
	                template_tags, &diags);
}

static struct index stacksets_of(struct arena *a, const struct build *b)
{
	const struct node *resources = node_get(
		read_file(a, b, S("stacksets.yaml"), SYNTAX_YAML)->root, "Resources");
	struct index index = {.names = {.arena = a}};
	uint32_t i = 0;

	index.items = arena_array(a, const struct node *,
	                          node_is_map(resources) ? resources->len : 0);
	node_each_pair(resources, key) {
		index.items[i] = key->next;
		names_add(&index.names,
		          node_str(node_path(key->next, "Properties/StackSetName")), i++);
	}
	return index;
}

static struct view view_of(struct arena *a, const struct build *b)
{
	const struct node *plan = b->plan;

	return (struct view){
		.build = b,
		.accounts = index_of(a, node_get(plan, "accounts"), "id", by_key),
		.ous = index_of(a, node_get(plan, "ous"), "id", by_key),
		.ou_paths = index_of(a, node_get(plan, "ous"), "path", by_key),
		.deployments =
			index_of(a, node_get(plan, "deployments"), "name", by_kind),
		.policies = index_of(a, node_get(plan, "policies"), "name", by_key),
		.stacksets = stacksets_of(a, b),
	};
}

// --- OUs and accounts ---

static void add_ou(struct comparing *c, const struct node *old, const struct node *now)
{
	struct build_change *out = c->out;

	out->ous = arena_grow(c->arena, out->ous, out->ou_count, &out->ou_room,
	                      sizeof *out->ous);
	out->ous[out->ou_count++] = (struct ou_change){old, now};
}

static void compare_ous(struct comparing *c)
{
	node_each(node_get(c->now.build->plan, "ous"), now) {
		const struct node *old = find(&c->old.ous, text_of(now, "id"));
		if (!old || !str_eq(text_of(old, "path"), text_of(now, "path")))
			add_ou(c, old, now);
	}
	node_each(node_get(c->old.build->plan, "ous"), old)
		if (!find(&c->now.ous, text_of(old, "id")))
			add_ou(c, old, NULL);
}

// Calls `visit` with the id of each OU that an account is in, from the top.
static void each_ou(const struct view *v, const struct node *account,
                    void (*visit)(void *context, struct str id), void *context)
{
	struct str path = text_of(account, "ou");

	for (size_t i = 1; i <= path.len; i++)
		if (i == path.len || path.at[i] == '/')
			visit(context,
			      text_of(find(&v->ou_paths, str_slice(path, 0, i)), "id"));
}

static void add_id(void *context, struct str id)
{
	out_printf(context, "/%.*s", STR(id));
}

// The ids of the OUs that an account is in: their names may change.
static struct str ou_ids(struct arena *a, const struct view *v,
                         const struct node *account)
{
	struct out o = {.arena = a};

	each_ou(v, account, add_id, &o);
	return out_str(&o);
}

static bool is_suspended(const struct node *account)
{
	return node_is(node_get(account, "status"), "suspended");
}

static void compare_account(struct comparing *c, const struct node *old,
                            const struct node *now)
{
	struct account_change *a = &c->out->accounts[c->out->account_count];

	*a = (struct account_change){.old = old, .now = now};
	a->lost.arena = a->gained.arena = c->arena;
	names_add(&c->by_id, text_of(now ? now : old, "id"),
	          (uint32_t)c->out->account_count++);
	if (!old || !now)
		return;
	a->renamed = !str_eq(text_of(old, "name"), text_of(now, "name"));
	a->moved =
		!str_eq(ou_ids(c->arena, &c->old, old), ou_ids(c->arena, &c->now, now));
	a->suspended = is_suspended(now) && !is_suspended(old);
	a->resumed = is_suspended(old) && !is_suspended(now);
}

static void compare_accounts(struct comparing *c)
{
	const struct node *old = node_get(c->old.build->plan, "accounts");
	const struct node *now = node_get(c->now.build->plan, "accounts");
	size_t count =
		(node_is_seq(old) ? old->len : 0) + (node_is_seq(now) ? now->len : 0);

	c->out->accounts = arena_array(c->arena, struct account_change, count);
	names_expect(&c->by_id, count);
	node_each(now, account) compare_account(
		c, find(&c->old.accounts, text_of(account, "id")), account);
	node_each(old, account)
		if (!find(&c->now.accounts, text_of(account, "id")))
			compare_account(c, account, NULL);
}

bool account_differs(const struct account_change *a)
{
	return !a->old || !a->now || a->renamed || a->moved || a->suspended || a->resumed;
}

// --- which policies hold for an account ---

// Names of policies by the id of what they are attached to.
struct attached {
	struct names targets; // to policies
	struct names *policies;
};

// The id of the root is the only one that begins so.
static struct str target_id(const struct node *target)
{
	struct str id = text_of(target, "id");

	return str_starts(id, "r-") ? S("root") : id;
}

static struct attached attached_of(struct arena *a, const struct view *v)
{
	const struct node *policies = node_get(v->build->plan, "policies");
	struct attached all = {.targets = {.arena = a}};
	size_t count = 0;

	node_each(policies, policy)
		node_each(node_get(policy, "targets"), target)
			count++;
	all.policies = arena_array(a, struct names, count);
	node_each(policies, policy)
		node_each(node_get(policy, "targets"), target) {
			uint32_t next = (uint32_t)all.targets.count;
			uint32_t at = names_add(&all.targets, target_id(target), next);
			if (at == NAME_NONE)
				all.policies[at = next].arena = a;
			names_add(&all.policies[at], text_of(policy, "name"), 0);
		}
	return all;
}

// The policies over one account.
struct over {
	const struct attached *all;
	struct names names;
};

static void add_attached(void *context, struct str id)
{
	struct over *over = context;
	uint32_t at = names_find(&over->all->targets, id);
	const struct names *names = at == NAME_NONE ? NULL : &over->all->policies[at];

	for (size_t i = 0; names && i < names->count; i++)
		names_add(&over->names, names->items[i].text, 0);
}

// Of the root, each OU on the way, and the account itself.
static struct names policies_over(struct arena *a, const struct view *v,
                                  const struct attached *all, const struct node *account)
{
	struct over over = {all, {.arena = a}};

	add_attached(&over, S("root"));
	each_ou(v, account, add_attached, &over);
	add_attached(&over, text_of(account, "id"));
	return over.names;
}

static void add_missing(struct names *out, const struct names *from,
                        const struct names *in)
{
	for (size_t i = 0; i < from->count; i++)
		if (names_find(in, from->items[i].text) == NAME_NONE)
			names_add(out, from->items[i].text, 0);
}

static void follow_moves(struct comparing *c)
{
	struct attached old = attached_of(c->arena, &c->old);
	struct attached now = attached_of(c->arena, &c->now);

	for (size_t i = 0; i < c->out->account_count; i++) {
		struct account_change *a = &c->out->accounts[i];
		struct names before, after;
		if (!a->moved)
			continue;
		before = policies_over(c->arena, &c->old, &old, a->old);
		after = policies_over(c->arena, &c->now, &now, a->now);
		add_missing(&a->lost, &before, &after);
		add_missing(&a->gained, &after, &before);
	}
}

// --- the stacks of one deployment ---

// What a deployment has, before and after.
struct pair {
	struct comparing *c;
	struct deployment_change *d;
	struct index old_accounts, now_accounts;
	struct names *old_regions, *now_regions, *added, *kept, *dropped;
};

static struct names *regions_of(struct arena *a, const struct node *deployment)
{
	struct names *names = arena_new(a, struct names);

	names->arena = a;
	node_each(node_get(deployment, "regions"), region)
		names_add(names, node_str(region), 0);
	return names;
}

// Those of `from` that `in` has, or has not.
static struct names *regions_that(struct arena *a, const struct names *from,
                                  const struct names *in, bool has)
{
	struct names *names = arena_new(a, struct names);

	names->arena = a;
	for (size_t i = 0; i < from->count; i++)
		if ((names_find(in, from->items[i].text) != NAME_NONE) == has)
			names_add(names, from->items[i].text, 0);
	return names;
}

static void add_instance(struct pair *p, enum change change, const struct node *account,
                         const struct names *regions, const char *why)
{
	struct deployment_change *d = p->d;

	if (regions->count == 0)
		return;
	d->instances = arena_grow(p->c->arena, d->instances, d->count, &d->room,
	                          sizeof *d->instances);
	d->instances[d->count++] =
		(struct instance_change){change, account, regions, why};
	d->added += change == CHANGE_ADDED ? regions->count : 0;
	d->changed += change == CHANGE_CHANGED ? regions->count : 0;
	d->removed += change == CHANGE_REMOVED ? regions->count : 0;
}

static const char *cause_of(struct arena *a, const struct node *account)
{
	return arena_printf(a, "%.*s (line %.*s)", STR(text_of(account, "cause")),
	                    STR(text_of(account, "line")));
}

static const char *moved_words(struct arena *a, const struct account_change *change)
{
	return arena_printf(a, "moved from %.*s to %.*s", STR(text_of(change->old, "ou")),
	                    STR(text_of(change->now, "ou")));
}

static const struct account_change *change_of(const struct comparing *c,
                                              const struct node *account)
{
	uint32_t i = names_find(&c->by_id, text_of(account, "id"));

	return i == NAME_NONE ? NULL : &c->out->accounts[i];
}

static const char *why_added(const struct pair *p, const struct node *account)
{
	const struct account_change *change = change_of(p->c, account);

	if (!change || p->d->change == CHANGE_ADDED)
		return cause_of(p->c->arena, account);
	if (!change->old)
		return "joins the organization";
	if (change->resumed)
		return "is active again";
	return change->moved ? moved_words(p->c->arena, change)
	                     : cause_of(p->c->arena, account);
}

static const char *why_removed(const struct pair *p, const struct node *account)
{
	const struct account_change *change = change_of(p->c, account);

	if (change && !change->now)
		return "leaves the organization";
	if (change && change->suspended)
		return "suspended: StackSets pass over it, and its stacks stay";
	if (p->d->change == CHANGE_REMOVED)
		return "nothing asks for it any more";
	return change && change->moved ? moved_words(p->c->arena, change)
	                               : "no longer selected";
}

static const char *why_changed(const struct pair *p, const struct node *old,
                               const struct node *now)
{
	const struct node *before = node_get(old, "parameters");
	const struct node *after = node_get(now, "parameters");
	struct names differ = {.arena = p->c->arena};
	struct out o = {.arena = p->c->arena};

	node_each_pair(after, key)
		if (!node_same(key->next, node_get_str(before, node_str(key))))
			names_add(&differ, node_str(key), 0);
	node_each_pair(before, key)
		if (!node_get_str(after, node_str(key)))
			names_add(&differ, node_str(key), 0);
	for (size_t i = 0; i < differ.count; i++)
		out_printf(&o, "%s%.*s", i ? ", " : "its own values of ",
		           STR(differ.items[i].text));
	return o.len > 0 ? arena_cstring(o.arena, out_str(&o)) : NULL;
}

static void compare_instances(struct pair *p)
{
	node_each(node_get(p->d->now, "accounts"), now) {
		const struct node *old = find(&p->old_accounts, text_of(now, "id"));
		const char *why;
		if (!old) {
			add_instance(p, CHANGE_ADDED, now, p->now_regions,
			             why_added(p, now));
			continue;
		}
		add_instance(p, CHANGE_ADDED, now, p->added, "region added");
		add_instance(p, CHANGE_REMOVED, now, p->dropped, "region dropped");
		why = why_changed(p, old, now);
		if (why || p->d->template.differs)
			add_instance(p, CHANGE_CHANGED, now, p->kept, why);
	}
	node_each(node_get(p->d->old, "accounts"),
	          old) if (!find(&p->now_accounts, text_of(old, "id")))
		add_instance(p, CHANGE_REMOVED, old, p->old_regions, why_removed(p, old));
}

// --- settings of a StackSet ---

// The template and the targets are looked at one by one.
static bool is_setting(const struct node *key)
{
	return !node_is(key, "TemplateBody") && !node_is(key, "TemplateURL") &&
	       !node_is(key, "StackInstancesGroup");
}

static void compare_settings(struct comparing *c, struct deployment_change *d)
{
	const struct node *old = find(&c->old.stacksets, text_of(d->old, "name"));
	const struct node *now = find(&c->now.stacksets, text_of(d->now, "name"));
	const struct node *before = node_get(old, "Properties");
	const struct node *after = node_get(now, "Properties");

	if (!old || !now || !node_is(node_get(d->now, "kind"), "stackset"))
		return;
	node_each_pair(after, key) if (is_setting(key) &&
	                               !node_same(key->next,
	                                          node_get_str(before, node_str(key))))
		names_add(&d->settings, node_str(key), 0);
	node_each_pair(before, key)
		if (is_setting(key) && !node_get_str(after, node_str(key)))
			names_add(&d->settings, node_str(key), 0);
	if (!node_same(node_get(old, "DependsOn"), node_get(now, "DependsOn")))
		names_add(&d->settings, S("DependsOn"), 0);
}

// --- deployments ---

static struct str file_name(struct str path)
{
	size_t start = path.len;

	while (start > 0 && path.at[start - 1] != '/')
		start--;
	return str_slice(path, start, path.len);
}

static bool has_same_files(const struct comparing *c, const struct deployment_change *d,
                           const struct deployment_change *other)
{
	return str_eq(file_text(c->old.build, text_of(d->old, "file")),
	              file_text(c->old.build, text_of(other->old, "file"))) &&
	       str_eq(file_text(c->now.build, text_of(d->now, "file")),
	              file_text(c->now.build, text_of(other->now, "file")));
}

// Of the home regions; empty where they are not of one.
static struct str partition_of(const struct comparing *c)
{
	struct str old = region_partition(text_of(c->old.build->plan, "home"));
	struct str now = region_partition(text_of(c->now.build->plan, "home"));

	return str_eq(old, now) ? now : (struct str){0};
}

static void compare_templates(struct comparing *c, struct deployment_change *d)
{
	struct str old = text_of(d->old, "file"), now = text_of(d->now, "file");
	uint32_t first = names_add(&c->files, file_name(now),
	                           (uint32_t)(d - c->out->deployments));
	const struct deployment_change *other =
		first == NAME_NONE ? NULL : &c->out->deployments[first];

	if (other && has_same_files(c, d, other)) {
		d->template = other->template;
		d->same_as = d->template.differs ? other : NULL;
		return;
	}
	d->template = template_change_of(
		c->arena, read_file(c->arena, c->old.build, old, SYNTAX_YAML),
		read_file(c->arena, c->now.build, now, SYNTAX_YAML), partition_of(c));
}

static void compare_deployment(struct comparing *c, const struct node *old,
                               const struct node *now)
{
	struct arena *a = c->arena;
	struct deployment_change *d = &c->out->deployments[c->out->deployment_count++];
	struct pair p = {.c = c, .d = d};

	*d = (struct deployment_change){
		.change = !old ? CHANGE_ADDED : now ? CHANGE_CHANGED : CHANGE_REMOVED,
		.old = old,
		.now = now,
		.settings = {.arena = a},
	};
	if (old && now)
		compare_templates(c, d);
	p.old_accounts = index_of(a, node_get(old, "accounts"), "id", by_key);
	p.now_accounts = index_of(a, node_get(now, "accounts"), "id", by_key);
	p.old_regions = regions_of(a, old);
	p.now_regions = regions_of(a, now);
	p.added = regions_that(a, p.now_regions, p.old_regions, false);
	p.kept = regions_that(a, p.now_regions, p.old_regions, true);
	p.dropped = regions_that(a, p.old_regions, p.now_regions, false);
	compare_instances(&p);
	compare_settings(c, d);
	d->differs = !old || !now || d->count > 0 || d->template.differs ||
	             d->settings.count > 0;
	c->out->added += d->added;
	c->out->changed += d->changed;
	c->out->removed += d->removed;
}

static void compare_deployments(struct comparing *c)
{
	const struct node *old = node_get(c->old.build->plan, "deployments");
	const struct node *now = node_get(c->now.build->plan, "deployments");
	size_t count =
		(node_is_seq(old) ? old->len : 0) + (node_is_seq(now) ? now->len : 0);

	c->out->deployments = arena_array(c->arena, struct deployment_change, count);
	node_each(now, d) compare_deployment(
		c, find(&c->old.deployments, by_kind(c->arena, d, "name")), d);
	node_each(old, d)
		if (!find(&c->now.deployments, by_kind(c->arena, d, "name")))
			compare_deployment(c, d, NULL);
}

// --- from one StackSet to another ---

// Where the same file is deployed to the same account, before or after.
static struct str stack_key(struct arena *a, const struct deployment_change *d,
                            const struct instance_change *i)
{
	return str_of(arena_printf(a, "%.*s %.*s",
	                           STR(text_of(d->now ? d->now : d->old, "file")),
	                           STR(text_of(i->account, "id"))));
}

static struct names stacks_that(const struct comparing *c, enum change change)
{
	struct names names = {.arena = c->arena};

	for (size_t i = 0; i < c->out->deployment_count; i++) {
		const struct deployment_change *d = &c->out->deployments[i];
		for (size_t j = 0; j < d->count; j++)
			if (d->instances[j].change == change)
				names_add(&names,
				          stack_key(c->arena, d, &d->instances[j]),
				          (uint32_t)i);
	}
	return names;
}

static bool has_named_iam(const struct comparing *c, const struct deployment_change *d)
{
	const struct node *set = find(&c->now.stacksets, text_of(d->now, "name"));

	node_each(node_path(set, "Properties/Capabilities"), capability)
		if (node_is(capability, "CAPABILITY_NAMED_IAM"))
			return true;
	return false;
}

// The other deployment that has had, or will have, a stack; NULL where none has.
static const struct deployment_change *other_of(const struct comparing *c,
                                                const struct names *stacks,
                                                const struct deployment_change *d,
                                                const struct instance_change *i)
{
	uint32_t other = names_find(stacks, stack_key(c->arena, d, i));

	if (other == NAME_NONE || &c->out->deployments[other] == d)
		return NULL;
	return &c->out->deployments[other];
}

// A wave that is put into rollout.order later takes its accounts from another StackSet.
static void follow_stacks(struct comparing *c)
{
	struct names added = stacks_that(c, CHANGE_ADDED);
	struct names removed = stacks_that(c, CHANGE_REMOVED);

	for (size_t i = 0; i < c->out->deployment_count; i++) {
		struct deployment_change *d = &c->out->deployments[i];
		for (size_t j = 0; j < d->count; j++) {
			struct instance_change *one = &d->instances[j];
			const struct deployment_change *from = NULL, *to = NULL;
			if (one->change == CHANGE_ADDED)
				from = other_of(c, &removed, d, one);
			if (one->change == CHANGE_REMOVED)
				to = other_of(c, &added, d, one);
			d->clashes |= from && has_named_iam(c, d);
			if (from)
				one->why = arena_printf(c->arena,
				                        "comes from the StackSet %.*s",
				                        STR(text_of(from->old, "name")));
			if (to)
				one->why = arena_printf(c->arena,
				                        "goes to the StackSet %.*s",
				                        STR(text_of(to->now, "name")));
		}
	}
}

// --- policies ---

static void compare_targets(struct comparing *c, struct policy_change *p)
{
	struct index old = index_of(c->arena, node_get(p->old, "targets"), "id", by_key);
	struct index now = index_of(c->arena, node_get(p->now, "targets"), "id", by_key);

	node_each(node_get(p->now, "targets"), target)
		if (!find(&old, text_of(target, "id")))
			names_add(&p->joined, text_of(target, "name"), 0);
	node_each(node_get(p->old, "targets"), target)
		if (!find(&now, text_of(target, "id")))
			names_add(&p->left, text_of(target, "name"), 0);
}

// A policy that allows something takes away besides, from what others allow or not.
static enum reach reach_of_targets(const struct node *text, enum reach of_denies)
{
	return reach_only_denies(text) ? of_denies : REACH_UNKNOWN;
}

static void compare_policy(struct comparing *c, const struct node *old,
                           const struct node *now)
{
	struct build_change *out = c->out;
	const struct node *before =
		read_file(c->arena, c->old.build, text_of(old, "file"), SYNTAX_JSON)
			->root;
	const struct node *after =
		read_file(c->arena, c->now.build, text_of(now, "file"), SYNTAX_JSON)
			->root;
	bool same_type = str_eq(text_of(old, "type"), text_of(now, "type"));
	struct policy_change p = {
		.change = !old ? CHANGE_ADDED : now ? CHANGE_CHANGED : CHANGE_REMOVED,
		.old = old,
		.now = now,
		.left = {.arena = c->arena},
		.joined = {.arena = c->arena},
	};

	compare_targets(c, &p);
	p.text_differs = old && now && !(same_type && node_same(before, after));
	if (p.text_differs)
		p.text = reach_of(c->arena, before, after,
		                  node_is(node_get(now, "type"), "rcp") ? POLICY_RCP
		                                                        : POLICY_SCP);
	if (p.text_differs && !same_type)
		p.text = (struct reach_change){.reach = REACH_UNKNOWN};
	p.reach = p.text.reach;
	if (p.left.count > 0)
		p.reach = reach_join(p.reach, reach_of_targets(before, REACH_WIDER));
	if (p.joined.count > 0)
		p.reach = reach_join(p.reach, reach_of_targets(after, REACH_NARROWER));
	if (p.change == CHANGE_CHANGED && !p.text_differs && !p.left.count &&
	    !p.joined.count)
		return;
	out->policies = arena_grow(c->arena, out->policies, out->policy_count,
	                           &out->policy_room, sizeof *out->policies);
	out->policies[out->policy_count++] = p;
}

static void compare_policies(struct comparing *c)
{
	node_each(node_get(c->now.build->plan, "policies"), now)
		compare_policy(c, find(&c->old.policies, text_of(now, "name")), now);
	node_each(node_get(c->old.build->plan, "policies"), old)
		if (!find(&c->now.policies, text_of(old, "name")))
			compare_policy(c, old, NULL);
}

// --- texts ---

static struct names regions_text(struct arena *a, const struct node *plan)
{
	return *regions_of(a, plan);
}

static struct names steps_text(struct arena *a, const struct node *plan)
{
	struct names names = {.arena = a};

	node_each(node_get(plan, "steps"), step) {
		const struct node *account = node_get(step, "account");
		struct str title = text_of(step, "title");
		if (account)
			title = str_of(arena_printf(a, "%.*s (in %.*s)", STR(title),
			                            STR(node_str(account))));
		names_add(&names, title, 0);
	}
	return names;
}

static struct names costs_text(struct arena *a, const struct node *plan)
{
	struct names names = {.arena = a};

	node_each(node_get(plan, "deployments"), d) node_each(node_get(d, "costs"), cost)
		names_add(&names,
	                  str_of(arena_printf(a, "%.*s: %.*s", STR(text_of(d, "cause")),
	                                      STR(node_str(cost)))),
	                  0);
	return names;
}

static void add_texts(struct arena *a, struct text_changes *out, enum change change,
                      const struct names *from, const struct names *in)
{
	for (size_t i = 0; i < from->count; i++) {
		if (names_find(in, from->items[i].text) != NAME_NONE)
			continue;
		out->items = arena_grow(a, out->items, out->count, &out->room,
		                        sizeof *out->items);
		out->items[out->count++] =
			(struct text_change){change, from->items[i].text};
	}
}

static struct text_changes compare_texts(struct comparing *c,
                                         struct names (*of)(struct arena *,
                                                            const struct node *))
{
	struct names old = of(c->arena, c->old.build->plan);
	struct names now = of(c->arena, c->now.build->plan);
	struct text_changes out = {0};

	add_texts(c->arena, &out, CHANGE_ADDED, &now, &old);
	add_texts(c->arena, &out, CHANGE_REMOVED, &old, &now);
	return out;
}

struct build_change compare_builds(struct arena *a, const struct build *old,
                                   const struct build *now)
{
	struct build_change out = {0};
	struct comparing c = {
		.arena = a,
		.old = view_of(a, old),
		.now = view_of(a, now),
		.out = &out,
		.by_id = {.arena = a},
		.files = {.arena = a},
	};

	compare_ous(&c);
	compare_accounts(&c);
	follow_moves(&c);
	compare_deployments(&c);
	follow_stacks(&c);
	compare_policies(&c);
	out.regions = compare_texts(&c, regions_text);
	out.steps = compare_texts(&c, steps_text);
	out.costs = compare_texts(&c, costs_text);
	out.differs = out.ou_count + out.policy_count + out.regions.count +
	                      out.steps.count + out.costs.count >
	              0;
	for (size_t i = 0; i < out.account_count; i++)
		out.differs |= account_differs(&out.accounts[i]);
	for (size_t i = 0; i < out.deployment_count; i++)
		out.differs |= out.deployments[i].differs;
	return out;
}
