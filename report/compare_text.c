// What `orgc plan OLD NEW` prints.
#include "report/plan.h"


static const char *names_of(struct page *p, const struct names *names)
{
	struct groups g = groups_new(p);

	for (size_t i = 0; i < names->count; i++)
		groups_add(&g, S(""), names->items[i].text);
	return g.count ? group_names(&g, g.items) : "";
}

static char sign_of(enum change change)
{
	return change == CHANGE_ADDED     ? '+'
	       : change == CHANGE_REMOVED ? '-'
	       : change == CHANGE_STAYS   ? '='
	                                  : '~';
}

// --- the organization ---

static const char *account_name(struct page *p, const struct plan_account *account)
{
	return arena_printf(p->out.arena, "%s (%s)", page_safe(p, account->name),
	                    page_safe(p, account->id));
}

static const char *ou_name(struct page *p, const struct plan_account *account)
{
	const char *ou = page_safe(p, account->ou);

	return ou[0] == '/' ? "the root" : ou;
}

static void print_kept_account(struct page *p, const struct account_change *a)
{
	struct arena *arena = p->out.arena;
	const char *name = account_name(p, a->now);

	if (a->renamed)
		page_change(p, '~', 0, arena_printf(arena, "%s was called %s", name,
		                                    page_safe(p, a->old->name)));
	if (a->moved)
		page_change(p, '~', 0, arena_printf(arena, "%s moves from %s to %s", name,
		                                    ou_name(p, a->old), ou_name(p, a->now)));
	if (a->lost.count > 0)
		page_change(p, '!', 1, arena_printf(arena, "policies that do not hold for it any "
		                                           "more: %s", names_of(p, &a->lost)));
	if (a->gained.count > 0)
		page_change(p, '~', 1, arena_printf(arena, "policies that hold for it now: %s",
		                                    names_of(p, &a->gained)));
	if (a->suspended)
		page_change(p, '~', 0, arena_printf(arena, "%s is suspended: StackSets pass over it, "
		                                           "and its stacks stay", name));
	if (a->resumed)
		page_change(p, '~', 0, arena_printf(arena, "%s is active again", name));
}

static void print_account(struct page *p, const struct account_change *a)
{
	if (!a->old)
		page_change(p, '+', 0, arena_printf(p->out.arena, "%s joins %s",
		                                    account_name(p, a->now), ou_name(p, a->now)));
	else if (!a->now)
		page_change(p, '-', 0, arena_printf(p->out.arena, "%s leaves",
		                                    account_name(p, a->old)));
	else
		print_kept_account(p, a);
}

static void print_accounts(struct page *p, const struct build_change *c)
{
	enum { MOST = 200 };
	size_t count = 0;

	for (size_t i = 0; i < c->account_count; i++) {
		if (!account_differs(&c->accounts[i]) || count++ >= MOST)
			continue;
		if (count == 1)
			page_heading(p, 2, "Accounts");
		print_account(p, &c->accounts[i]);
	}
	if (count > MOST)
		page_change(p, '~', 0,
		            arena_printf(p->out.arena, "and %zu more: --format json has all",
		                         count - MOST));
}

static void print_ous(struct page *p, const struct build_change *c)
{
	if (c->ou_count > 0)
		page_heading(p, 2, "OUs");
	for (size_t i = 0; i < c->ou_count; i++) {
		const struct ou_change *ou = &c->ous[i];
		const struct plan_ou *one = ou->now ? ou->now : ou->old;
		const char *name = arena_printf(p->out.arena, "%s (%s)", page_safe(p, one->path),
		                                page_safe(p, one->id));
		if (ou->old && ou->now)
			name = arena_printf(p->out.arena, "%s was called %s", name,
			                    page_safe(p, ou->old->path));
		page_change(p, !ou->old ? '+' : ou->now ? '~' : '-', 0, name);
	}
}

static void print_texts(struct page *p, const char *heading, const struct text_changes *t)
{
	if (t->count > 0)
		page_heading(p, 2, heading);
	for (size_t i = 0; i < t->count; i++)
		page_change(p, sign_of(t->items[i].change), 0, page_safe(p, t->items[i].text));
}

// --- policies ---

