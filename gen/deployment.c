// From units to what CloudFormation is given of each: StackSets by wave, and stacks.
#include "gen/deployment.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "gen/logical_id.h"
#include "org/org_rules.h"
#include "model/text/say.h"

static struct deployment *add(struct deployments *p, const struct unit *unit,
                              uint32_t order)
{
	struct deployment *deployment;

	p->items = arena_grow(p->units->org->arena, p->items, p->count, &p->room,
	                      sizeof *p->items);
	deployment = &p->items[p->count++];
	*deployment = (struct deployment){.unit = unit, .order = order};
	return deployment;
}

static const struct node *wave_item(const struct org *org, uint32_t number)
{
	const struct node *order = node_path(org->root, "rollout/order");

	return node_is_scalar(order) && number == 0 ? order : node_item(order, number);
}

// --- what a wave's StackSet is called ---

// The name of an OU as far as StackSets may have it: "Dev & Test" is "Dev-Test".
static struct str plain_name(struct arena *a, struct str path)
{
	struct str name = str_after_last(path, '/');
	char *plain = arena_alloc(a, name.len);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		bool is_plain = str_all_of(str_slice(name, i, i + 1),
		                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		                           "0123456789");
		if (is_plain)
			plain[len++] = name.at[i];
		else if (len > 0 && plain[len - 1] != '-')
			plain[len++] = '-';
	}
	while (len > 0 && plain[len - 1] == '-')
		len--;
	return (struct str){plain, len};
}

static struct str lower(struct arena *a, struct str s)
{
	char *text = arena_alloc(a, s.len);

	for (size_t i = 0; i < s.len; i++)
		text[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | ' ') : s.at[i];
	return (struct str){text, s.len};
}

// Its name, or its id where another OU has the name as well. "-accounts" ends the names of
// StackSets of single accounts.
static void find_suffixes(struct deployments *p)
{
	const struct org *org = p->units->org;
	struct arena *a = org->arena;
	struct names first = {.arena = a};

	p->suffixes = arena_array(a, struct str, org->ou_count);
	names_add(&first, S("accounts"), OU_ROOT);
	for (uint32_t i = OU_ROOT + 1; i < org->ou_count; i++) {
		struct str name = plain_name(a, org->ous[i].path);
		uint32_t other = names_add(&first, lower(a, name), i);
		p->suffixes[i] = other == NAME_NONE && name.len > 0 ? name : org->ous[i].id;
		if (other != NAME_NONE)
			p->suffixes[other] = org->ous[other].id;
	}
	for (uint32_t i = OU_ROOT + 1; i < org->ou_count; i++) {
		const struct node *own = node_get(org->ous[i].key->next, "stackset-suffix");
		if (node_str(own).len > 0)
			p->suffixes[i] = node_str(own);
	}
}

// "log-Dev", or "log-ou-ab12-11111111" where a StackSet of org.yaml is called log-Dev.
static const char *wave_name(const struct deployments *p, const struct unit *unit, uint32_t ou)
{
	struct arena *a = p->units->org->arena;
	struct str id = p->units->org->ous[ou].id;
	const char *name = arena_printf(a, "%.*s-%.*s", STR(unit->set_name), STR(p->suffixes[ou]));

	for (size_t i = 0; i < p->units->count; i++)
		if (str_eq_nocase(p->units->items[i].set_name, str_of(name)))
			return arena_printf(a, "%.*s-%.*s", STR(unit->set_name), STR(id));
	return name;
}

// Its logical id has the id of the OU, which stays when the OU is renamed.
static void name_set(const struct deployments *p, struct deployment *deployment,
                     const char *ending)
{
	const struct org *org = p->units->org;
	const char *name = arena_cstring(org->arena, deployment->unit->set_name);
	const char *id = logical_id(org->arena, deployment->unit->id_name);
	uint32_t ou;

	deployment->wave = wave_item(org, deployment->wave_number);
	if (deployment->wave) {
		ou = names_find(&org->ou_paths, node_str(deployment->wave));
		name = wave_name(p, deployment->unit, ou);
		id = arena_printf(org->arena, "%s%s", id,
		                  logical_id(org->arena, org->ous[ou].id));
	}
	deployment->set_name = arena_printf(org->arena, "%s%s", name, ending);
	deployment->id = arena_printf(org->arena, "%s%s", id,
	                              logical_id(org->arena, str_of(ending)));
}

