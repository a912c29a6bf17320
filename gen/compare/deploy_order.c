// In what order a build is deployed.
#include "gen/compare/deploy_order.h"

enum phase { PHASE_UNKNOWN, PHASE_FIRST, PHASE_STACKSETS, PHASE_LAST };

struct deploy_order {
	struct arena *arena;
	const struct view *view;
	struct names units; // by the names of their templates, to indexes of both lists
	const struct plan_deployment **of_unit; // the last of the unit
	enum phase *phases;
};

// --- phases ---

// "templates/baseline.yaml" -> "baseline"
static struct str unit_of(const struct plan_deployment *d)
{
	struct str file = str_after_last(d->file, '/');

	return str_slice(file, 0, str_ends(file, ".yaml") ? file.len - 5 : file.len);
}

static enum phase phase_of(const struct deploy_order *o, const struct plan_deployment *d);

// Whether a unit is one of StackSets, or waits for one.
static bool leads_to_stackset(const struct deploy_order *o, struct str unit)
{
	uint32_t i = names_find(&o->units, unit);

	return i != NAME_NONE &&
	       (o->of_unit[i]->is_stackset || phase_of(o, o->of_unit[i]) != PHASE_FIRST);
}

static enum phase phase_of(const struct deploy_order *o, const struct plan_deployment *d)
{
	uint32_t i = names_find(&o->units, unit_of(d));
	enum phase *known = &o->phases[i];

	if (d->is_stackset)
		return PHASE_STACKSETS;
	if (*known != PHASE_UNKNOWN)
		return *known;
	*known = PHASE_FIRST;
	for (size_t j = 0; j < d->after.count; j++)
		if (leads_to_stackset(o, d->after.items[j].text)) {
			*known = PHASE_LAST;
			break;
		}
	return *known;
}

struct deploy_order *deploy_order_new(struct arena *a, const struct view *v)
{
	struct deploy_order *o = arena_new(a, struct deploy_order);
	const struct plan *p = v->plan;

	*o = (struct deploy_order){.arena = a, .view = v, .units = {.arena = a}};
	o->of_unit = arena_array(a, const struct plan_deployment *, p->deployment_count);
	o->phases = arena_array(a, enum phase, p->deployment_count);
	for (size_t i = 0; i < p->deployment_count; i++) {
		uint32_t next = (uint32_t)o->units.count;
		uint32_t at = names_add(&o->units, unit_of(&p->deployments[i]), next);
		at = at == NAME_NONE ? next : at;
		// The stack of the management account waits as the StackSets of its unit do.
		if (!o->of_unit[at] || p->deployments[i].is_stackset)
			o->of_unit[at] = &p->deployments[i];
	}
	return o;
}

// --- among StackSets ---

// Calls itself for each StackSet that `at` waits for; true where `wanted` is among them.
static bool waits_for(const struct deploy_order *o, uint32_t at, uint32_t wanted, bool *seen)
{
	const struct node *set = o->view->stacksets[at], *names = node_get(set, "DependsOn");
	struct names ids = {.arena = o->arena};

	if (at == wanted || seen[at])
		return at == wanted;
	seen[at] = true;
	if (node_is_scalar(names))
		names_add(&ids, node_str(names), 0);
	node_each(names, name)
		names_add(&ids, node_str(name), 0);
	node_each(node_path(set, "Properties/AutoDeployment/DependsOn"), arn) {
		struct str id = str_after_last(node_str(arn), '{');
		names_add(&ids, str_slice(id, 0, id.len > 0 ? id.len - 1 : 0), 0);
	}
	for (size_t i = 0; i < ids.count; i++) {
		uint32_t next = names_find(&o->view->stackset_ids, ids.items[i].text);
		if (next != NAME_NONE && waits_for(o, next, wanted, seen))
			return true;
	}
	return false;
}

static bool set_waits(const struct deploy_order *o, const struct plan_deployment *d,
                      const struct plan_deployment *on)
{
	uint32_t at = names_find(&o->view->stackset_names, d->name);
	uint32_t wanted = names_find(&o->view->stackset_names, on->name);

	return at != NAME_NONE && wanted != NAME_NONE &&
	       waits_for(o, at, wanted,
	                 arena_array(o->arena, bool, o->view->stackset_names.count));
}

enum before is_before(const struct deploy_order *o, const struct plan_deployment *one,
                      const struct plan_deployment *other)
{
	enum phase a = phase_of(o, one), b = phase_of(o, other);

	if (a != b)
		return a < b ? BEFORE_YES : BEFORE_NO;
	if (a != PHASE_STACKSETS)
		return one < other ? BEFORE_YES : BEFORE_NO;
	if (set_waits(o, other, one))
		return BEFORE_YES;
	return set_waits(o, one, other) ? BEFORE_NO : BEFORE_MAYBE;
}

bool is_after_stacksets(const struct deploy_order *o, const struct plan_deployment *d)
{
	return phase_of(o, d) == PHASE_LAST;
}