// ": statement A may let more pass, B less", as far as that is known.
static const char *statements_of(struct page *p, const struct reach_change *r)
{
	const char *more = r->wider_by ? page_safe(p, str_of(r->wider_by)) : NULL;
	const char *less = r->narrower_by ? page_safe(p, str_of(r->narrower_by)) : NULL;

	if (r->reach == REACH_SAME || (!more && !less))
		return "";
	if (more && less)
		return arena_printf(p->out.arena, " (more by %s, less by %s)", more, less);
	return arena_printf(p->out.arena, more ? " (more by %s)" : " (less by %s)",
	                    more ? more : less);
}

static bool opens(enum reach r)
{
	return r == REACH_WIDER || r == REACH_BOTH;
}

static bool is_of_iam(const struct policy_change *c)
{
	struct str type = (c->now ? c->now : c->old)->type;

	return str_is(type, "scp") || str_is(type, "rcp");
}

static const char *policy_words(struct page *p, const struct policy_change *c)
{
	struct out o = {.arena = p->out.arena};

	if (c->old && c->now && !str_eq(c->old->name, c->now->name))
		out_printf(&o, "; it was called %s", page_safe(p, c->old->name));
	if (c->text_differs)
		out_printf(&o, "; its text %s%s",
		           is_of_iam(c) ? reach_word(c->text.reach) : "differs",
		           statements_of(p, &c->text));
	if (c->change == CHANGE_STAYS)
		out_text(&o, "; it stays attached until somebody deletes the stack policies");
	if (c->joined.count > 0)
		out_printf(&o, "; attached to %s", names_of(p, &c->joined));
	if (c->left.count > 0 && c->change != CHANGE_STAYS)
		out_printf(&o, "; taken from %s", names_of(p, &c->left));
	return arena_cstring(o.arena, out_str(&o));
}

static const char *what_passes(enum reach r)
{
	static const char *const words[] = {
		[REACH_SAME] = "as much passes as before",
		[REACH_WIDER] = "WIDENED: more may pass",
		[REACH_NARROWER] = "narrowed: nothing more passes",
		[REACH_BOTH] = "WIDENED and narrowed: more may pass here, less there",
		[REACH_UNKNOWN] = "changed: it is not known whether more passes",
	};

	return words[r];
}

static void print_policies(struct page *p, const struct build_change *c)
{
	if (c->policy_count > 0)
		page_heading(p, 2, "Policies of the organization");
	for (size_t i = 0; i < c->policy_count; i++) {
		const struct policy_change *one = &c->policies[i];
		const struct plan_policy *policy = one->now ? one->now : one->old;
		bool shout = opens(one->reach) && one->change == CHANGE_CHANGED;
		page_change(p, shout ? '!' : sign_of(one->change), 0,
		            arena_printf(p->out.arena, "%s %s%s%s%s", policy_type_words(p, policy),
		                         page_safe(p, policy->name), is_of_iam(one) ? " " : "",
		                         is_of_iam(one) ? what_passes(one->reach) : "",
		                         policy_words(p, one)));
	}
}

// --- resources ---

static const char *replacing_words(struct page *p, const struct resource_change *r)
{
	struct arena *a = p->out.arena;
	const char *because = page_safe(p, r->because);

	switch (r->replacing) {
	case REPLACING_YES:
		if (r->stuck.len > 0)
			return arena_printf(a, "; REPLACED because of %s, which fails: %s stays, and the "
			                       "new one is made first", because, page_safe(p, r->stuck));
		return arena_printf(a, "; REPLACED because of %s", because);
	case REPLACING_MAYBE:
		return arena_printf(a, "; may be replaced because of %s", because);
	case REPLACING_UNKNOWN:
		return "; orgc does not know whether it is replaced";
	case REPLACING_REFUSED:
		return arena_printf(a, "; becomes %s, which CloudFormation refuses: give it another "
		                       "logical id", page_safe(p, r->new_type));
	default:
		return "";
	}
}

static const char *property_words(const char *property)
{
	return str_is(str_of(property), "AssumeRolePolicyDocument") ? "trust policy" : property;
}

static void print_resource(struct page *p, const struct resource_change *r)
{
	struct arena *a = p->out.arena;
	const char *name = arena_printf(a, "%s %s", page_safe(p, r->type), page_safe(p, r->id));
	bool shout = r->replacing >= REPLACING_YES || r->renamed_from.len > 0;

	if (r->change == CHANGE_CHANGED)
		name = arena_printf(a, "%s%s%s%s", name, r->differs.count ? ": " : "",
		                    names_of(p, &r->differs), replacing_words(p, r));
	else if (r->renamed_from.len > 0)
		name = arena_printf(a, "%s, which fails: it has the name of %s, and the new one is "
		                       "made first", name, page_safe(p, r->renamed_from));
	else if (r->stays)
		name = arena_printf(a, "%s, which stays in the account (DeletionPolicy)", name);
	page_change(p, shout ? '!' : sign_of(r->change), 0, name);
	for (size_t i = 0; i < r->effect_count; i++) {
		const struct policy_effect *e = &r->effects[i];
		page_change(p, opens(e->change.reach) ? '!' : '~', 1,
		            arena_printf(a, "%s %s%s", property_words(e->property),
		                         what_passes(e->change.reach), statements_of(p, &e->change)));
	}
}