// --- adding them ---

static struct deployment *add_set(struct deployments *p, const struct unit *unit,
                                  uint32_t number, uint32_t order, const char *ending)
{
	struct deployment *deployment = add(p, unit, order);

	deployment->is_stackset = true;
	deployment->wave_number = number;
	deployment->by_url = unit->text.len > (size_t)limit("template-body");
	name_set(p, deployment, ending);
	return deployment;
}

// The list comes after the OUs: an account that an exception takes out of its OU leaves the
// one StackSet before it comes to the other.
static void add_wave(struct deployments *p, const struct unit *unit, uint32_t number,
                     uint32_t first_order)
{
	const uint32_t *waves = p->wave_count > 1 ? p->wave_of : NULL;
	struct targets targets =
		selection_targets(p->units->org, &unit->where, waves, number);
	struct deployment *deployment;
	bool both = targets.ou_count > 0 && targets.only_count > 0;
	size_t start = p->spans[unit - p->units->items].sets;

	if (targets.ou_count > 0) {
		deployment = add_set(p, unit, number,
		                     first_order + (uint32_t)(p->count - start), "");
		deployment->targets = targets;
		deployment->ends_wave = !both;
	}
	if (targets.only_count > 0) {
		deployment = add_set(p, unit, number,
		                     first_order + (uint32_t)(p->count - start),
		                     both ? "-accounts" : "");
		deployment->targets = targets;
		deployment->is_list = deployment->ends_wave = true;
	}
}

// Marks the waves in which a unit has something: most have nothing in most of them.
static void mark_waves(const struct deployments *p, const struct unit *unit, uint32_t *marks,
                       uint32_t mark)
{
	const struct org *org = p->units->org;
	const struct selection *where = &unit->where;

	for (size_t i = 0; i < org->ou_count; i++)
		if (where->ous[i])
			marks[p->wave_of[i]] = mark;
	for (size_t i = 1; i < org->account_count; i++)
		if (where->accounts[i] && !org->accounts[i].suspended)
			marks[p->wave_of[org->accounts[i].ou]] = mark;
}

// More than one template can deploy, which check_limits says.
static bool is_full(const struct deployments *p)
{
	return p->count > (size_t)limit("resources") + p->units->count;
}

static void add_unit(struct deployments *p, uint32_t index, uint32_t *marks)
{
	const struct unit *unit = &p->units->items[index];
	struct span *span = &p->spans[index];
	uint32_t order = 1;

	for (size_t i = 0; i < unit->after_count; i++)
		if (p->spans[unit->after[i].unit].last_order >= order)
			order = p->spans[unit->after[i].unit].last_order + 1;
	span->sets = (uint32_t)p->count;
	if (unit->is_stackset)
		mark_waves(p, unit, marks, index + 1);
	for (uint32_t wave = 0; unit->is_stackset && wave < p->wave_count; wave++)
		if (marks[wave] == index + 1 && !is_full(p))
			add_wave(p, unit, wave, order);
	span->sets_end = (uint32_t)p->count;
	span->last_order = p->count > span->sets ? p->items[p->count - 1].order : order;
	if (!unit->is_stackset)
		add(p, unit, order);
	else if (unit->where.accounts[ACCOUNT_MANAGEMENT])
		add(p, unit, order)->is_copy = true;
}

// --- what AWS takes no more of ---

