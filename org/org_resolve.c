// From what org.yaml says to what blueprints can name.
#include "org/org_resolve.h"

#include <assert.h>
#include <string.h>

#include "model/write/write.h"
#include "org/console.h"
#include "org/org_table.h"
#include "templates/function.h"

static struct node *text_like(struct org *org, struct str text, const struct node *from)
{
	struct node *n = node_scalar(org->arena, text, STYLE_DOUBLE);

	return from ? node_from(n, from) : n;
}

static struct node *account_of(struct org *org, const struct node *name)
{
	uint32_t i = names_find(&org->account_names, node_str(name));
	struct node *map = node_from(node_map(org->arena), name);

	if (i == NAME_NONE)
		return node_copy(org->arena, name);
	node_set(org->arena, map, "id", text_like(org, org->accounts[i].id, name));
	node_set(org->arena, map, "name", text_like(org, org->accounts[i].name, name));
	return map;
}

static struct node *resolve(struct org *org, const struct org_shape *s,
                            const struct node *n);

// What holds for a key that is left out, where the table says so.
static struct node *missing(struct org *org, const struct org_key *k,
                            const struct node *map)
{
	const char *json = k->fallback;
	struct node *n;

	if (!json)
		return NULL;
	if (json[0] == '[')
		n = node_seq(org->arena);
	else if (json[0] == '{')
		n = node_map(org->arena);
	else if (json[0] == '"')
		n = text_like(org, (struct str){json + 1, strlen(json) - 2}, map);
	else
		n = node_scalar(org->arena, str_of(json), STYLE_PLAIN);
	return node_from(n, map);
}

// The account whose principals a feature's list names.
static const struct node *account_of_console(const struct node *feature)
{
	const struct node *admin = node_get(feature, "admin");

	return admin ? admin : node_get(feature, "from");
}

static struct node *resolve_map(struct org *org, const struct org_shape *s,
                                const struct node *n)
{
	struct node *out = node_from(node_map(org->arena), n);
	struct node_list list = node_list_of(out);

	for (const struct org_key *k = s->keys; k->name; k++) {
		const struct node *value = node_get(n, k->name);
		if (!value)
			value = missing(org, k, n);
		if (!value)
			continue;
		if (k->shape->kind == ORG_LIST && k->shape->of->ref == REF_CONSOLE)
			value = org_console(org, value, account_of_console(out),
			                    node_is(node_get(n, "pin"), "true"));
		else
			value = resolve(org, k->shape, value);
		node_list_pair(&list, node_scalar(org->arena, str_of(k->name), STYLE_PLAIN),
		               (struct node *)value);
	}
	return out;
}

// The tables of OUs, accounts and StackSets are long, and hold nothing to resolve.
static struct node *resolve(struct org *org, const struct org_shape *s,
                            const struct node *n)
{
	const struct node *value = n;

	if (s->kind == ORG_MAP && node_is_map(n))
		value = resolve_map(org, s, n);
	else if (s->ref == REF_ACCOUNT)
		value = account_of(org, n);
	if (s->derive)
		value = s->derive(org, value);
	return node_copy(org->arena, value);
}

void org_resolve(struct org *org)
{
	org->resolved = org->root ? resolve_map(org, &org_shape, org->root) : NULL;
}

const struct node *org_path(const struct org *org, struct str path)
{
	const struct node *n = org->resolved;

	while (n && path.len > 0) {
		ptrdiff_t dot = str_find_byte(path, 0, '.');
		size_t end = dot < 0 ? path.len : (size_t)dot;
		n = node_get_str(n, str_slice(path, 0, end));
		path = str_slice(path, end + 1, path.len);
	}
	return n;
}

bool org_asks(const struct org *org, struct str path)
{
	const struct node *value = org_path(org, path);

	return value && !node_is(value, "false") && !node_is(value, "");
}

static void fill_name(struct out *o, const struct org *org, struct str name, struct str item)
{
	const struct node *value = org_path(org, name);

	if (str_is(name, "Item")) {
		out_bytes(o, item);
		return;
	}
	// A blueprint names what is there: the table says so, or a `when` asks for it.
	assert(value);
	if (node_is_scalar(value))
		out_bytes(o, node_str(value));
	node_each(value, part)
		out_printf(o, "%s%.*s", part == value->first ? "" : " ", STR(node_str(part)));
}

struct str org_fill(const struct org *org, struct str text, struct str item)
{
	struct out o = {.arena = org->arena};
	struct sub_part *parts;
	size_t count = sub_parts(org->arena, text, &parts);

	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name)
			fill_name(&o, org, parts[i].text, item);
		else
			out_bytes(&o, parts[i].text);
	return out_str(&o);
}