static void print_template(struct page *p, const struct deployment_change *d)
{
	const struct template_change *t = &d->template;

	if (d->same_as) {
		page_change(p, '~', 0,
		            arena_printf(p->out.arena, "the same resources as in the %s %s above",
		                         d->same_as->now->is_stackset ? "StackSet" : "stack",
		                         page_safe(p, d->same_as->now->name)));
		return;
	}
	if (t->is_only_text)
		page_change(p, '~', 0, "only comments or the layout of the template differ: every stack "
		                       "is updated, and none of its resources changes");
	for (size_t i = 0; i < t->count; i++)
		print_resource(p, &t->resources[i]);
	for (size_t i = 0; i < t->sections.count; i++) {
		struct str name = t->sections.items[i].text;
		bool is_used = str_is(name, "Parameters") || str_is(name, "Mappings") ||
		               str_is(name, "Conditions") || str_is(name, "Transform");
		page_change(p, '~', 0, arena_printf(p->out.arena, "%s%s", page_safe(p, name),
		                                    is_used ? ", and what they are used in" : ""));
	}
}

// --- stacks ---

// Stacks with the same regions and reason share a line: its sign, and what stands after
// the names.
static struct str line_key(struct page *p, const struct instance_change *i)
{
	struct out o = {.arena = p->out.arena};

	out_printf(&o, "%c in %s", i->is_remade ? '!' : sign_of(i->change),
	           names_of(p, i->regions));
	if (i->is_remade)
		out_text(&o, ": DELETED and made anew");
	if (i->why)
		out_printf(&o, ": %s", page_safe(p, str_of(i->why)));
	return arena_copy(o.arena, out_str(&o));
}

static void print_stacks(struct page *p, const struct deployment_change *d)
{
	struct groups g = groups_new(p);
	const struct instance_change *last = NULL;
	struct str key = {0};

	for (size_t i = 0; i < d->count; i++) {
		const struct instance_change *one = &d->instances[i];
		if (!last || one->change != last->change || one->regions != last->regions ||
		    one->why != last->why)
			key = line_key(p, one);
		last = one;
		groups_add(&g, key, one->account->name);
	}
	for (const char *sign = "+!~-="; *sign; sign++)
		for (size_t i = 0; i < g.count; i++)
			if (g.items[i].key.at[0] == *sign)
				page_change(p, *sign, 0,
				            arena_printf(p->out.arena, "%s%s", group_names(&g, &g.items[i]),
				                         arena_cstring(p->out.arena, g.items[i].key) + 1));
}

static const char *counts_of(struct page *p, size_t added, size_t changed, size_t removed,
                             size_t stay)
{
	size_t counts[] = {added, changed, removed, stay};
	const char *const words[] = {"added", "changed", "removed", "left as it is"};
	struct out o = {.arena = p->out.arena};
	bool any = false;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		if (counts[i] == 0)
			continue;
		out_printf(&o, "%s%zu", any ? ", " : "", counts[i]);
		if (!any)
			out_text(&o, counts[i] == 1 ? " stack" : " stacks");
		out_printf(&o, " %s", words[i]);
		any = true;
	}
	return any ? arena_cstring(o.arena, out_str(&o)) : "no stack changes";
}

// The first reason is enough: the plan of the new build has all of them.
static void print_automatic(struct page *p, const struct plan_deployment *now)
{
	const char *why = "";

	if (now->is_automatic) {
		page_change(p, '~', 0, "automatic deployment is switched on: accounts that join get "
		                       "their stacks by themselves");
		return;
	}
	if (now->off_by_count > 0)
		why = arena_printf(p->out.arena, ", by %s", page_safe(p, now->off_by[0].text));
	page_change(p, '!', 0, arena_printf(p->out.arena, "automatic deployment is switched off: "
	                                                  "StackSets follow whole OUs only, and "
	                                                  "accounts are picked now%s", why));
}

