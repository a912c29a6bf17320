// Which accounts and OUs a selector means.
#include "org/selector.h"

#include <string.h>

#include "org/org_rules.h"
#include "model/text/say.h"

// What names each OU and account in the selector that is being read, and whether an OU
// has anything in it that `in:` covers.
struct selector {
	struct org *org;
	const struct node **in_ous, **in_accounts, **out_ous, **out_accounts;
	bool *inside;
};

// A list, or a single item without brackets.
static const struct node *first_of(const struct node *list)
{
	return node_is_scalar(list) ? list : node_is_seq(list) ? list->first : NULL;
}

static const struct node *after(const struct node *list, const struct node *item)
{
	return item == list ? NULL : item->next;
}

static void name(struct selector *r, const struct node *list, const struct node **ous,
                 const struct node **accounts)
{
	const struct org *org = r->org;

	for (const struct node *i = first_of(list); i; i = after(list, i)) {
		struct str text = node_str(i);
		uint32_t ou = str_is(text, "all") ? OU_ROOT : names_find(&org->ou_paths, text);
		uint32_t account = names_find(&org->account_names, text);
		if (ou != NAME_NONE)
			ous[ou] = ous[ou] ? ous[ou] : i;
		else if (account != NAME_NONE)
			accounts[account] = accounts[account] ? accounts[account] : i;
	}
}

// What names an OU covers those below it.
static void hand_down(const struct org *org, const struct node **ous)
{
	for (size_t i = 1; i < org->ou_count; i++)
		if (!ous[i])
			ous[i] = ous[org->ous[i].parent];
}

static struct diag *say(struct org *org, const struct rule *rule, const struct node *n,
                        const char *message)
{
	return diag_node(org->diags, rule, org->doc, n, "%s", message);
}

// An item of in: that another one covers.
static void check_overlap(struct selector *r, const struct node *item)
{
	struct org *org = r->org;
	struct arena *a = org->arena;
	uint32_t ou = names_find(&org->ou_paths, node_str(item));
	uint32_t account = names_find(&org->account_names, node_str(item));
	const struct node *by = NULL;

	if (str_is(node_str(item), "all"))
		return;
	if (ou != NAME_NONE)
		by = r->in_ous[org->ous[ou].parent];
	else if (account != NAME_NONE)
		by = r->in_ous[org->accounts[account].ou];
	if (by)
		say(org, &org_covered_twice, item,
		    arena_printf(a, "%s is in %s, which this list names, too",
		                 say_text(a, node_str(item)), say_text(a, node_str(by))))
			->hint = "take one of the two out";
}

static void check_suspended(struct selector *r, const struct node *item)
{
	struct org *org = r->org;
	uint32_t account = names_find(&org->account_names, node_str(item));

	if (account != NAME_NONE && org->accounts[account].suspended)
		say(org, &org_suspended_account, item,
		    arena_printf(org->arena, "%s is suspended and gets no stack",
		                 say_text(org->arena, node_str(item))))
			->hint = "take it out until it is active again";
}

// An item of except: that takes nothing out.
static void check_exception(struct selector *r, const struct node *item)
{
	struct org *org = r->org;
	uint32_t ou = names_find(&org->ou_paths, node_str(item));
	uint32_t account = names_find(&org->account_names, node_str(item));
	bool useless = false;

	if (ou != NAME_NONE)
		useless = !r->inside[ou];
	else if (account != NAME_NONE)
		useless = !r->in_accounts[account] && !r->in_ous[org->accounts[account].ou];
	if (useless)
		say(org, &org_empty_selector, item,
		    arena_printf(org->arena, "except names %s, which in does not cover",
		                 say_text(org->arena, node_str(item))))
			->severity = SEV_WARNING;
}

static void check_items(struct selector *r, const struct node *in,
                        const struct node *except)
{
	for (const struct node *i = first_of(in); i; i = after(in, i)) {
		check_overlap(r, i);
		check_suspended(r, i);
	}
	for (const struct node *i = first_of(except); i; i = after(except, i))
		check_exception(r, i);
}

