// Prepares policies for questions.
#include "policies/engine/prepared.h"

struct making {
	struct arena *arena;
	struct prepared *prepared;
	size_t room;
	enum truth variables; // whether the policy's Version knows them
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
static enum truth knows_variables(const struct node *version)
{
	if (!version)
		return TRUTH_NO;
	if (!node_is_scalar(version))
		return TRUTH_UNKNOWN;
	return truth_of(node_is(version, "2012-10-17"));
}

static uint64_t services_of(const struct pattern *action)
{
	ptrdiff_t colon = str_find_byte(action->text, 0, ':');

	if (action->has_hole || (colon >= 0 && action->plain < (size_t)colon))
		return UINT64_MAX;
	return service_bits(action->text);
}

static uint64_t services_of_all(const struct items *actions)
{
	uint64_t services = 0;

	for (size_t i = 0; i < actions->count; i++) {
		services |= services_of(&actions->all[i].first);
		for (size_t j = 0; j < actions->all[i].other_count; j++)
			services |= services_of(&actions->all[i].others[j]);
	}
	return services;
}

static void add_actions(struct making *m, struct clause *clause,
                        const struct statement *s)
{
	struct pattern_form form = {.wildcards = true, .lower_case = true};
	const struct element *e = &s->action;

	if (e->presence == ABSENT) {
		e = &s->not_action;
		clause->not_actions = true;
	}
	clause->actions = items_of(m->arena, e->value, form);
	clause->services =
		clause->not_actions ? UINT64_MAX : services_of_all(&clause->actions);
}

static void add_resources(struct making *m, struct clause *clause,
                          const struct statement *s)
{
	struct pattern_form form = {.wildcards = true, .variables = m->variables};
	const struct element *e = &s->resource;
	const struct item *first;

	if (e->presence == ABSENT) {
		e = &s->not_resource;
		clause->not_resources = true;
	}
	if (e->presence == ABSENT) {
		clause->any_resource = true;
		return;
	}
	clause->resources = items_of(m->arena, e->value, form);
	first = clause->resources.all;
	clause->any_resource = !clause->not_resources && clause->resources.count == 1 &&
	                     first->is_sure && !first->other_count &&
	                     !first->first.parts && first->first.plain == 0 &&
	                     first->first.is_prefix;
}

static void add_named(struct making *m, struct clause *clause, size_t *room,
                      const struct principal_entry *entry)
{
	struct variants ways = variants_of(m->arena, entry->value, false);

	for (size_t i = 0; i < ways.count; i++) {
		struct named named = {.type = entry->type, .node = entry->value};
		struct str text = variant_pattern(m->arena, &ways.items[i]);
		named.text = pattern_of(m->arena, text, (struct pattern_form){0});
		if (entry->type.len == 0 || str_is(entry->type, "AWS"))
			named.principal = principal_of(text);
		named.is_sure = ways.count == 1 && ways.complete && !ways.may_be_none &&
		                !entry->sometimes;
		clause->named = arena_grow(m->arena, clause->named, clause->named_count,
		                           room, sizeof named);
		clause->named[clause->named_count++] = named;
	}
	if (ways.count == 0 && !clause->doubt)
		clause->doubt = entry->value;
}

static void add_principals(struct making *m, struct clause *clause,
                           const struct statement *s)
{
	size_t room = 0;

	clause->asks_principal = true;
	clause->not_principal = s->principal.presence == ABSENT;
	for (size_t i = 0; i < s->principal_count; i++)
		add_named(m, clause, &room, &s->principals[i]);
}

static void add_tests(struct making *m, struct clause *clause,
                      const struct statement *s)
{
	clause->tests = arena_array(m->arena, struct test, s->condition_count);
	clause->test_count = s->condition_count;
	for (size_t i = 0; i < s->condition_count; i++)
		clause->tests[i] = test_of(m->arena, &s->conditions[i], m->variables);
}

static bool has_principal(enum policy_kind kind)
{
	return kind == POLICY_TRUST || kind == POLICY_RESOURCE || kind == POLICY_RCP;
}

static bool is_one_of(const struct element *yes, const struct element *no)
{
	return (yes->presence == ABSENT) != (no->presence == ABSENT);
}

static bool is_absent(const struct element *yes, const struct element *no)
{
	return yes->presence == ABSENT && no->presence == ABSENT;
}

// Whether all parts of a Condition are there to be read.
static bool condition_is_open(struct arena *a, const struct element *condition)
{
	for (size_t i = 0; i < condition->count; i++) {
		const struct node *block = condition->leaves[i].value;
		if (!node_is_map(block))
			return true;
		node_each_pair(block, operator) {
			struct leaf *tests;
			size_t count = leaves_of(a, operator->next, &tests);
			for (size_t j = 0; j < count; j++)
				if (!node_is_map(tests[j].value))
					return true;
		}
	}
	return false;
}

// Whether a statement has the elements that AWS asks for in this kind of policy, and each
// of them can be read.
static bool is_readable(struct arena *a, const struct statement *s, enum policy_kind kind)
{
	bool no_resource = is_absent(&s->resource, &s->not_resource);
	bool no_principal = is_absent(&s->principal, &s->not_principal);

	if (!is_one_of(&s->action, &s->not_action))
		return false;
	if (!is_one_of(&s->resource, &s->not_resource) &&
	    !(no_resource && (kind == POLICY_TRUST || kind == POLICY_RESOURCE)))
		return false;
	if (has_principal(kind) && !is_one_of(&s->principal, &s->not_principal))
		return false;
	if (!has_principal(kind) && !no_principal)
		return false;
	return !condition_is_open(a, &s->condition);
}

static void add_clause(struct making *m, const struct statement *s, size_t index,
                     bool denies, const struct node *doubt)
{
	struct prepared *p = m->prepared;
	struct clause clause = {
		.denies = denies,
		.doubt = doubt,
		.services = UINT64_MAX,
		.statement = s,
		.index = index,
	};

	if (s && is_readable(m->arena, s, p->policy->kind)) {
		add_actions(m, &clause, s);
		add_resources(m, &clause, s);
		if (has_principal(p->policy->kind))
			add_principals(m, &clause, s);
		add_tests(m, &clause, s);
	} else {
		clause.is_blank = true;
		clause.doubt = s ? s->node : doubt;
	}
	p->clauses = arena_grow(m->arena, p->clauses, p->count, &m->room, sizeof clause);
	p->clauses[p->count++] = clause;
}

static void add_statement(struct making *m, const struct statement *s, size_t index)
{
	const struct node *doubt = s->sometimes || s->open ? s->node : NULL;

	if (statement_is(s, "Allow") && s->effect.presence == PRESENT) {
		add_clause(m, s, index, false, doubt);
	} else if (statement_is(s, "Deny") && s->effect.presence == PRESENT) {
		add_clause(m, s, index, true, doubt);
	} else {
		doubt = s->effect.value ? s->effect.value : s->node;
		add_clause(m, s, index, false, doubt);
		add_clause(m, s, index, true, doubt);
	}
}

struct prepared *policy_prepare(struct arena *a, const struct policy *p)
{
	struct making m = {.arena = a, .prepared = arena_new(a, struct prepared)};

	m.prepared->policy = p;
	m.variables = knows_variables(p->version);
	for (size_t i = 0; i < p->count; i++)
		add_statement(&m, &p->statements[i], i);
	if (p->open) {
		add_clause(&m, NULL, 0, false, p->node);
		add_clause(&m, NULL, 0, true, p->node);
	}
	return m.prepared;
}
