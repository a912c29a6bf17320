// Where the deployment of the new build fails: StackSets and resources that want a name which
// is taken, resources that cannot be replaced, StackSets that cannot be deleted.
#include "gen/compare/compare_parts.h"
#include "gen/compare/deploy_order.h"
#include "gen/compare/fixed_names.h"

// A deployment of one of the builds that makes a name.
struct maker {
	const struct fixed_name *name;
	const struct plan_deployment *deployment;
	const struct deployment_change *change;
};

struct makers {
	struct maker *items;
	size_t count, room;
};

// All that make one name, before and after.
struct claim {
	struct makers old, now;
};

struct failing {
	struct comparing *c;
	struct deploy_order *order;
	struct names keys; // to indexes of claims
	struct claim *claims;
	size_t claim_count, claim_room;
	struct names files; // of templates of both builds, to indexes of names
	struct fixed_names *names;
	size_t file_count, file_room;
	// By change, the accounts of its stacks, by id, to their indexes.
	struct names *old_accounts, *now_accounts;
};

// --- who makes what ---

// Waves share a template: it is read once.
static const struct fixed_names *names_of(struct failing *f, const struct view *v,
                                          struct str path)
{
	struct arena *a = f->c->arena;
	const char *key = arena_printf(a, "%s %.*s", v == &f->c->old ? "old" : "new", STR(path));
	uint32_t at = names_add(&f->files, str_of(key), (uint32_t)f->file_count);

	if (at != NAME_NONE)
		return &f->names[at];
	f->names = arena_grow(a, f->names, f->file_count, &f->file_room, sizeof *f->names);
	f->names[f->file_count] =
		fixed_names_of(a, build_file(a, v->build, path, SYNTAX_YAML));
	return &f->names[f->file_count++];
}

static struct claim *claim_of(struct failing *f, struct str key)
{
	uint32_t at = names_add(&f->keys, key, (uint32_t)f->claim_count);

	if (at != NAME_NONE)
		return &f->claims[at];
	f->claims = arena_grow(f->c->arena, f->claims, f->claim_count, &f->claim_room,
	                       sizeof *f->claims);
	f->claims[f->claim_count] = (struct claim){{0}, {0}};
	return &f->claims[f->claim_count++];
}

static void add_makers(struct failing *f, const struct deployment_change *d, bool is_old)
{
	const struct plan_deployment *one = is_old ? d->old : d->now;
	const struct fixed_names *names;

	if (!one)
		return;
	names = names_of(f, is_old ? &f->c->old : &f->c->now, one->file);
	for (size_t i = 0; i < names->count; i++) {
		struct claim *claim = claim_of(f, names->items[i].key);
		struct makers *m = is_old ? &claim->old : &claim->now;
		m->items = arena_grow(f->c->arena, m->items, m->count, &m->room,
		                      sizeof *m->items);
		m->items[m->count++] = (struct maker){&names->items[i], one, d};
	}
}

static struct names ids_of(struct arena *a, const struct plan_deployment *d)
{
	struct names ids = {.arena = a};

	names_expect(&ids, d ? d->count : 0);
	for (size_t i = 0; d && i < d->count; i++)
		names_add(&ids, d->stacks[i].account->id, (uint32_t)i);
	return ids;
}

// --- the list of failures ---

static struct failure *add(struct failing *f, const struct plan_deployment *d, bool is_sure,
                           const char *what, const char *way)
{
	struct build_change *out = f->c->out;

	out->failures = arena_grow(f->c->arena, out->failures, out->failure_count,
	                           &out->failure_room, sizeof *out->failures);
	out->failures[out->failure_count] = (struct failure){
		.deployment = d,
		.is_sure = is_sure,
		.what = what,
		.way = way,
		.accounts = {.arena = f->c->arena},
	};
	return &out->failures[out->failure_count++];
}

// --- names that are taken ---

// How the one who holds a name stands to the one who wants it.
enum taken {
	TAKEN_NO,
	TAKEN_LATER,
	TAKEN_MAYBE,
	TAKEN_STAYS,
	TAKEN_LOOSE, // the stack stays, and its StackSet has let go of it
	TAKEN_KEPT,
	TAKEN_RETAINED,
	TAKEN_KINDS,
};

static const struct maker *find_maker(const struct makers *m, const struct plan_deployment *d)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->items[i].deployment == d)
			return &m->items[i];
	return NULL;
}

static bool has_account(const struct failing *f, const struct deployment_change *d, bool old,
                        struct str id)
{
	const struct names *lists = old ? f->old_accounts : f->now_accounts;

