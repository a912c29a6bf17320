// Which stacks are added, changed and removed, deployment by deployment, and why.
#include "gen/compare/compare_parts.h"
#include "model/write/write.h"

#include "aws/aws.h"

// --- the stacks of one deployment ---

// What a deployment has, before and after.
struct pair {
	struct comparing *c;
	struct deployment_change *d;
	struct names old_accounts, now_accounts; // by id, to indexes of its stacks
	const struct names *old_regions, *now_regions;
	struct names *added, *kept, *dropped; // regions
};

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

static struct instance_change *add_instance(struct pair *p, enum change change,
                                            const struct plan_account *account,
                                            const struct names *regions, const char *why)
{
	struct deployment_change *d = p->d;

	if (regions->count == 0)
		return NULL;
	d->instances = arena_grow(p->c->arena, d->instances, d->count, &d->room,
	                          sizeof *d->instances);
	d->instances[d->count++] =
		(struct instance_change){change, account, regions, why, false};
	d->added += change == CHANGE_ADDED ? regions->count : 0;
	d->changed += change == CHANGE_CHANGED ? regions->count : 0;
	d->removed += change == CHANGE_REMOVED ? regions->count : 0;
	d->stay += change == CHANGE_STAYS ? regions->count : 0;
	return &d->instances[d->count - 1];
}

// Stacks that the new build does not have: whether they go is another question.
static void add_gone(struct pair *p, const struct plan_account *account,
                     const struct names *regions, const char *otherwise)
{
	const char *why = otherwise;
	enum going going = going_of(p->c, p->d, account, &why);

	add_instance(p, going >= GOING_NEVER ? CHANGE_STAYS : CHANGE_REMOVED, account, regions,
	             why);
}

static const char *cause_of(struct arena *a, const struct plan_cause *cause)
{
	const char *line = cause->line ? arena_printf(a, " (line %u)", cause->line) : "";

	return arena_printf(a, "%.*s%s", STR(cause->text), line);
}

static const char *moved_words(struct arena *a, const struct account_change *change)
{
	return arena_printf(a, "moved from %.*s to %.*s", STR(change->old->ou),
	                    STR(change->now->ou));
}

static const char *why_added(const struct pair *p, const struct plan_stack *stack)
{
	const struct account_change *change = change_of(p->c, stack->account->id);

	if (!change || p->d->change == CHANGE_ADDED)
		return cause_of(p->c->arena, stack->cause);
	if (!change->old)
		return "joins the organization";
	if (change->resumed)
		return "is active again";
	return change->moved ? moved_words(p->c->arena, change)
	                     : cause_of(p->c->arena, stack->cause);
}

static const char *why_removed(const struct pair *p, const struct plan_stack *stack)
{
	const struct account_change *change = change_of(p->c, stack->account->id);

	if (p->d->change == CHANGE_REMOVED)
		return "nothing asks for it any more";
	return change && change->moved ? moved_words(p->c->arena, change)
	                               : "no longer selected";
}

