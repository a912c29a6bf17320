// Fills {{NAME}} in texts.
#include "org/fill/values.h"

#include <string.h>

#include "model/text/say.h"
#include "model/write/write.h"
#include "org/fill/parts.h"
#include "org/fill/fill.h"
#include "org/org_rules.h"
#include "templates/function.h"

enum {
	FILLED_MOST = 16 << 20, // bytes that all values together may come to
	TEXT_MOST = 64 << 10,   // of one text with its values
};

// --- what they stand for ---

static struct str after_prefix(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return str_starts(s, prefix) ? str_slice(s, len, s.len) : (struct str){0};
}

// "id", "name", "ou" or "tags.KEY" of an account or an OU, with `key` as its name here.
static const struct node *part_of(const struct node *key, struct str name)
{
	const struct node *map = key->next, *own;
	struct str tag = after_prefix(name, "tags.");

	if (tag.len > 0)
		return node_get_str(node_get(map, "tags"), tag);
	if (!str_is(name, "id") && !str_is(name, "name") && !str_is(name, "ou"))
		return NULL;
	own = node_get_str(map, name);
	return !own && str_is(name, "name") ? key : own;
}

// The management account has a key of its own.
const struct node *value_account(const struct org_values *v, struct str name)
{
	const struct node *key = node_key_str(node_get(v->root, "accounts"), name);
	struct str management = node_str(node_path(v->root, "management/name"));

	if (key)
		return key;
	if (management.len == 0)
		management = S("management");
	return str_eq(name, management) ? node_key(v->root, "management") : NULL;
}

static const struct node *of_account(const struct org_values *v, struct str path)
{
	ptrdiff_t dot = str_find_byte(path, 0, '.');
	const struct node *key =
		dot < 0 ? NULL : value_account(v, str_slice(path, 0, (size_t)dot));

	return key ? part_of(key, str_slice(path, (size_t)dot + 1, path.len)) : NULL;
}

// The name of an OU may hold dots.
static const struct node *of_ou(const struct org_values *v, struct str path)
{
	node_each_pair(node_get(v->root, "ous"), key) {
		struct str name = node_str(key);
		if (path.len > name.len && path.at[name.len] == '.' &&
		    str_eq(str_slice(path, 0, name.len), name))
			return part_of(key, str_slice(path, name.len + 1, path.len));
	}
	return NULL;
}

static const struct node *by_path(const struct org_values *v, struct str name)
{
	static const char *const paths[] = {"organization.id", "organization.root",
	                                    "management.id", "management.name",
	                                    "regions.home"};
	struct str account = after_prefix(name, "accounts."), ou = after_prefix(name, "ous.");

	if (account.len > 0)
		return of_account(v, account);
	if (ou.len > 0)
		return of_ou(v, ou);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		ptrdiff_t dot = str_find_byte(name, 0, '.');
		if (str_is(name, paths[i]))
			return node_get_str(node_get_str(v->root, str_slice(name, 0, (size_t)dot)),
			                    str_slice(name, (size_t)dot + 1, name.len));
	}
	return NULL;
}

static struct diag *wrong(const struct org_values *v, const struct value_place *p,
                          const char *message, const char *hint)
{
	struct diag *d =
		diag_node(v->org->diags, &org_unknown_value, p->doc, p->node, "%s", message);

	d->hint = hint;
	return d;
}

static const char ready_made[] =
	"besides those under values: there are {{organization.id}}, {{organization.root}}, "
	"{{management.id}}, {{regions.home}}, {{accounts.NAME.id}}, {{ous.PATH.id}}, and tags.KEY of "
	"both";

// What was likely meant: another value, or the same of an account with another name.
static struct str nearest(struct org_values *v, struct str name)
{
	struct str rest = after_prefix(name, "accounts."), near;
	ptrdiff_t dot = str_find_byte(rest, 0, '.');

	if (str_find_byte(name, 0, '.') < 0)
		return names_nearest(&v->names, name);
	if (dot < 0)
		return (struct str){0};
	if (v->accounts.count == 0)
		node_each_pair(node_get(v->root, "accounts"), key)
			names_add(&v->accounts, node_str(key), 0);
	near = names_nearest(&v->accounts, str_slice(rest, 0, (size_t)dot));
	if (near.len == 0)
		return near;
	return str_of(arena_printf(v->org->arena, "accounts.%.*s%.*s", STR(near),
	                           STR(str_slice(rest, (size_t)dot, rest.len))));
}

