// Two builds side by side: the order of the parts, and the lists of texts.
#include "gen/compare/compare.h"

#include "gen/compare/compare_parts.h"

// --- finding things ---

struct str build_file_text(const struct build *b, struct str path)
{
	for (size_t i = 0; i < b->files.count; i++)
		if (str_is(path, b->files.items[i].path))
			return b->files.items[i].bytes;
	return (struct str){0};
}

const struct doc *build_file(struct arena *a, const struct build *b, struct str path,
                             enum syntax syntax)
{
	struct diags diags = {.arena = a};
	struct str text = build_file_text(b, path);

	return doc_read(a, source_new(a, arena_cstring(a, path), text), syntax,
	                template_tags, &diags);
}

static void find_stacksets(struct arena *a, struct view *v)
{
	const struct node *resources = node_get(
		build_file(a, v->build, S("stacksets.yaml"), SYNTAX_YAML)->root,
		"Resources");
	uint32_t i = 0;

	v->stackset_names.arena = v->stackset_ids.arena = a;
	v->stacksets = arena_array(a, const struct node *,
	                           node_is_map(resources) ? resources->len : 0);
	node_each_pair(resources, key) {
		v->stacksets[i] = key->next;
		names_add(&v->stackset_ids, node_str(key), i);
		names_add(&v->stackset_names,
		          node_str(node_path(key->next, "Properties/StackSetName")), i++);
	}
}

// A stack and a StackSet may have the same name.
struct str deployment_key(struct arena *a, const struct plan *p,
                          const struct plan_deployment *d)
{
	if (!d->is_stackset)
		return str_of(arena_printf(a, "stack %.*s", STR(d->name)));
	return str_of(arena_printf(a, "stackset %.*s in %.*s of %.*s", STR(d->name),
	                           STR(p->home), STR(p->rollout_account)));
}

static struct view view_of(struct arena *a, const struct build *b)
{
	const struct plan *p = b->plan;
	struct view v = {.build = b, .plan = p};

	v.accounts.arena = v.ous.arena = v.ou_paths.arena = a;
	v.deployments.arena = v.policies.arena = a;
	names_expect(&v.accounts, p->account_count);
	for (uint32_t i = 0; i < p->account_count; i++)
		names_add(&v.accounts, p->accounts[i].id, i);
	for (uint32_t i = 0; i < p->ou_count; i++) {
		names_add(&v.ous, p->ous[i].id, i);
		names_add(&v.ou_paths, p->ous[i].path, i);
	}
	for (uint32_t i = 0; i < p->deployment_count; i++)
		names_add(&v.deployments, deployment_key(a, p, &p->deployments[i]), i);
	for (uint32_t i = 0; i < p->policy_count; i++)
		names_add(&v.policies, p->policies[i].name, i);
	find_stacksets(a, &v);
	return v;
}

// --- texts ---

static struct names regions_text(struct arena *a, const struct plan *plan)
{
	(void)a;
	return plan->regions;
}

static struct names steps_text(struct arena *a, const struct plan *plan)
{
	struct names names = {.arena = a};

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct plan_step *step = &plan->steps[i];
		struct str title = step->title;
		if (step->account.len > 0)
			title = str_of(arena_printf(a, "%.*s (in %.*s)", STR(title),
			                            STR(step->account)));
		names_add(&names, title, 0);
	}
	return names;
}

static struct names costs_text(struct arena *a, const struct plan *plan)
{
	struct names names = {.arena = a};

	for (size_t i = 0; i < plan->deployment_count; i++) {
		const struct plan_deployment *d = &plan->deployments[i];
		for (size_t j = 0; j < d->costs.count; j++)
			names_add(&names,
			          str_of(arena_printf(a, "%.*s: %.*s",
			                              STR(d->cause.text),
			                              STR(d->costs.items[j]))),
			          0);
	}
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
                                                            const struct plan *))
{
	struct names old = of(c->arena, c->old.plan), now = of(c->arena, c->now.plan);
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
	compare_deployments(&c);
	compare_policies(&c);
	compare_failures(&c);
	out.regions = compare_texts(&c, regions_text);
	out.steps = compare_texts(&c, steps_text);
	out.costs = compare_texts(&c, costs_text);
	out.differs = out.ou_count + out.policy_count + out.regions.count +
	                      out.steps.count + out.costs.count + out.failure_count >
	              0;
	for (size_t i = 0; i < out.account_count; i++)
		out.differs |= account_differs(&out.accounts[i]);
	for (size_t i = 0; i < out.deployment_count; i++)
		out.differs |= out.deployments[i].differs;
	return out;
}