	return names_find(&lists[d - f->c->out->deployments], id) != NAME_NONE;
}

static bool share_region(const struct plan_deployment *a, const struct plan_deployment *b)
{
	for (size_t i = 0; i < a->regions.count; i++)
		if (names_find(&b->regions, a->regions.items[i].text) != NAME_NONE)
			return true;
	return false;
}

// Whether the holder still has a stack where both are.
static bool keeps_region(const struct maker *m, const struct maker *h)
{
	const struct plan_deployment *now = h->change->now;

	for (size_t i = 0; i < now->regions.count; i++) {
		struct str region = now->regions.items[i].text;
		if (m->name->scope != SCOPE_REGION ||
		    (names_find(&m->deployment->regions, region) != NAME_NONE &&
		     names_find(&h->deployment->regions, region) != NAME_NONE))
			return true;
	}
	return false;
}

static enum taken by_order(enum before holder_is_first)
{
	return holder_is_first == BEFORE_YES  ? TAKEN_NO
	       : holder_is_first == BEFORE_NO ? TAKEN_LATER
	                                      : TAKEN_MAYBE;
}

// What becomes of the name that `h` holds in an account, as seen by `m`.
static enum taken taken_by(const struct failing *f, const struct claim *claim,
                           const struct maker *m, const struct maker *h,
                           const struct plan_account *account)
{
	const struct deployment_change *d = h->change;
	bool in_place = d->now && (h->deployment->is_stackset || share_region(d->now, d->old)) &&
	                has_account(f, d, false, account->id);

	if (in_place && find_maker(&claim->now, d->now) && keeps_region(m, h))
		return TAKEN_KEPT;
	if (h->name->is_retained)
		return TAKEN_RETAINED;
	if (in_place)
		return by_order(is_before(f->order, d->now, m->deployment));
	switch (going_of(f->c, d, account, NULL)) {
	case GOING_BEFORE:
		return TAKEN_NO;
	case GOING_NOW:
		return by_order(is_before(f->order, d->now, m->deployment));
	case GOING_LAST:
		return is_after_stacksets(f->order, m->deployment) ? TAKEN_NO : TAKEN_LATER;
	case GOING_LOOSE:
		return TAKEN_LOOSE;
	default:
		return TAKEN_STAYS;
	}
}

// Whether the stacks of an account were there before, in every Region of both deployments.
static bool was_there(const struct maker *m, const struct plan_deployment *other)
{
	const struct names *now = &m->deployment->regions;

	if (m->name->scope != SCOPE_REGION)
		return share_region(m->change->old, m->deployment);
	for (size_t i = 0; i < now->count; i++)
		if (names_find(&other->regions, now->items[i].text) != NAME_NONE &&
		    names_find(&m->change->old->regions, now->items[i].text) == NAME_NONE)
			return false;
	return true;
}

// Whether the stack has made the name before, wherever `other` wants it, too: then it has it.
static bool has_it(const struct failing *f, const struct claim *claim, const struct maker *m,
                   const struct plan_deployment *other, const struct plan_account *account)
{
	const struct maker *before =
		m->change->old ? find_maker(&claim->old, m->change->old) : NULL;

	return before && str_eq(before->name->id, m->name->id) &&
	       has_account(f, m->change, true, account->id) && was_there(m, other);
}

static const char *kind_of(const struct plan_deployment *d)
{
	return d->is_stackset ? "StackSet" : "stack";
}

static const char *taken_words(struct arena *a, enum taken taken,
                               const struct plan_deployment *holder)
{
	const char *kind = kind_of(holder);

	switch (taken) {
	case TAKEN_LATER:
		return arena_printf(a, "the %s %.*s has it until it is deployed itself, which "
		                       "comes later", kind, STR(holder->name));
	case TAKEN_MAYBE:
		return arena_printf(a, "the %s %.*s has it until it is deployed itself, which may "
		                       "come later: neither waits for the other", kind,
		                    STR(holder->name));
	case TAKEN_RETAINED:
		return arena_printf(a, "the %s %.*s leaves it behind (DeletionPolicy)", kind,
		                    STR(holder->name));
	case TAKEN_LOOSE:
		return arena_printf(a, "the %s %.*s leaves its stack there (retain)", kind,
		                    STR(holder->name));
	case TAKEN_STAYS:
		return arena_printf(a, "the %s %.*s of the older build has it and stays", kind,
		                    STR(holder->name));
	default:
		return arena_printf(a, "the %s %.*s makes it too", kind, STR(holder->name));
	}
}

