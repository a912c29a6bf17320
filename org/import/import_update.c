// An org.yaml that is there, brought up to date: only what is new in AWS changes, and
// every other byte stays as somebody wrote it.
#include "org/import/import.h"

#include <stdlib.h>

#include "org/import/import_rules.h"
#include "model/text/say.h"
#include "model/edit/edit.h"
#include "model/write/write.h"

// What goes to one place goes there in the order in which it came, but a new section goes
// after what is added to the one that is last.
struct change {
	struct edit edit;
	bool is_section;
};

struct update {
	struct import *in;
	struct arena *arena;
	const struct doc *old;
	struct import_changes *changes;
	struct change *edits;
	size_t count, room;
};

// --- one change ---

static void tell(struct update *u, const char *line)
{
	struct import_changes *c = u->changes;

	c->items = arena_grow(c->arena, c->items, c->count, &c->room, sizeof *c->items);
	c->items[c->count++] = line;
}

// Takes an edit that was found `safe`; one that is not is left to the user.
static void take(struct update *u, bool safe, struct edit edit, const struct node *at,
                 const char *line)
{
	if (!safe) {
		diag_node(u->in->diags, &import_by_hand, u->old, at, "not done: %s", line)->hint =
			"change it by hand: this place is used more than once, or laid out oddly";
		return;
	}
	u->edits = arena_grow(u->arena, u->edits, u->count, &u->room, sizeof *u->edits);
	u->edits[u->count++] = (struct change){edit, at == u->old->root};
	tell(u, line);
}

static struct node *text_node(const struct update *u, struct str text)
{
	return node_scalar(u->arena, text, STYLE_DOUBLE);
}

// Sets map.key to a text.
static void set(struct update *u, const struct node *map, const char *key,
                struct str text, const char *line)
{
	const struct node *value = node_get(map, key);
	struct edit edit = {0};
	bool safe;

	if (node_is_scalar(value))
		safe = edit_scalar(u->old, u->arena, value, text, &edit);
	else if (value)
		safe = edit_value(u->old, u->arena, value, text_node(u, text), &edit);
	else
		safe = edit_add_pair(u->old, u->arena, map, NULL, key, text_node(u, text), &edit);
	take(u, safe, edit, value ? value : map, line);
}

// Puts a map into a key of the file that is missing or empty.
static void fill(struct update *u, const char *key, const struct node *map,
                 const char *line)
{
	const struct node *root = u->old->root, *value = node_get(root, key);
	struct edit edit = {0};
	bool safe = value ? edit_value(u->old, u->arena, value, map, &edit)
	                  : edit_add_pair(u->old, u->arena, root, NULL, key, map, &edit);

	take(u, safe, edit, value ? value : root, line);
}

// --- what stands at the top ---

static struct node *flow_map(const struct update *u)
{
	struct node *map = node_map(u->arena);

	map->style = STYLE_FLOW;
	return map;
}

static void set_id(struct update *u, const struct node *map, const char *what,
                   const char *key, struct str id)
{
	if (!str_eq(node_str(node_get(map, key)), id))
		set(u, map, key, id,
		    arena_printf(u->arena, "%s.%s: set to %.*s", what, key, STR(id)));
}

static void update_organization(struct update *u)
{
	const struct node *organization = node_get(u->old->root, "organization");
	const struct node *management = node_get(u->old->root, "management");
	struct node *map;

	// Two pairs that come into an empty map would both be the first.
	if (node_is_map(organization) && organization->len > 0) {
		set_id(u, organization, "organization", "id", u->in->organization);
		set_id(u, organization, "organization", "root", u->in->ous[0].id);
	} else {
		map = flow_map(u);
		node_set(u->arena, map, "id", text_node(u, u->in->organization));
		node_set(u->arena, map, "root", text_node(u, u->in->ous[0].id));
		fill(u, "organization", map, "organization: set");
	}
	if (node_is_map(management)) {
		set_id(u, management, "management", "id", u->in->management);
	} else {
		map = flow_map(u);
		node_set(u->arena, map, "id", text_node(u, u->in->management));
		fill(u, "management", map, "management: set");
	}
}

// --- OUs that are there ---

static struct node *guardrails_node(const struct update *u, const struct import_ou *ou)
{
	return node_scalar(u->arena, str_of(arena_printf(u->arena, "%u", ou->guardrails)),
	                   STYLE_PLAIN);
}

static void update_guardrails(struct update *u, const struct import_ou *ou)
{
	const struct node *map = ou->old->next, *value = node_get(map, "reserve-scps");
	struct node *number = guardrails_node(u, ou);
	struct edit edit = {0};
	bool safe;

	if (ou->guardrails == 0 || str_eq(node_str(value), node_str(number)) ||
	    !node_is_map(map))
		return;
	safe = value ? edit_value(u->old, u->arena, value, number, &edit)
	             : edit_add_pair(u->old, u->arena, map, NULL, "reserve-scps", number, &edit);
	take(u, safe, edit, value ? value : map,
	     arena_printf(u->arena, "OU %s: reserve-scps set to %u, for Control Tower",
	                  say_text(u->arena, ou->path), ou->guardrails));
}