static const char *why_changed(const struct pair *p, const struct node *before,
                               const struct node *after)
{
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

static const struct plan_stack *find_stack(const struct plan_deployment *d,
                                           const struct names *ids, struct str id)
{
	uint32_t i = names_find(ids, id);

	return i == NAME_NONE ? NULL : &d->stacks[i];
}

static void compare_stack(struct pair *p, const struct plan_stack *old,
                          const struct plan_stack *now)
{
	struct instance_change *changed;
	struct str from, to;
	const char *why;

	if (!old) {
		add_instance(p, CHANGE_ADDED, now->account, p->now_regions,
		             why_added(p, now));
		return;
	}
	add_instance(p, CHANGE_ADDED, now->account, p->added, "region added");
	add_gone(p, now->account, p->dropped, "region dropped");
	why = why_changed(p, old->parameters, now->parameters);
	from = target_over(p->c, &p->d->old_targets, now->account);
	to = target_over(p->c, &p->d->now_targets, now->account);
	if (from.len > 0 && names_find(&p->d->now_targets, from) == NAME_NONE) {
		why = arena_printf(p->c->arena, "its StackSet is asked for %.*s now, not for %.*s",
		                   STR(to), STR(from));
		changed = add_instance(p, CHANGE_CHANGED, now->account, p->kept, why);
		if (changed)
			changed->is_remade = true;
	} else if (why || p->d->template.differs || p->d->tags_differ) {
		if (!why && p->d->tags_differ)
			why = "its tags";
		add_instance(p, CHANGE_CHANGED, now->account, p->kept, why);
	}
}

static void compare_instances(struct pair *p)
{
	const struct plan_deployment *old = p->d->old, *now = p->d->now;

	for (size_t i = 0; now && i < now->count; i++)
		compare_stack(p,
		              find_stack(old, &p->old_accounts, now->stacks[i].account->id),
		              &now->stacks[i]);
	for (size_t i = 0; old && i < old->count; i++) {
		const struct plan_stack *stack = &old->stacks[i];
		if (!find_stack(now, &p->now_accounts, stack->account->id))
			add_gone(p, stack->account, p->old_regions, why_removed(p, stack));
	}
}

// A StackSet that stays goes on following the accounts that join its OUs.
static void add_followers(struct pair *p)
{
	const struct plan *now = p->c->now.plan;

	for (size_t i = 0; i < now->account_count; i++) {
		const struct plan_account *account = &now->accounts[i];
		const struct account_change *change = change_of(p->c, account->id);
		bool comes = !change->old || change->moved;
		if (comes && account->status == PLAN_ACTIVE &&
		    !find_stack(p->d->old, &p->old_accounts, account->id) &&
		    target_over(p->c, &p->d->old_targets, account).len > 0)
			add_instance(p, CHANGE_ADDED, account, p->old_regions,
			             "automatic deployment of the older build brings it");
	}
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
	const struct node *old = find_set(&c->old, d->old), *now = find_set(&c->now, d->now);
	const struct node *before = node_get(old, "Properties");
	const struct node *after = node_get(now, "Properties");

	if (!old || !now || !d->now->is_stackset)
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

static bool has_same_files(const struct comparing *c, const struct deployment_change *d,
                           const struct deployment_change *other)
{
	return str_eq(build_file_text(c->old.build, d->old->file),
	              build_file_text(c->old.build, other->old->file)) &&
	       str_eq(build_file_text(c->now.build, d->now->file),
	              build_file_text(c->now.build, other->now->file));
}

// Of the home regions; empty where they are not of one.
static struct str partition_of(const struct comparing *c)
{
	struct str old = region_partition(c->old.plan->home);
	struct str now = region_partition(c->now.plan->home);

	return str_eq(old, now) ? now : (struct str){0};
}

static void compare_templates(struct comparing *c, struct deployment_change *d)
{
	struct str old = d->old->file, now = d->now->file;
	uint32_t first = names_add(&c->files, str_after_last(now, '/'),
	                           (uint32_t)(d - c->out->deployments));
	const struct deployment_change *other =
		first == NAME_NONE ? NULL : &c->out->deployments[first];

	if (other && has_same_files(c, d, other)) {
		d->template = other->template;
		d->same_as = d->template.differs ? other : NULL;
		return;
	}
	d->template = template_change_of(
		c->arena, build_file(c->arena, c->old.build, old, SYNTAX_YAML),
		build_file(c->arena, c->now.build, now, SYNTAX_YAML), partition_of(c));
	// The handler of StackSets compares texts, and rolls out a comment to every stack.
	if (!d->template.differs && d->now->is_stackset &&
	    !str_eq(build_file_text(c->old.build, old), build_file_text(c->now.build, now)))
		d->template.differs = d->template.is_only_text = true;
}

static struct names stack_ids(struct arena *a, const struct plan_deployment *d)
{
	struct names ids = {.arena = a};

	names_expect(&ids, d ? d->count : 0);
	for (size_t i = 0; d && i < d->count; i++)
		names_add(&ids, d->stacks[i].account->id, (uint32_t)i);
	return ids;
}

// A change set without any tags leaves those of a plain stack alone.
static bool tags_differ(const struct plan_deployment *old, const struct plan_deployment *now)
{
	if (!old->tags || !now->tags)
		return now->tags || (old->tags && now->is_stackset);
	return !node_same(old->tags, now->tags);
}

static void compare_deployment(struct comparing *c, const struct plan_deployment *old,
                               const struct plan_deployment *now)
{
	struct arena *a = c->arena;
	struct deployment_change *d = &c->out->deployments[c->out->deployment_count++];
	struct names *none = arena_new(a, struct names);
	struct pair p = {.c = c, .d = d};

	*d = (struct deployment_change){
		.change = !old ? CHANGE_ADDED : now ? CHANGE_CHANGED : CHANGE_REMOVED,
		.old = old,
		.now = now,
		.settings = {.arena = a},
	};
	if (!now && (!old->is_stackset || stacksets_stay(c)))
		d->change = CHANGE_STAYS;
	if (old && now) {
		compare_templates(c, d);
		d->tags_differ = tags_differ(old, now);
	}
	d->old_targets = targets_of(a, &c->old, old);
	d->now_targets = targets_of(a, &c->now, now);
	p.old_accounts = stack_ids(a, old);
	p.now_accounts = stack_ids(a, now);
	p.old_regions = old ? &old->regions : none;
	p.now_regions = now ? &now->regions : none;
	p.added = regions_that(a, p.now_regions, p.old_regions, false);
	p.kept = regions_that(a, p.now_regions, p.old_regions, true);
	p.dropped = regions_that(a, p.old_regions, p.now_regions, false);
	compare_instances(&p);
	if (d->change == CHANGE_STAYS && old->is_automatic)
		add_followers(&p);
	compare_settings(c, d);
	d->differs = !old || !now || d->count > 0 || d->template.differs ||
	             d->settings.count > 0;
	c->out->added += d->added;
	c->out->changed += d->changed;
	c->out->removed += d->removed;
	c->out->stay += d->stay;
}

// The deployment that `v` has for one of the other build.
static const struct plan_deployment *find_deployment(const struct comparing *c,
                                                     const struct view *v,
                                                     const struct plan_deployment *d)
{
	const struct plan *other = v == &c->old ? c->now.plan : c->old.plan;
	uint32_t i = names_find(&v->deployments, deployment_key(c->arena, other, d));

	return i == NAME_NONE ? NULL : &v->plan->deployments[i];
}

static void find_deployments(struct comparing *c)
{
	const struct plan *old = c->old.plan, *now = c->now.plan;

	c->out->deployments = arena_array(c->arena, struct deployment_change,
	                                  old->deployment_count + now->deployment_count);
	for (size_t i = 0; i < now->deployment_count; i++) {
		const struct plan_deployment *d = &now->deployments[i];
		compare_deployment(c, find_deployment(c, &c->old, d), d);
	}
	for (size_t i = 0; i < old->deployment_count; i++)
		if (!find_deployment(c, &c->now, &old->deployments[i]))
			compare_deployment(c, &old->deployments[i], NULL);
}

// --- from one StackSet to another ---

// Where the same file is deployed to the same account, before or after.
static struct str stack_key(struct arena *a, const struct deployment_change *d,
                            const struct instance_change *i)
{
	return str_of(arena_printf(a, "%.*s %.*s",
	                           STR(d->now ? d->now->file : d->old->file),
	                           STR(i->account->id)));
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
			if (from)
				one->why = arena_printf(c->arena,
				                        "comes from the StackSet %.*s",
				                        STR(from->old->name));
			if (to)
				one->why = arena_printf(c->arena,
				                        "goes to the StackSet %.*s",
				                        STR((to->now ? to->now : to->old)->name));
		}
	}
}