// "features.automation" and "stacksets.log" as they stand in org.yaml.
static const char *way_out(struct arena *a, enum taken taken, const struct maker *m,
                           const struct maker *h)
{
	struct str cause = m->deployment->cause.text, old = h->deployment->cause.text;
	bool both_sets = str_starts(cause, "stacksets.") && str_starts(old, "stacksets.");

	if (taken == TAKEN_KEPT)
		return "give one of the two another name, or leave the accounts out of one of them";
	if (taken == TAKEN_RETAINED)
		return "give the new one another name, or import the one that is there into its stack";
	if (taken == TAKEN_STAYS)
		return h->deployment->is_stackset
		               ? "take the older build back first: sh deploy.sh undo, in its folder"
		               : arena_printf(a, "delete that stack first: sh deploy.sh undo --only "
		                                 "%.*s, in the folder of the older build",
		                              STR(h->deployment->name));
	if (taken == TAKEN_LOOSE)
		return "delete that stack in these accounts first, with aws cloudformation delete-stack";
	if (m->change->replaces == h->deployment)
		return m->change->keep_name;
	if (both_sets && !h->change->now && m->change->change == CHANGE_ADDED &&
	    !str_eq(cause, old))
		return arena_printf(a, "where %.*s is %.*s under another name, give it previously: "
		                       "%.*s; else deploy once without either, and then this",
		                    STR(cause), STR(old), STR(str_after_last(old, '.')));
	return arena_printf(a, "deploy twice: once with these accounts left out of %.*s, so that "
	                       "the other lets go of the name, and then this",
	                    STR(cause));
}

// The accounts of one pair of makers, by how the name is taken there.
static void compare_pair(struct failing *f, const struct claim *claim, const struct maker *m,
                         const struct maker *h)
{
	struct arena *a = f->c->arena;
	struct failure *found[TAKEN_KINDS] = {0};
	bool by_region = m->name->scope == SCOPE_REGION;

	if (by_region && !share_region(m->deployment, h->deployment))
		return;
	for (size_t i = 0; i < m->deployment->count; i++) {
		const struct plan_account *account = m->deployment->stacks[i].account;
		enum taken taken;
		if (!has_account(f, h->change, true, account->id) ||
		    has_it(f, claim, m, h->deployment, account))
			continue;
		taken = taken_by(f, claim, m, h, account);
		if (taken == TAKEN_NO)
			continue;
		if (!found[taken])
			found[taken] = add(
				f, m->deployment,
				taken != TAKEN_MAYBE && taken != TAKEN_LOOSE && m->name->is_sure &&
					h->name->is_sure,
				arena_printf(a, "makes %.*s %.*s, and %s", STR(m->name->type),
			                     STR(m->name->name),
			                     taken_words(a, taken, h->deployment)),
				way_out(a, taken, m, h));
		names_add(&found[taken]->accounts, account->name, 0);
	}
}

// Two that are both new, or both make it only now.
static void compare_new_pair(struct failing *f, const struct claim *claim,
                             const struct maker *m, const struct maker *other)
{
	struct arena *a = f->c->arena;
	struct failure *found = NULL;

	if (m->change == other->change ||
	    (m->name->scope == SCOPE_REGION && !share_region(m->deployment, other->deployment)))
		return;
	for (size_t i = 0; i < m->deployment->count; i++) {
		const struct plan_account *account = m->deployment->stacks[i].account;
		if (!has_account(f, other->change, false, account->id) ||
		    has_it(f, claim, m, other->deployment, account) ||
		    has_it(f, claim, other, m->deployment, account))
			continue;
		if (!found)
			found = add(f, m->deployment, m->name->is_sure && other->name->is_sure,
			            arena_printf(a, "makes %.*s %.*s, and %s",
			                         STR(m->name->type), STR(m->name->name),
			                         taken_words(a, TAKEN_KEPT,
			                                     other->deployment)),
			            way_out(a, TAKEN_KEPT, m, other));
		names_add(&found->accounts, account->name, 0);
	}
}

// A plain stack in another Region is another stack, and the old one stays.
static bool is_moved_stack(const struct deployment_change *d)
{
	return d->old && d->now && !d->now->is_stackset && !share_region(d->old, d->now);
}

