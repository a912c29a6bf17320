// Exempts the roles of StackSets: in org.yaml, or by the ARN of the role in the place of that of
// its session.
#include "preflight/fixes.h"

#include "model/edit/edit.h"
#include "model/text/say.h"
#include "policies/arn.h"

struct fixing {
	struct arena *arena;
	const struct org *org;
	struct preflight_edits out;
	struct names done; // policies that are exempted by now
};

#define TRADE_OFF                                                                          \
	"anyone who may make a role named stacksets-exec-... gets past the policy as well; "    \
	"the preset protect-stackset-roles keeps others from making one"

static void add(struct fixing *f, struct source *source, const struct edit *edit,
                const char *title)
{
	struct preflight_edits *out = &f->out;
	struct edit *kept = arena_new(f->arena, struct edit);

	*kept = *edit;
	out->items = arena_grow(f->arena, out->items, out->count, &out->room,
	                        sizeof *out->items);
	out->items[out->count++] =
		(struct preflight_edit){source, {title, kept, 1}, TRADE_OFF};
}

// --- in org.yaml ---

static struct node *stacksets_word(struct arena *a)
{
	return node_scalar(a, S("stacksets"), STYLE_PLAIN);
}

static bool exempt_edit(struct fixing *f, const struct node *map, struct edit *edit)
{
	struct arena *a = f->arena;
	const struct node *exempt = node_get(map, "exempt");
	struct node *list = node_seq(a);

	list->style = STYLE_FLOW;
	if (node_is_seq(exempt) && exempt->len > 0)
		return edit_add_item(f->org->doc, a, exempt, stacksets_word(a), edit);
	if (node_is_scalar(exempt))
		node_append(list, node_copy(a, exempt));
	node_append(list, stacksets_word(a));
	if (exempt)
		return edit_value(f->org->doc, a, exempt, list, edit);
	return edit_add_pair(f->org->doc, a, map, NULL, "exempt", list, edit);
}

static void exempt(struct fixing *f, const struct org_policy *p)
{
	const struct node *map = p->key->next;
	struct edit edit;

	if (names_add(&f->done, p->name, 0) != NAME_NONE || !exempt_edit(f, map, &edit))
		return;
	add(f, f->org->doc->sources[map->src], &edit,
	    arena_printf(f->arena, "exempt: [stacksets] for policies.%s",
	                 say_text(f->arena, p->name)));
}

// --- in the file of the policy ---

// "arn:aws:sts::*:assumed-role/stacksets-exec-*/*" -> "arn:aws:iam::*:role/stacksets-exec-*";
// empty where it is no session of a role.
static struct str role_of(struct arena *a, struct str session)
{
	struct str mark = S("assumed-role/"), name;
	struct arn arn;
	ptrdiff_t slash;

	if (!arn_split(session, &arn) || !str_starts(arn.resource, mark.at))
		return (struct str){0};
	name = str_slice(arn.resource, mark.len, arn.resource.len);
	slash = str_find_byte(name, 0, '/');
	name = str_slice(name, 0, slash < 0 ? name.len : (size_t)slash);
	return str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%.*s", STR(arn.partition),
	                           STR(arn.account), STR(name)));
}

// Whether the list, without this item, already has the role.
static bool has_role(const struct node *list, struct str role)
{
	node_each(list, one)
		if (str_eq(node_str(one), role))
			return true;
	return false;
}

static bool rewrite_one(struct fixing *f, const struct org_policy *p, const struct node *list,
                        const struct node *value)
{
	struct str role = role_of(f->arena, node_str(value));
	struct edit edit;

	if (!node_is_scalar(value) || role.len == 0 || has_role(list, role) ||
	    !glob_match(S("*:role/stacksets-exec-*"), role) ||
	    !edit_scalar(p->doc, f->arena, value, role, &edit))
		return false;
	add(f, p->doc->sources[value->src], &edit,
	    arena_printf(f->arena, "%s in the place of its session's ARN",
	                 say_text(f->arena, role)));
	return true;
}

static bool rewrite_session(struct fixing *f, const struct org_policy *p, size_t statement)
{
	struct guardrail_place at = guardrail_statement(f->org, p, statement);
	bool rewritten = false;

	if (at.doc != p->doc)
		return false;
	node_each_pair(node_get(at.node, "Condition"), operator)
		node_each_pair(operator->next, key) {
			if (!str_eq_nocase(node_str(key), S("aws:PrincipalArn")))
				continue;
			rewritten |= rewrite_one(f, p, NULL, key->next);
			node_each(key->next, value)
				rewritten |= rewrite_one(f, p, key->next, value);
		}
	return rewritten;
}

// --- each cause ---

static bool asks_region(const struct preflight_cause *c)
{
	return statement_condition(&c->by->parsed->statements[c->statement], NULL,
	                           "aws:RequestedRegion") != NULL;
}

static void fix_cause(struct fixing *f, const struct preflight_cause *c)
{
	const struct org_policy *p = c->by ? c->by->policy : NULL;

	if (!p || !c->is_sure || c->is_later || !c->of_stacksets || p->is_of_feature || asks_region(c))
		return;
	if (!rewrite_session(f, p, c->statement))
		exempt(f, p);
}

struct preflight_edits preflight_edits_of(struct arena *a, const struct org *org,
                                          const struct preflight *p)
{
	struct fixing f = {.arena = a, .org = org, .done = {.arena = a}};

	for (size_t i = 0; i < p->count; i++)
		fix_cause(&f, &p->causes[i]);
	return f.out;
}