// Nothing at all is a mistake; OUs that are still empty are not, but worth a word.
static void check_empty(struct selector *r, const struct selection *s,
                        const struct node *in)
{
	struct org *org = r->org;
	bool some_ou = false, understood = first_of(in) == NULL;
	struct diag *d;

	for (size_t i = 0; i < org->ou_count; i++) {
		some_ou |= s->ous[i] != NULL;
		understood |= r->in_ous[i] != NULL;
	}
	for (size_t i = 0; i < org->account_count; i++)
		understood |= r->in_accounts[i] != NULL;
	if (s->any || !understood)
		return;
	d = say(org, &org_empty_selector, in,
	        some_ou ? "no account is in here yet" : "in and except leave no account");
	if (some_ou) {
		d->severity = SEV_WARNING;
		d->hint = "accounts that are described later, or move in, get their stacks then";
	} else {
		d->hint = "name OUs or accounts, or all";
	}
}

static void look_inside(struct selector *r)
{
	const struct org *org = r->org;

	for (size_t i = 0; i < org->ou_count; i++)
		r->inside[i] = r->in_ous[i] != NULL;
	for (size_t i = 0; i < org->account_count; i++)
		r->inside[org->accounts[i].ou] |= r->in_accounts[i] != NULL;
	for (size_t i = org->ou_count - 1; i > 0; i--)
		r->inside[org->ous[i].parent] |= r->inside[i];
}

struct selector *selector_new(struct org *org)
{
	struct selector *s = arena_new(org->arena, struct selector);

	*s = (struct selector){
		.org = org,
		.in_ous = arena_array(org->arena, const struct node *, org->ou_count),
		.in_accounts = arena_array(org->arena, const struct node *, org->account_count),
		.out_ous = arena_array(org->arena, const struct node *, org->ou_count),
		.out_accounts = arena_array(org->arena, const struct node *, org->account_count),
		.inside = arena_array(org->arena, bool, org->ou_count),
	};
	return s;
}

static void forget(struct selector *r)
{
	memset(r->in_ous, 0, r->org->ou_count * sizeof *r->in_ous);
	memset(r->out_ous, 0, r->org->ou_count * sizeof *r->out_ous);
	memset(r->in_accounts, 0, r->org->account_count * sizeof *r->in_accounts);
	memset(r->out_accounts, 0, r->org->account_count * sizeof *r->out_accounts);
}

struct selection selection_of(struct selector *r, const struct node *map)
{
	struct org *org = r->org;
	const struct node *in = node_get(map, "in"), *except = node_get(map, "except");
	struct selection s = {
		.map = map,
		.ous = arena_array(org->arena, const struct node *, org->ou_count),
		.accounts = arena_array(org->arena, const struct node *, org->account_count),
		.exceptions = arena_array(org->arena, const struct node *, org->account_count),
		.ou_exceptions = arena_array(org->arena, const struct node *, org->ou_count),
	};

	forget(r);
	name(r, in, r->in_ous, r->in_accounts);
	name(r, except, r->out_ous, r->out_accounts);
	hand_down(org, r->in_ous);
	hand_down(org, r->out_ous);
	look_inside(r);
	for (size_t i = 0; i < org->ou_count; i++) {
		s.ous[i] = r->out_ous[i] ? NULL : r->in_ous[i];
		s.ou_exceptions[i] = r->in_ous[i] ? r->out_ous[i] : NULL;
	}
	for (size_t i = 0; i < org->account_count; i++) {
		uint32_t ou = org->accounts[i].ou;
		const struct node *in_by = r->in_accounts[i] ? r->in_accounts[i] : r->in_ous[ou];
		const struct node *out_by = r->out_accounts[i] ? r->out_accounts[i] : r->out_ous[ou];
		s.accounts[i] = out_by ? NULL : in_by;
		s.exceptions[i] = in_by ? out_by : NULL;
		s.any |= s.accounts[i] != NULL;
	}
	if (node_is_scalar(in) || node_is_seq(in)) {
		check_items(r, in, except);
		check_empty(r, &s, in);
	}
	return s;
}