// --- another name ---

static const char *keep_name(struct arena *a, const struct plan_deployment *now,
                             struct str before)
{
	if (now->wave.len > 0)
		return arena_printf(a, "to keep the name %.*s, give ous.%.*s the stackset-suffix that "
		                       "it ends in", STR(before), STR(now->wave));
	return arena_printf(a, "to keep the name, give %.*s name: %.*s", STR(now->cause.text),
	                    STR(before));
}

// A StackSet with another name is another one, made before the old one goes.
static void find_replaced(struct comparing *c, struct deployment_change *d)
{
	uint32_t now = names_find(&c->now.stackset_names, d->now->name), old, at;
	struct plan_deployment same;

	if (now == NAME_NONE || stacksets_stay(c))
		return;
	old = names_find(&c->old.stackset_ids, c->now.stackset_ids.items[now].text);
	if (old == NAME_NONE)
		return;
	same = (struct plan_deployment){.is_stackset = true,
	                                .name = c->old.stackset_names.items[old].text};
	at = names_find(&c->old.deployments, deployment_key(c->arena, c->old.plan, &same));
	if (at == NAME_NONE)
		return;
	d->replaces = &c->old.plan->deployments[at];
	d->keep_name = keep_name(c->arena, d->now, d->replaces->name);
}

void compare_deployments(struct comparing *c)
{
	find_deployments(c);
	for (size_t i = 0; i < c->out->deployment_count; i++)
		if (c->out->deployments[i].change == CHANGE_ADDED &&
		    c->out->deployments[i].now->is_stackset)
			find_replaced(c, &c->out->deployments[i]);
	follow_stacks(c);
}