static void compare_claim(struct failing *f, const struct claim *claim)
{
	for (size_t i = 0; i < claim->now.count; i++) {
		const struct maker *m = &claim->now.items[i];
		for (size_t j = 0; j < claim->old.count; j++)
			if (claim->old.items[j].change != m->change || is_moved_stack(m->change))
				compare_pair(f, claim, m, &claim->old.items[j]);
		for (size_t j = i + 1; j < claim->now.count; j++)
			compare_new_pair(f, claim, m, &claim->now.items[j]);
	}
}

// --- StackSets ---

// A StackSet under another logical id is another resource.
static void compare_set_names(struct failing *f)
{
	const struct view *old = &f->c->old, *now = &f->c->now;
	bool same_stack = str_eq(old->plan->home, now->plan->home) &&
	                  str_eq(old->plan->rollout_account, now->plan->rollout_account);

	for (size_t i = 0; i < f->c->out->deployment_count && same_stack; i++) {
		const struct deployment_change *d = &f->c->out->deployments[i];
		struct str id, before;
		if (!d->old || !d->now || !d->now->is_stackset)
			continue;
		id = now->stackset_ids.items[names_find(&now->stackset_names, d->now->name)].text;
		before = old->stackset_ids.items[names_find(&old->stackset_names, d->old->name)]
		                 .text;
		if (!str_eq(id, before))
			add(f, d->now, true,
			    arena_printf(f->c->arena, "is the resource %.*s of stacksets.yaml now and "
			                              "was %.*s: it is made before the old one is "
			                              "deleted, and the name is taken",
			                 STR(id), STR(before)),
			    arena_printf(f->c->arena, "give %.*s previously: %.*s",
			                 STR(d->now->cause.text),
			                 STR(str_after_last(d->old->cause.text, '.'))));
	}
}

// One that has stacks where StackSets do not reach any more is not empty.
static void compare_removed(struct failing *f, const struct deployment_change *d)
{
	struct failure *found = NULL;

	if (d->change != CHANGE_REMOVED || !d->old->is_stackset)
		return;
	for (size_t i = 0; i < d->count; i++) {
		if (d->instances[i].change != CHANGE_STAYS ||
		    going_of(f->c, d, d->instances[i].account, NULL) == GOING_LOOSE)
			continue;
		if (!found)
			found = add(f, d->old, true,
			            "cannot be deleted: it is not empty, since these stacks stay",
			            "aws cloudformation delete-stack-instances with --retain-stacks "
			            "and these accounts");
		names_add(&found->accounts, d->instances[i].account->name, 0);
	}
}

// --- resources ---

static const char *resource_words(struct arena *a, const struct resource_change *r)
{
	if (r->replacing == REPLACING_REFUSED)
		return arena_printf(a, "would make %.*s another type", STR(r->id));
	if (r->stuck.len > 0)
		return arena_printf(a, "replaces %.*s under the same %.*s", STR(r->id),
		                    STR(r->stuck));
	return arena_printf(a, "gives %.*s the name of %.*s", STR(r->id), STR(r->renamed_from));
}

static void compare_resources(struct failing *f, const struct deployment_change *d)
{
	for (size_t i = 0; d->now && i < d->template.count; i++) {
		const struct resource_change *r = &d->template.resources[i];
		const char *way = "deploy twice: once without it, and then this";
		if (d->changed == 0)
			continue;
		if (r->replacing == REPLACING_REFUSED)
			way = "give it another logical id";
		if (r->replacing == REPLACING_REFUSED || r->stuck.len > 0 ||
		    r->renamed_from.len > 0)
			add(f, d->now, !r->is_conditional,
			    resource_words(f->c->arena, r), way);
	}
}

void compare_failures(struct comparing *c)
{
	struct build_change *out = c->out;
	struct failing f = {
		.c = c,
		.order = deploy_order_new(c->arena, &c->now),
		.keys = {.arena = c->arena},
		.files = {.arena = c->arena},
		.old_accounts = arena_array(c->arena, struct names, out->deployment_count),
		.now_accounts = arena_array(c->arena, struct names, out->deployment_count),
	};

	for (size_t i = 0; i < out->deployment_count; i++) {
		const struct deployment_change *d = &out->deployments[i];
		f.old_accounts[i] = ids_of(c->arena, d->old);
		f.now_accounts[i] = ids_of(c->arena, d->now);
		add_makers(&f, d, true);
		add_makers(&f, d, false);
	}
	compare_set_names(&f);
	for (size_t i = 0; i < f.claim_count; i++)
		compare_claim(&f, &f.claims[i]);
	for (size_t i = 0; i < out->deployment_count; i++) {
		compare_resources(&f, &out->deployments[i]);
		compare_removed(&f, &out->deployments[i]);
	}
}