static void unknown(struct org_values *v, const struct value_place *p, const struct value_hole *h)
{
	struct arena *a = v->org->arena;
	const char *name = say_text(a, h->name), *hint = ready_made;
	struct str account = after_prefix(h->name, "account."), near;

	if (account.len > 0 && !p->account) {
		wrong(v, p,
		      arena_printf(a, "{{%s}} is another one in each account, and this text is for "
		                      "several", name),
		      arena_printf(a, "name the account: {{accounts.NAME.%s}}",
		                   say_text(a, account)));
		return;
	}
	if (account.len > 0) {
		wrong(v, p, arena_printf(a, "%s has no value {{%s}}", say_text(a, p->account_name),
		                         name),
		      "there are {{account.id}}, {{account.name}}, {{account.ou}} and "
		      "{{account.tags.KEY}}, and {{account.tags.KEY|TEXT}} where one has no such tag");
		return;
	}
	near = nearest(v, h->name);
	if (near.len > 0)
		hint = arena_printf(a, "did you mean {{%s}}", say_text(a, near));
	wrong(v, p, arena_printf(a, "no value is called {{%s}}", name),
	      arena_printf(a, "%s%s {{!%s}} is that text itself", hint, near.len ? "?" : ";", name));
}

// False where nothing is called so: *value then is the text after |, if any.
bool value_find(struct org_values *v, const struct value_place *p, const struct value_hole *h,
                       struct str *value)
{
	struct str account = after_prefix(h->name, "account.");
	uint32_t own = names_find(&v->names, h->name);
	const struct node *n = NULL;

	if (own != NAME_NONE) {
		*value = v->items[own];
		return true;
	}
	if (account.len > 0)
		n = p->account ? part_of(p->account, account) : NULL;
	else
		n = by_path(v, h->name);
	*value = node_is_scalar(n) ? node_str(n) : h->fallback;
	if (node_is_scalar(n) && !value_parts_any(*value))
		return true;
	return h->has_fallback && (account.len == 0 || p->account);
}

bool value_varies(const struct value_hole *h)
{
	return str_starts(h->name, "account.");
}

void value_literal(struct out *o, struct str text, bool in_sub)
{
	for (size_t i = 0; i < text.len; i++) {
		out_byte(o, text.at[i]);
		if (in_sub && text.at[i] == '{' && i > 0 && text.at[i - 1] == '$')
			out_byte(o, '!');
	}
}

// The text with its values; the text itself where something is wrong.
static struct str fill_text(struct org_values *v, const struct value_place *p, struct str text)
{
	struct out o = {.arena = v->org->arena};
	struct str part, value;
	struct value_hole hole;
	enum value_part kind;
	size_t at = 0;

	while ((kind = value_part_next(text, &at, &part, &hole)) != PART_END) {
		if (kind == PART_HOLE && p->may_vary && value_varies(&hole)) {
			out_printf(&o, "{{%.*s}}", STR(part));
			continue;
		}
		if (kind != PART_HOLE) {
			out_bytes(&o, part);
			if (kind == PART_MARK && p->may_vary)
				out_byte(&o, '!');
			continue;
		}
		if (!value_find(v, p, &hole, &value)) {
			unknown(v, p, &hole);
			return text;
		}
		if (value.len > v->left || o.len + value.len > TEXT_MOST) {
			wrong(v, p, "its values make this text too long",
			      "a text may come to 64 KiB, and all together to 16 MiB");
			v->left = 0;
			return text;
		}
		v->left -= value.len;
		value_literal(&o, value, p->in_sub);
	}
	return out_str(&o);
}

// --- the tree ---

// What another text stands for: no fix may change its bytes.
struct node *value_filled(struct arena *a, const struct node *n, struct str text)
{
	struct node *out = node_scalar(a, text, n->style);

	node_from(out, n);
	out->tag = n->tag;
	out->flags |= NODE_SHARED | NODE_DECODED;
	if (n->style == STYLE_PLAIN)
		out->style = STYLE_DOUBLE;
	return out;
}

static struct node *fill(struct org_values *v, struct value_place p, const struct node *n)
{
	struct arena *a = v->org->arena;
	struct node *out = node_copy(a, n);
	struct node_list list;

	p.node = n;
	p.in_sub |= n->tag == FN_SUB;
	if (node_is_scalar(n))
		return value_parts_any(node_str(n)) ? value_filled(a, n, fill_text(v, &p, node_str(n))) : out;
	out->first = NULL;
	out->len = 0;
	list = node_list_of(out);
	node_each(n, item) {
		node_list_add(&list, fill(v, p, item));
		p.in_sub = false; // the first is the text
	}
	node_each_pair(n, key) {
		struct value_place at = p;
		at.node = key;
		p.in_sub = node_is(key, "Fn::Sub");
		if (value_parts_any(node_str(key)))
			wrong(v, &at, "a key takes no values", "write out what it is called");
		node_list_pair(&list, node_copy(a, key), fill(v, p, key->next));
	}
	return out;
}