// --- accounts that are there ---

static void update_account(struct update *u, const struct import_account *account)
{
	const struct node *map = account->old->next;
	struct str ou = node_str(node_get(map, "ou")), path = u->in->ous[account->ou].path;
	bool was_suspended = node_is(node_get(map, "status"), "suspended");
	struct str name = node_str(node_get(map, "name"));
	struct arena *a = u->arena;
	const char *key = say_text(a, account->key);

	if (!node_is_map(map))
		return;
	if (!str_eq(ou, path))
		set(u, map, "ou", path,
		    arena_printf(a, "account %s: moved to %s", key, say_text(a, path)));
	if (account->suspended != TRUTH_UNKNOWN &&
	    account->suspended != truth_of(was_suspended))
		set(u, map, "status", was_suspended ? S("active") : S("suspended"),
		    arena_printf(a, "account %s: %s", key,
		                 was_suspended ? "active again" : "suspended"));
	if (!str_eq(name.len ? name : account->key, account->name))
		set(u, map, "name", account->name,
		    arena_printf(a, "account %s: AWS calls it %s", key, say_text(a, account->name)));
}

// --- what is new ---

static struct node *account_node(const struct update *u,
                                 const struct import_account *account)
{
	struct node *map = flow_map(u);

	node_set(u->arena, map, "id", text_node(u, account->id));
	node_set(u->arena, map, "ou", text_node(u, u->in->ous[account->ou].path));
	if (!str_eq(account->key, account->name))
		node_set(u->arena, map, "name", text_node(u, account->name));
	if (account->suspended == TRUTH_YES)
		node_set(u->arena, map, "status", text_node(u, S("suspended")));
	return map;
}

// New pairs for one map of the file.
struct additions {
	const char *section; // "accounts"
	struct node *map;
	struct node_list list;
	struct import_changes lines;
};

static struct additions additions_of(const struct update *u, const char *section)
{
	struct additions new = {section, node_map(u->arena), {0}, {.arena = u->arena}};

	new.list = node_list_of(new.map);
	return new;
}

static void add(struct update *u, struct additions *new, struct str key,
                struct node *value, const char *line)
{
	struct import_changes *lines = &new->lines;

	node_list_pair(&new->list, text_node(u, key), value);
	lines->items = arena_grow(u->arena, lines->items, lines->count, &lines->room,
	                          sizeof *lines->items);
	lines->items[lines->count++] = line;
}

static void put(struct update *u, const struct additions *new)
{
	const struct node *map = node_get(u->old->root, new->section);
	size_t line = 0;

	if (new->lines.count == 0)
		return;
	if (!node_is_map(map) || map->len == 0) {
		fill(u, new->section, new->map, arena_printf(u->arena, "%s: all of them are new",
		                                             new->section));
		for (; line < new->lines.count; line++)
			tell(u, new->lines.items[line]);
		return;
	}
	node_each_pair(new->map, key) {
		struct edit edit = {0};
		bool safe = edit_add_pair(u->old, u->arena, map, NULL,
		                          arena_cstring(u->arena, node_str(key)),
		                          node_copy(u->arena, key->next), &edit);
		take(u, safe, edit, map, new->lines.items[line++]);
	}
}

static void add_ous(struct update *u)
{
	struct additions new = additions_of(u, "ous");

	for (size_t i = 1; i < u->in->ou_count; i++) {
		const struct import_ou *ou = &u->in->ous[i];
		struct node *map = flow_map(u);
		if (ou->old) {
			update_guardrails(u, ou);
			continue;
		}
		node_set(u->arena, map, "id", text_node(u, ou->id));
		if (ou->guardrails > 0)
			node_set(u->arena, map, "reserve-scps", guardrails_node(u, ou));
		add(u, &new, ou->path, map,
		    arena_printf(u->arena, "OU %s: new", say_text(u->arena, ou->path)));
	}
	put(u, &new);
}

static void add_accounts(struct update *u)
{
	struct additions new = additions_of(u, "accounts");

	for (size_t i = 0; i < u->in->account_count; i++) {
		const struct import_account *account = &u->in->accounts[i];
		if (account->old)
			update_account(u, account);
		else
			add(u, &new, account->key, account_node(u, account),
			    arena_printf(u->arena, "account %s: new, in %s",
			                 say_text(u->arena, account->key),
			                 say_text(u->arena, u->in->ous[account->ou].path)));
	}
	put(u, &new);
}

// --- what else is refreshed ---

static bool names_text(const struct node *list, struct str text)
{
	node_each(list, item)
		if (str_eq(node_str(item), text))
			return true;
	return node_is_scalar(list) && str_eq(node_str(list), text);
}