static struct diag *over(const struct deployments *p, const struct deployment *deployment,
                         const char *name, size_t count)
{
	const struct org *org = p->units->org;

	return diag_node(org->diags, &org_over_a_limit, org->doc, deployment->unit->key,
	                 "%s comes to %zu, and AWS takes at most %ld %.*s",
	                 deployment->unit->path, count, limit(name), STR(limit_of(name)));
}

// A quota that AWS raises for those who ask.
static void check_instances(const struct deployments *p,
                            const struct deployment *deployment)
{
	size_t count = deployment_instances(p->units->org, p, deployment);
	struct diag *d;

	if (count <= (size_t)limit("stackset-instances"))
		return;
	d = over(p, deployment, "stackset-instances", count);
	d->severity = SEV_WARNING;
	d->hint = "have AWS raise the quota, or part the StackSet by rollout.order";
}

static void check_names(const struct deployments *p, const struct deployment *deployment,
                        struct names *names, struct names *ids)
{
	const struct org *org = p->units->org;
	struct str name = str_of(deployment->set_name);

	if (name.len > (size_t)limit("stackset-name"))
		over(p, deployment, "stackset-name", name.len);
	if (names_add(names, name, 0) != NAME_NONE ||
	    names_add(ids, str_of(deployment->id), 0) != NAME_NONE)
		diag_node(org->diags, &org_name_for_two, org->doc, deployment->unit->key,
		          "the StackSet %s would have the name of another one",
		          say_text(org->arena, name))
			->hint = "give one of the two another name";
}

static void check_limits(const struct deployments *p)
{
	const struct org *org = p->units->org;
	struct names names = {.arena = org->arena}, ids = {.arena = org->arena};
	size_t sets = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct deployment *deployment = &p->items[i];
		if (!deployment->is_stackset)
			continue;
		check_names(p, deployment, &names, &ids);
		check_instances(p, deployment);
		if (++sets == (size_t)limit("resources") + 1)
			over(p, deployment, "resources", sets);
	}
}

static int compare_order(const void *left, const void *right)
{
	const struct unit *a = *(const struct unit *const *)left;
	const struct unit *b = *(const struct unit *const *)right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a > b) - (a < b);
}

struct deployments deployments_of(const struct units *units)
{
	struct arena *a = units->org->arena;
	const struct unit **sorted = arena_array(a, const struct unit *, units->count);
	struct deployments p = {.units = units,
	                        .spans = arena_array(a, struct span, units->count)};
	uint32_t *marks;

	find_suffixes(&p);
	p.wave_of = org_waves(units->org, &p.wave_count);
	marks = arena_array(a, uint32_t, p.wave_count);
	for (size_t i = 0; i < units->count; i++)
		sorted[i] = &units->items[i];
	qsort(sorted, units->count, sizeof *sorted, compare_order);
	for (size_t i = 0; i < units->count; i++)
		add_unit(&p, (uint32_t)(sorted[i] - units->items), marks);
	check_limits(&p);
	return p;
}

const char *deployment_file(struct arena *a, const struct deployment *p)
{
	return arena_printf(a, "%s/%.*s.yaml", p->is_stackset ? "templates" : "stacks",
	                    STR(p->unit->name));
}

bool deployment_covers(const struct org *org, const struct deployments *deployments,
                       const struct deployment *p, uint32_t account)
{
	if (!p->unit->is_stackset)
		return account == p->unit->account;
	if (p->is_copy || account == ACCOUNT_MANAGEMENT)
		return p->is_copy && account == ACCOUNT_MANAGEMENT;
	return p->unit->where.accounts[account] &&
	       deployments->wave_of[org->accounts[account].ou] == p->wave_number &&
	       p->targets.whole[org->accounts[account].ou] != p->is_list;
}

size_t deployment_instances(const struct org *org, const struct deployments *deployments,
                      const struct deployment *p)
{
	size_t count = 0;

	for (uint32_t i = 0; i < org->account_count; i++)
		count += deployment_covers(org, deployments, p, i) &&
		         !org->accounts[i].suspended;
	return count * p->unit->region_count;
}