// Each pair of a map with `key` as the account that its texts are for.
static struct node *fill_accounts(struct org_values *v, struct value_place p, const struct node *map,
                                  bool is_override)
{
	struct arena *a = v->org->arena;
	struct node *out;
	struct node_list list;

	if (!node_is_map(map))
		return fill(v, p, map);
	out = node_from(node_map(a), map);
	out->style = map->style;
	out->tag = map->tag;
	list = node_list_of(out);
	node_each_pair(map, key) {
		p.account = is_override ? value_account(v, node_str(key)) : key;
		p.account_name = node_str(key);
		node_list_pair(&list, node_copy(a, key), fill(v, p, key->next));
	}
	return out;
}

static struct node *fill_stackset(struct org_values *v, struct value_place p, const struct node *map)
{
	struct arena *a = v->org->arena;
	struct node *out;
	struct node_list list;

	if (!node_is_map(map))
		return fill(v, p, map);
	out = node_from(node_map(a), map);
	out->style = map->style;
	out->tag = map->tag;
	list = node_list_of(out);
	node_each_pair(map, key) {
		struct value_place in = p;
		struct node *value;
		in.may_vary = node_is(key, "parameters");
		value = node_is(key, "overrides") ? fill_accounts(v, in, key->next, true)
		                                  : fill(v, in, key->next);
		node_list_pair(&list, node_copy(a, key), value);
	}
	return out;
}

static struct node *fill_stacksets(struct org_values *v, struct value_place p,
                                   const struct node *map)
{
	struct node *out;
	struct node_list list;

	if (!node_is_map(map))
		return fill(v, p, map);
	out = node_from(node_map(v->org->arena), map);
	out->style = map->style;
	out->tag = map->tag;
	list = node_list_of(out);
	node_each_pair(map, key)
		node_list_pair(&list, node_copy(v->org->arena, key),
		               fill_stackset(v, p, key->next));
	return out;
}

// One after the other: each may use those above it.
static void take_values(struct org_values *v, struct value_place p, const struct node *map)
{
	node_each_pair(map, key) {
		struct node *value = fill(v, p, key->next);
		if (!node_is_scalar(value) || node_str(key).len == 0)
			continue;
		v->items = arena_grow(v->org->arena, v->items, v->count, &v->room,
		                      sizeof *v->items);
		names_add(&v->names, node_str(key), (uint32_t)v->count);
		v->items[v->count++] = node_str(value);
	}
}

// Puts the value of a key into the tree that is looked at.
static void set_root(struct org_values *v, const struct node *key, struct node *value)
{
	for (struct node *k = v->root->first; k; k = k->next->next)
		if (str_eq(node_str(k), node_str(key))) {
			value->next = k->next->next;
			k->next = value;
			return;
		}
}

static void fill_key(struct org_values *v, struct value_place p, const char *name)
{
	const struct node *key = node_key(v->root, name), *value = key ? key->next : NULL;

	if (!value)
		return;
	if (strcmp(name, "values") == 0)
		take_values(v, p, value);
	if (strcmp(name, "accounts") == 0)
		set_root(v, key, fill_accounts(v, p, value, false));
	else if (strcmp(name, "stacksets") == 0)
		set_root(v, key, fill_stacksets(v, p, value));
	else
		set_root(v, key, fill(v, p, value));
}

// Keys and values of a map, which then may be put elsewhere.
static struct node *map_copy(struct arena *a, const struct node *map)
{
	struct node *out = node_copy(a, map);
	struct node_list list;

	out->first = NULL;
	out->len = 0;
	list = node_list_of(out);
	node_each_pair(map, key)
		node_list_pair(&list, node_copy(a, key), node_copy(a, key->next));
	return out;
}

static bool has_holes(const struct org *org)
{
	for (unsigned i = 0; i < org->doc->source_count; i++)
		if (str_find(org->doc->sources[i]->text, 0, "{{") >= 0)
			return true;
	return false;
}

const struct node *values_fill(struct org *org, const struct node *root)
{
	// Those that others name come first.
	static const char *const first[] = {"values",  "organization", "management",
	                                    "regions", "ous",          "accounts"};
	struct org_values *v = arena_new(org->arena, struct org_values);
	struct value_place p = {.doc = org->doc};

	*v = (struct org_values){
		.org = org,
		.names = {.arena = org->arena},
		.accounts = {.arena = org->arena},
		.left = FILLED_MOST,
	};
	org->values = v;
	v->root = map_copy(org->arena, root);
	if (!has_holes(org)) {
		take_values(v, p, node_get(root, "values"));
		return root;
	}
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		fill_key(v, p, first[i]);
	node_each_pair(root, key) {
		bool is_done = false;
		for (size_t i = 0; i < sizeof first / sizeof *first; i++)
			is_done |= node_is(key, first[i]);
		if (!is_done)
			fill_key(v, p, arena_cstring(org->arena, node_str(key)));
	}
	return v->root;
}

struct str values_text(const struct org *org, const struct doc *doc, const struct node *n)
{
	struct value_place p = {.doc = doc, .node = n};

	return org->values && value_parts_any(node_str(n)) ? fill_text(org->values, &p, node_str(n))
	                                            : node_str(n);
}
