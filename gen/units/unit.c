// The templates that org.yaml asks for, where they go, and what each waits for.
#include "gen/units/unit.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "org/org_resolve.h"
#include "org/org_read.h"
#include "org/org_rules.h"
#include "gen/policies/policies.h"
#include "model/text/say.h"
#include "model/read/read.h"
#include "gen/units/settings.h"
#include "gen/units/unit_values.h"
#include "templates/blueprints.h"

static struct unit *add(struct units *u, struct str name)
{
	struct unit *unit;

	u->items =
		arena_grow(u->org->arena, u->items, u->count, &u->room, sizeof *u->items);
	unit = &u->items[u->count];
	*unit = (struct unit){
		.name = name, .set_name = name, .id_name = name, .selects = "in"};
	names_add(&u->names, name, (uint32_t)u->count++);
	return unit;
}

// --- regions ---

static const char **list_of(struct org *org, const struct names *names)
{
	const char **list = arena_array(org->arena, const char *, names->count);

	for (size_t i = 0; i < names->count; i++)
		list[i] = arena_cstring(org->arena, names->items[i].text);
	return list;
}

static void add_region(struct org *org, struct names *names, struct str word)
{
	const struct node *all = node_path(org->root, "regions/all");
	struct str home = node_str(node_path(org->root, "regions/home"));

	if (!str_is(word, "all")) {
		names_add(names, str_is(word, "home") ? home : word, 0);
		return;
	}
	if (node_is_scalar(all))
		names_add(names, node_str(all), 0);
	node_each(all, region)
		names_add(names, node_str(region), 0);
}

// `named` is a word, a region, or a list of them; NULL is home. Home comes first, since
// whatever lives there only has to be there before the other regions are.
static void set_regions(struct org *org, struct unit *unit, const struct node *named)
{
	struct str home = node_str(node_path(org->root, "regions/home"));
	struct names names = {.arena = org->arena}, sorted = {.arena = org->arena};

	if (!named || node_is_scalar(named))
		add_region(org, &names, named ? node_str(named) : S("home"));
	node_each(named, item)
		add_region(org, &names, node_str(item));
	if (names_find(&names, home) != NAME_NONE)
		names_add(&sorted, home, 0);
	for (size_t i = 0; i < names.count; i++)
		names_add(&sorted, names.items[i].text, 0);
	unit->regions = list_of(org, &sorted);
	unit->region_count = sorted.count;
	if (node_is_seq(named) && named->len == 0)
		diag_node(org->diags, &org_empty_selector, org->doc, named,
		          "regions names no region")
			->hint = "name regions, home or all";
}

// --- blueprints ---

static const struct doc *read_blueprint(struct arena *a, const struct embedded *blueprint)
{
	struct diags diags = {.arena = a};
	const char *name = arena_printf(a, "blueprints/%s.yaml", blueprint->name);
	struct source *source = source_new(a, name, blueprint->text);
	const struct doc *doc;

	source->is_shipped = true;
	doc = doc_read(a, source, SYNTAX_YAML, template_tags, &diags);
	assert(diags_count(&diags, SEV_WARNING) == 0 && template_is(doc));
	return doc;
}

static struct str feature_of(struct str path)
{
	struct str rest = str_slice(path, strlen("features."), path.len);
	ptrdiff_t dot = str_find_byte(rest, 0, '.');

	if (!str_starts(path, "features."))
		return (struct str){0};
	return dot < 0 ? rest : str_slice(rest, 0, (size_t)dot);
}

// `path` leads to the account: "features.automation.admin".
static void set_account(struct org *org, struct unit *unit, uint32_t account,
                        struct str path)
{
	const struct node *n = org->root;
	struct str key = {0};

	while (path.len > 0) {
		ptrdiff_t dot = str_find_byte(path, 0, '.');
		key = str_slice(path, 0, dot < 0 ? path.len : (size_t)dot);
		path = str_slice(path, key.len + 1, path.len);
		n = node_get_str(n, key);
	}
	unit->account = account;
	unit->selects = arena_cstring(org->arena, key);
	unit->account_named = n ? n : unit->key;
}

static void add_blueprint(struct units *u, struct selector *selector,
                          const struct embedded *blueprint)
{
	struct org *org = u->org;
	const struct doc *doc = read_blueprint(org->arena, blueprint);
	const struct node *orgc = node_path(doc->root, "Metadata/orgc");
	struct str path = node_str(node_get(orgc, "where"));
	const struct node *where = org_path(org, path),
			  *regions = node_get(orgc, "regions");
	const struct node *when = node_get(orgc, "when");
	bool is_stackset = node_is(node_get(orgc, "deploy"), "stackset");
	uint32_t account =
		names_find(&org->account_names, node_str(node_get(where, "name")));
	struct unit *unit;

	if (!node_is_map(where) || (!is_stackset && account == NAME_NONE) ||
	    (when && !org_asks(org, node_str(when))))
		return;
	unit = add(u, str_of(blueprint->name));
	unit->feature = feature_of(path);
	unit->path = arena_printf(org->arena, "features.%.*s", STR(unit->feature));
	unit->key = node_key(node_get(org->root, "features"),
	                     arena_cstring(org->arena, unit->feature));
	unit->named = unit->key;
	unit->source = arena_printf(org->arena, "blueprint %s", blueprint->name);
	unit->template = doc;
	unit->metadata = orgc;
	unit->is_stackset = is_stackset;
	if (is_stackset)
		unit->where = selection_of(selector, where);
	else
		set_account(org, unit, account, path);
	if (!node_is(regions, "home") && !node_is(regions, "all"))
		unit->regions_named = regions = org_path(org, node_str(regions));
	set_regions(org, unit, regions);
}