static bool same_names(const struct node *old, const struct node *list)
{
	node_each(list, item)
		if (!names_text(old, node_str(item)))
			return false;
	node_each(old, item)
		if (!names_text(list, node_str(item)))
			return false;
	return !node_is_scalar(old) || list->len == 1;
}

static void update_policy(struct update *u, const struct import_policy *p)
{
	const struct node *map = p->old->next, *in = node_get(map, "in");
	struct node *list = import_policy_in(u->in, p);
	struct out names = {.arena = u->arena};
	struct edit edit = {0};
	bool safe;

	if (!p->has_targets || same_names(in, list))
		return;
	node_each(list, item)
		out_printf(&names, "%s%s", item == list->first ? "" : ", ",
		           say_text(u->arena, node_str(item)));
	safe = in ? edit_value(u->old, u->arena, in, list, &edit)
	          : edit_add_pair(u->old, u->arena, map, NULL, "in", list, &edit);
	take(u, safe, edit, in ? in : map,
	     arena_printf(u->arena, "policy %s: attached to %s", say_text(u->arena, p->key),
	                  names.len ? arena_cstring(u->arena, out_str(&names)) : "nothing"));
}

static struct node *policy_node(const struct update *u, const struct import_policy *p)
{
	struct node *map = flow_map(u);

	node_set(u->arena, map, "type", text_node(u, str_of(p->type)));
	if (!str_eq(p->key, p->name))
		node_set(u->arena, map, "name", text_node(u, p->name));
	if (p->description.len > 0)
		node_set(u->arena, map, "description", text_node(u, p->description));
	node_set(u->arena, map, "file", text_node(u, str_of(import_policy_path(u->in, p))));
	node_set(u->arena, map, "in", import_policy_in(u->in, p));
	return map;
}

static void add_policies(struct update *u)
{
	struct additions new = additions_of(u, "policies");

	for (size_t i = 0; i < u->in->policy_count; i++) {
		const struct import_policy *p = &u->in->policies[i];
		if (p->old)
			update_policy(u, p);
		else if (import_policy_is_whole(p))
			add(u, &new, p->key, policy_node(u, p),
			    arena_printf(u->arena, "policy %s: new (%.*s)", say_text(u->arena, p->key),
			                 STR(p->id)));
	}
	put(u, &new);
}

static void add_delegates(struct update *u)
{
	const struct node *map = node_get(u->old->root, "delegated-administrators");
	struct additions new = additions_of(u, "delegated-administrators");

	for (size_t i = 0; i < IMPORT_SERVICES; i++) {
		const char *service = import_services[i], *line;
		const struct node *old = node_get(map, service);
		struct str name;
		if (u->in->delegates[i] == NAME_NONE)
			continue;
		name = u->in->accounts[u->in->delegates[i]].key;
		line = arena_printf(u->arena, "delegated administrator of %s: %s", service,
		                    say_text(u->arena, name));
		if (!old)
			add(u, &new, str_of(service), text_node(u, name), line);
		else if (!str_eq(node_str(old), name))
			set(u, map, service, name, line);
	}
	put(u, &new);
}

// --- the whole ---

static int compare_changes(const void *left, const void *right)
{
	const struct change *a = *(const struct change *const *)left;
	const struct change *b = *(const struct change *const *)right;

	if (a->edit.start != b->edit.start)
		return a->edit.start < b->edit.start ? -1 : 1;
	if (a->is_section != b->is_section)
		return a->is_section ? 1 : -1;
	return (a > b) - (a < b);
}

// One edit for all that go to the same place.
static size_t join(struct update *u, struct edit *joined)
{
	const struct change **sorted = arena_array(u->arena, const struct change *, u->count);
	size_t count = 0;

	for (size_t i = 0; i < u->count; i++)
		sorted[i] = &u->edits[i];
	qsort(sorted, u->count, sizeof *sorted, compare_changes);
	for (size_t i = 0; i < u->count;) {
		struct out text = {.arena = u->arena};
		struct edit edit = sorted[i]->edit;
		for (; i < u->count && sorted[i]->edit.start == edit.start; i++) {
			const struct edit *next = &sorted[i]->edit;
			out_bytes(&text, next->text);
			edit.end = next->end > edit.end ? next->end : edit.end;
		}
		edit.text = out_str(&text);
		joined[count++] = edit;
	}
	return count;
}

struct str import_update(struct import *in, struct import_changes *changes)
{
	struct update u = {.in = in, .arena = in->arena, .old = in->old, .changes = changes};
	struct str text = in->old->sources[0]->text;
	struct fix fix = {.title = "import"};
	const struct fix *fixes[] = {&fix};
	struct edit *joined;
	size_t applied;

	update_organization(&u);
	add_ous(&u);
	add_accounts(&u);
	add_delegates(&u);
	add_policies(&u);
	if (u.count == 0)
		return text;
	joined = arena_array(in->arena, struct edit, u.count);
	fix.count = join(&u, joined);
	fix.edits = joined;
	return edits_apply(in->arena, text, fixes, 1, &applied);
}