static void print_deployment(struct page *p, const struct deployment_change *d)
{
	const struct plan_deployment *one = d->now ? d->now : d->old;
	bool is_stackset = one->is_stackset;

	page_heading(p, 2, arena_printf(p->out.arena, "%s %s%s: %s",
	                                is_stackset ? "StackSet" : "Stack",
	                                page_safe(p, one->name),
	                                d->change == CHANGE_ADDED     ? ", new"
	                                : d->change == CHANGE_REMOVED ? ", gone"
	                                : d->change == CHANGE_STAYS   ? ", of the older build"
	                                                              : "",
	                                counts_of(p, d->added, d->changed, d->removed,
	                                          d->stay)));
	if (d->replaces)
		page_change(p, '!', 0,
		            arena_printf(p->out.arena, "it takes the place of the StackSet %s, all of "
		                                       "whose stacks are made anew: %s",
		                         page_safe(p, d->replaces->name),
		                         page_safe(p, str_of(d->keep_name))));
	print_stacks(p, d);
	if (d->old && d->now && is_stackset && d->old->is_automatic != d->now->is_automatic)
		print_automatic(p, d->now);
	if (d->settings.count > 0)
		page_change(p, '~', 0, arena_printf(p->out.arena, "settings of the StackSet: %s",
		                                    names_of(p, &d->settings)));
	print_template(p, d);
}

// --- the whole ---

static void print_totals(struct page *p, const struct build_change *c)
{
	struct out o = {.arena = p->out.arena};
	size_t replaced = 0, opened = 0;

	for (size_t i = 0; i < c->deployment_count; i++) {
		const struct deployment_change *d = &c->deployments[i];
		for (size_t j = 0; j < d->template.count && !d->same_as; j++) {
			const struct resource_change *r = &d->template.resources[j];
			replaced += r->replacing == REPLACING_YES;
			for (size_t k = 0; k < r->effect_count; k++)
				opened += opens(r->effects[k].change.reach);
		}
	}
	for (size_t i = 0; i < c->policy_count; i++)
		opened += opens(c->policies[i].reach);
	out_text(&o, counts_of(p, c->added, c->changed, c->removed, c->stay));
	if (replaced > 0)
		out_printf(&o, "; %zu resource%s REPLACED", replaced, replaced == 1 ? "" : "s");
	if (opened > 0)
		out_printf(&o, "; %zu polic%s WIDENED", opened, opened == 1 ? "y" : "ies");
	out_text(&o, ".");
	page_line(p, arena_cstring(o.arena, out_str(&o)));
}

// What is sure first.
static void print_failures(struct page *p, const struct build_change *c)
{
	enum { MOST = 50 };
	struct arena *a = p->out.arena;
	size_t count = 0;

	if (c->failure_count > 0)
		page_heading(p, 2, "What fails");
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < c->failure_count; i++) {
			const struct failure *f = &c->failures[i];
			if (f->is_sure != (pass == 0) || count++ >= MOST)
				continue;
			page_change(p, '!', 0,
			            arena_printf(a, "%s%s %s %s%s%s", f->is_sure ? "" : "may fail: ",
			                         f->deployment->is_stackset ? "StackSet" : "stack",
			                         page_safe(p, f->deployment->name),
			                         page_safe(p, str_of(f->what)),
			                         f->accounts.count ? ": " : "",
			                         names_of(p, &f->accounts)));
			page_change(p, '~', 1,
			            arena_printf(a, "way out: %s", page_safe(p, str_of(f->way))));
		}
	if (count > MOST)
		page_change(p, '!', 0, arena_printf(a, "and %zu more: --format json has all",
		                                    count - MOST));
}

void print_comparison(struct page *p, const struct build_change *c, const char *old,
                      const char *now)
{
	page_heading(p, 1, arena_printf(p->out.arena, "From %s to %s", page_safe(p, str_of(old)),
	                                page_safe(p, str_of(now))));
	if (!c->differs) {
		page_line(p, "Nothing changes.");
		return;
	}
	print_totals(p, c);
	print_failures(p, c);
	print_ous(p, c);
	print_accounts(p, c);
	print_texts(p, "Regions", &c->regions);
	print_policies(p, c);
	for (size_t i = 0; i < c->deployment_count; i++)
		if (c->deployments[i].differs)
			print_deployment(p, &c->deployments[i]);
	print_texts(p, "Steps", &c->steps);
	print_texts(p, "Costs", &c->costs);
}