// --- as StackSets want to hear it ---

struct list {
	uint32_t **items;
	size_t *count, room;
	struct arena *arena;
};

static void add(struct list *l, size_t item)
{
	*l->items = arena_grow(l->arena, *l->items, *l->count, &l->room, sizeof **l->items);
	(*l->items)[(*l->count)++] = (uint32_t)item;
}

// Of the OUs that a wave covers, those that hold something it does not cover, and why. What
// is not whole makes those above it so.
static void find_whole(const struct org *org, const struct selection *s,
                       const uint32_t *wave, uint32_t number, struct targets *t)
{
	const struct node *order = node_path(org->root, "rollout/order");

	for (size_t i = 0; i < org->ou_count; i++)
		t->whole[i] = s->ous[i] && (!wave || wave[i] == number);
	for (size_t i = 1; i < org->account_count; i++) {
		uint32_t ou = org->accounts[i].ou;
		if (!t->whole[ou] || s->accounts[i] || org->accounts[i].suspended)
			continue;
		t->whole[ou] = false;
		t->because[ou] = s->exceptions[i];
	}
	for (size_t i = org->ou_count - 1; i > 0; i--) {
		uint32_t above = org->ous[i].parent;
		const struct node *item = t->because[i];
		if (t->whole[i] || !t->whole[above])
			continue;
		if (!item && s->ou_exceptions[i])
			item = s->ou_exceptions[i];
		else if (!item && wave)
			item = node_is_scalar(order) ? order : node_item(order, wave[i]);
		t->whole[above] = false;
		t->because[above] = item;
	}
}

struct targets selection_targets(const struct org *org, const struct selection *s,
                                 const uint32_t *wave, uint32_t number)
{
	struct targets t = {
		.whole = arena_array(org->arena, bool, org->ou_count),
		.because = arena_array(org->arena, const struct node *, org->ou_count),
	};
	struct list ous = {&t.ous, &t.ou_count, 0, org->arena};
	struct list only = {&t.only, &t.only_count, 0, org->arena};

	find_whole(org, s, wave, number, &t);
	for (size_t i = 0; i < org->ou_count; i++)
		if (t.whole[i] && (i == OU_ROOT || !t.whole[org->ous[i].parent]))
			add(&ous, i);
	for (size_t i = 1; i < org->account_count; i++) {
		const struct org_account *account = &org->accounts[i];
		if ((!wave || wave[account->ou] == number) && !t.whole[account->ou] &&
		    s->accounts[i] && !account->suspended)
			add(&only, i);
	}
	return t;
}

uint32_t *org_waves(struct org *org, uint32_t *count)
{
	const struct node *order = node_path(org->root, "rollout/order");
	const struct node **items =
		arena_array(org->arena, const struct node *, node_is_seq(order) ? order->len : 1);
	uint32_t *wave = arena_array(org->arena, uint32_t, org->ou_count), rest = 0;

	for (const struct node *i = first_of(order); i; i = after(order, i))
		items[rest++] = i;
	for (size_t i = 0; i < org->ou_count; i++)
		wave[i] = rest;
	for (uint32_t i = 0; i < rest; i++) {
		uint32_t ou = names_find(&org->ou_paths, node_str(items[i]));
		if (ou != NAME_NONE && wave[ou] == rest)
			wave[ou] = i;
	}
	for (size_t i = 1; i < org->ou_count; i++) {
		uint32_t above = wave[org->ous[i].parent];
		if (above < wave[i] && wave[i] < rest)
			say(org, &org_covered_twice, items[wave[i]],
			    arena_printf(org->arena, "%s is in %s, which comes before it",
			                 say_text(org->arena, org->ous[i].path),
			                 say_text(org->arena, node_str(items[above]))))
				->hint = "put it in front of the OU that it is in, or take it out";
		if (above < wave[i])
			wave[i] = above;
	}
	*count = rest + 1;
	return wave;
}
