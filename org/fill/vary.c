// Values of parameters that are another one in each account.
#include "model/write/write.h"
#include "org/fill/fill.h"
#include "templates/function.h"

bool values_vary(const struct org *org, const struct node *n, struct str *what)
{
	struct str text = node_str(n), part;
	struct value_hole hole;
	enum value_part kind;
	size_t at = 0;
	bool any = false;

	while (text.len > 0 && (kind = value_part_next(text, &at, &part, &hole)) != PART_END) {
		if (kind != PART_HOLE || !value_varies(&hole))
			continue;
		any = true;
		if (!str_is(hole.name, "account.id") && what->len == 0)
			*what = hole.name;
	}
	node_each(n, item)
		any |= values_vary(org, item, what);
	node_each_pair(n, key)
		any |= values_vary(org, key->next, what);
	return any;
}

// The text for an account that org.yaml does not know. With account.id in it, it becomes one
// for Fn::Sub, unless it is such a text already.
static struct node *text_for_any(struct arena *a, const struct node *n, bool in_sub,
                                 struct str *lacks)
{
	struct str text = node_str(n), part;
	bool is_sub = in_sub || str_find(text, 0, "{{account.id") >= 0;
	struct out o = {.arena = a};
	struct value_hole hole;
	enum value_part kind;
	size_t at = 0;
	struct node *out;

	while ((kind = value_part_next(text, &at, &part, &hole)) != PART_END) {
		if (kind != PART_HOLE)
			value_literal(&o, part, is_sub && !in_sub);
		else if (str_is(hole.name, "account.id"))
			out_text(&o, "${AWS::AccountId}");
		else if (hole.has_fallback)
			value_literal(&o, hole.fallback, is_sub);
		else if (lacks->len == 0)
			*lacks = hole.name;
	}
	out = value_filled(a, n, out_str(&o));
	if (is_sub && !in_sub)
		out->tag = FN_SUB;
	return out;
}

static struct node *text_for(const struct org *org, const struct node *n, uint32_t account,
                             bool in_sub, struct str *lacks)
{
	struct org_values *v = org->values;
	struct value_place p = {.doc = org->doc, .node = n};
	struct str text = node_str(n), part, value;
	struct out o = {.arena = org->arena};
	struct value_hole hole;
	enum value_part kind;
	size_t at = 0;

	p.account = value_account(v, org->accounts[account].name);
	while ((kind = value_part_next(text, &at, &part, &hole)) != PART_END) {
		if (kind != PART_HOLE) {
			out_bytes(&o, part);
			continue;
		}
		if (!value_find(v, &p, &hole, &value) || value.len > v->left) {
			if (lacks->len == 0)
				*lacks = hole.name;
			continue;
		}
		v->left -= value.len;
		value_literal(&o, value, in_sub);
	}
	return value_filled(org->arena, n, out_str(&o));
}

static struct node *fill_for(const struct org *org, const struct node *n, uint32_t account,
                             bool in_sub, struct str *lacks)
{
	struct arena *a = org->arena;
	struct node *out = node_copy(a, n);
	struct node_list list;

	in_sub |= n->tag == FN_SUB;
	if (node_is_scalar(n) && !value_parts_any(node_str(n)))
		return out;
	if (node_is_scalar(n))
		return account == NAME_NONE ? text_for_any(a, n, in_sub, lacks)
		                            : text_for(org, n, account, in_sub, lacks);
	out->first = NULL;
	out->len = 0;
	list = node_list_of(out);
	node_each(n, item) {
		node_list_add(&list, fill_for(org, item, account, in_sub, lacks));
		in_sub = false;
	}
	node_each_pair(n, key)
		node_list_pair(&list, node_copy(a, key),
		               fill_for(org, key->next, account, node_is(key, "Fn::Sub"), lacks));
	return out;
}

struct node *values_for(const struct org *org, const struct node *n, uint32_t account,
                        struct str *lacks)
{
	return fill_for(org, n, account, false, lacks);
}