// --- StackSets of org.yaml ---

// Files that several StackSets name are read once.
struct library {
	const struct loader *loader;
	struct names paths;        // to indexes of docs
	const struct doc **docs;   // NULL where a finding says why
	size_t count, room;
};

static const struct doc *read_template(struct org *org, const struct loader *loader,
                                       const struct node *named)
{
	struct arena *a = org->arena;
	const char *path = org_beside(org, node_str(named)),
		   *shown = say_text(a, str_of(path));
	bool is_path = strlen(path) >= node_str(named).len; // no NUL in it
	struct str text = {0};
	const struct doc *doc;
	int reason = is_path ? loader_load(loader, a, path, &text) : ENOENT;

	if (reason) {
		diag_node(org->diags, &org_template_file, org->doc, named, "%s: %s",
		          shown, source_load_reason(reason))
			->hint = "the path starts in the folder of org.yaml";
		return NULL;
	}
	doc = doc_read(a, source_new(a, path, text), SYNTAX_GUESS, template_tags,
	               org->diags);
	if (template_is(doc))
		return doc;
	if (doc->root || text.len == 0)
		diag_node(org->diags, &org_template_file, org->doc, named,
		          "%s is no CloudFormation template: it has no Resources", shown);
	else
		diag_node(org->diags, &org_template_file, org->doc, named,
		          "%s cannot be read", shown)
			->hint = "the findings in that file say why";
	return NULL;
}

static const struct doc *library_get(struct org *org, struct library *l,
                                     const struct node *named)
{
	struct str path = node_str(named);
	uint32_t known = names_find(&l->paths, path);

	if (path.len == 0)
		return NULL;
	if (known != NAME_NONE)
		return l->docs[known];
	l->docs = arena_grow(org->arena, l->docs, l->count, &l->room, sizeof *l->docs);
	names_add(&l->paths, path, (uint32_t)l->count);
	return l->docs[l->count++] = read_template(org, l->loader, named);
}

static void add_stackset(struct units *u, struct selector *selector,
                         struct library *library, const struct node *key)
{
	struct org *org = u->org;
	const struct node *map = key->next, *named = node_get(map, "template");
	const struct node *name = node_get(map, "name");
	const struct node *previously = node_get(map, "previously");
	uint32_t taken = names_find(&u->names, node_str(key));
	struct unit *unit;

	if (taken != NAME_NONE) {
		if (u->items[taken].feature.len > 0)
			diag_node(org->diags, &org_name_for_two, org->doc, key,
			          "%s would be built into the files of %s",
			          say_text(org->arena, node_str(key)),
			          u->items[taken].path)
				->hint =
				"give the StackSet another name here; name: keeps AWS's";
		return;
	}
	unit = add(u, node_str(key));
	if (node_str(previously).len > 0)
		unit->id_name = unit->set_name = node_str(previously);
	if (node_str(name).len > 0)
		unit->set_name = node_str(name);
	unit->path = arena_printf(org->arena, "stacksets.%.*s", STR(unit->name));
	unit->key = key;
	unit->named = named ? named : key;
	unit->source = arena_printf(org->arena, "template %s",
	                            say_text(org->arena, str_after_last(node_str(named), '/')));
	unit->template = library_get(org, library, named);
	if (unit->template)
		unit->metadata = node_path(unit->template->root, "Metadata/orgc");
	unit->is_stackset = true;
	unit->where = selection_of(selector, map);
	unit_set_values(org, selector, unit, map);
	unit->regions_named = node_get(map, "regions");
	set_regions(org, unit, unit->regions_named);
}

// --- policies ---

static void add_policies(struct units *u, const struct loader *loader)
{
	struct org *org = u->org;
	struct org_policies *policies = arena_new(org->arena, struct org_policies);
	const struct doc *doc;
	struct unit *unit;

	*policies = policies_of(org, loader);
	u->policies = policies;
	if (policies->count + policies->other_count == 0)
		return;
	doc = policies_template(policies);
	unit = add(u, S("policies"));
	unit->feature = S("policies");
	unit->holds_policies = true;
	unit->path = "policies";
	unit->key = unit->named = (policies->count ? policies->items : policies->others)->key;
	unit->account_named = node_key(org->root, "management");
	unit->selects = "account";
	unit->source = "policies";
	unit->template = doc;
	unit->account = ACCOUNT_MANAGEMENT;
	set_regions(org, unit, NULL);
}

// --- what waits for what ---

static void wait_for(struct units *u, struct unit *unit, uint32_t other,
                     const struct node *item)
{
	unit->after = arena_grow(u->org->arena, unit->after, unit->after_count,
	                         &unit->after_room, sizeof *unit->after);
	unit->after[unit->after_count++] = (struct wait){other, item};
}

static void wait_for_feature(struct units *u, struct unit *unit, const struct node *item)
{
	for (uint32_t i = 0; i < u->count; i++)
		if (str_eq(u->items[i].feature, node_str(item)))
			wait_for(u, unit, i, item);
}

static void wait_for_name(struct units *u, struct unit *unit, const struct node *item,
                          const struct node *place)
{
	uint32_t other = names_find(&u->names, node_str(item));

	if (other != NAME_NONE)
		wait_for(u, unit, other, place);
	else if (place && org_feature(node_str(item)))
		wait_for_feature(u, unit, item);
}

static void find_waits(struct units *u, struct unit *unit)
{
	const struct node *blueprint = node_get(unit->metadata, "after");
	const struct node *own =
		unit->feature.len ? NULL : node_get(unit->key->next, "after");

	node_each(blueprint, item)
		wait_for_name(u, unit, item, NULL);
	if (node_is_scalar(own))
		wait_for_name(u, unit, own, own);
	node_each(own, item)
		wait_for_name(u, unit, item, item);
}

// A wait for something that has no order yet.
static const struct wait *open_wait(const struct units *u, const struct unit *unit)
{
	for (size_t i = 0; i < unit->after_count; i++)
		if (u->items[unit->after[i].unit].order == 0)
			return &unit->after[i];
	return NULL;
}

// Follows the waits of one unit that can never be first, and says so where they come back
// to a unit on the way. `seen` has the number of the walk that passed by.
static void find_circle(const struct units *u, uint32_t start, uint32_t *seen)
{
	struct org *org = u->org;
	uint32_t at = start;
	const struct wait *wait;
	const struct unit *unit;

	while (!seen[at]) {
		seen[at] = start + 1;
		at = open_wait(u, &u->items[at])->unit;
	}
	if (seen[at] != start + 1)
		return;
	unit = &u->items[at];
	wait = open_wait(u, unit);
	diag_node(org->diags, &org_cyclic_after, org->doc,
	          wait->item ? wait->item : unit->key,
	          "%s waits for %s, which in the end waits for %s itself",
	          arena_cstring(org->arena, unit->name),
	          arena_cstring(org->arena, u->items[wait->unit].name),
	          arena_cstring(org->arena, unit->name))
		->hint = "take one of these out of the after of another";
}

// Gives every unit its order: one more than the last that it waits for. Linear: a unit
// whose last wait has an order takes its own and lets those go on that wait for it.
static void put_in_order(struct units *u)
{
	struct arena *a = u->org->arena;
	size_t count = u->count, edges = 0, ready = 0, done = 0;
	uint32_t *open = arena_array(a, uint32_t, count);
	uint32_t *queue = arena_array(a, uint32_t, count);
	uint32_t *starts = arena_array(a, uint32_t, count + 2), *waiting;

	for (size_t i = 0; i < count; i++) {
		open[i] = (uint32_t)u->items[i].after_count;
		edges += open[i];
		for (size_t j = 0; j < u->items[i].after_count; j++)
			starts[u->items[i].after[j].unit + 2]++;
		if (open[i] == 0)
			queue[ready++] = (uint32_t)i;
	}
	for (size_t i = 2; i < count + 2; i++)
		starts[i] += starts[i - 1];
	waiting = arena_array(a, uint32_t, edges);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < u->items[i].after_count; j++)
			waiting[starts[u->items[i].after[j].unit + 1]++] = (uint32_t)i;
	while (done < ready) {
		uint32_t unit = queue[done++], order = 1;
		for (size_t j = 0; j < u->items[unit].after_count; j++) {
			uint32_t before = u->items[u->items[unit].after[j].unit].order;
			order = before >= order ? before + 1 : order;
		}
		u->items[unit].order = order;
		for (uint32_t j = starts[unit]; j < starts[unit + 1]; j++)
			if (--open[waiting[j]] == 0)
				queue[ready++] = waiting[j];
	}
}

static void find_circles(const struct units *u)
{
	uint32_t *seen = arena_array(u->org->arena, uint32_t, u->count);

	for (uint32_t i = 0; i < u->count; i++)
		if (u->items[i].order == 0)
			find_circle(u, i, seen);
}

struct units units_of(struct org *org, const struct loader *loader)
{
	struct units u = {.org = org, .names = {.arena = org->arena}};
	struct selector *selector = selector_new(org);
	struct library library = {.loader = loader, .paths = {.arena = org->arena}};

	for (size_t i = 0; i < blueprints_count; i++)
		add_blueprint(&u, selector, &blueprints[i]);
	add_policies(&u, loader);
	node_each_pair(node_get(org->root, "stacksets"), key)
		if (node_str(key).len > 0)
			add_stackset(&u, selector, &library, key);
	for (size_t i = 0; i < u.count; i++) {
		unit_set_tags(org, &u.items[i]);
		find_waits(&u, &u.items[i]);
	}
	put_in_order(&u);
	find_circles(&u);
	return u;
}
