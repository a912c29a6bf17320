// A preflight as people read it.
#include "report/preflight.h"

#include "preflight/findings.h"

static const char *names_of(struct page *p, const struct names *names)
{
	struct groups groups = groups_new(p);

	for (size_t i = 0; i < names->count; i++)
		groups_add(&groups, S("all"), names->items[i].text);
	return groups.count ? group_names(&groups, &groups.items[0]) : "";
}

static void put_row(struct page *p, const struct preflight_row *r)
{
	struct arena *a = p->out.arena;
	const char *numbers =
		arena_printf(a, "%zu blocked, %zu may be, %zu free", r->blocked, r->maybe,
	                     r->instances - r->blocked - r->maybe);

	page_row(p, "", arena_printf(a, "%s: %zu stack%s, %s", page_safe(p, r->deployment),
	                             r->instances, r->instances == 1 ? "" : "s", numbers));
	if (r->unknown.count > 0)
		page_row(p, "", arena_printf(a, "%s: no data for %s",
		                             page_safe(p, r->deployment),
		                             names_of(p, &r->unknown)));
}

static const char *title(struct page *p, const struct preflight_cause *c)
{
	struct arena *a = p->out.arena;
	const char *verb = c->is_later ? (c->is_sure ? "stops the runbook of"
	                                             : "may stop the runbook of")
	                   : c->is_sure ? "blocks"
	                                : "may block";

	if (c->by && c->by->policy)
		return arena_printf(a, "%s, statement %zu, %s %zu stack%s",
		                    page_safe(p, c->by->policy->name), c->statement + 1, verb,
		                    c->instances, c->instances == 1 ? "" : "s");
	return arena_printf(a, "No %s attached to %s allows it: %s %zu stack%s",
	                    layer_name(c->layer),
	                    str_is(c->level, "/") ? "the root" : page_safe(p, c->level), verb,
	                    c->instances, c->instances == 1 ? "" : "s");
}

static void put_cause(struct page *p, const struct preflight_cause *c)
{
	struct arena *a = p->out.arena;
	const char *what = c->logical_id.len > 0
	                           ? arena_printf(a, "%s (%s)", page_safe(p, c->logical_id),
	                                          page_safe(p, c->type))
	                           : "the stack itself";

	page_heading(p, 2, title(p, c));
	page_row(p, "action", arena_printf(a, "%s for %s", page_safe(p, c->action), what));
	page_row(p, "first", arena_printf(a, "%s in %s, %s", page_safe(p, c->deployment),
	                                  page_safe(p, c->account),
	                                  page_safe(p, c->region)));
	page_row(p, "of", names_of(p, &c->deployments));
	page_row(p, "accounts", names_of(p, &c->accounts));
	page_row(p, "regions", names_of(p, &c->regions));
	if (c->is_sure)
		page_row(p, "to do", preflight_fix(a, c));
	else
		page_row(p, "depends on",
		         c->keys.count ? names_of(p, &c->keys)
		                       : "whether the resource calls it, or on which resource");
}

static void put_sentences(struct page *p, const struct expected_list *all)
{
	struct arena *a = p->out.arena;

	if (all->count == 0)
		return;
	page_heading(p, 2, "Expected");
	for (size_t i = 0; i < all->count; i++) {
		const struct expected *e = &all->items[i];
		const char *says = "holds";
		if (e->outcome == EXPECT_BROKEN)
			says = arena_printf(a, "BROKEN: %s", expect_request(a, &e->example));
		else if (e->outcome == EXPECT_OPEN)
			says = expect_why_open(a, e);
		page_row(p, "", arena_printf(a, "%s: %s", expect_words(a, e->of), says));
	}
}

void print_preflight(struct page *p, const struct preflight *flight)
{
	page_heading(p, 1, arena_printf(p->out.arena,
	                                "%zu stacks: %zu blocked, %zu may be, %zu free",
	                                flight->instances, flight->blocked, flight->maybe,
	                                flight->instances - flight->blocked - flight->maybe));
	for (size_t i = 0; i < flight->row_count; i++)
		put_row(p, &flight->rows[i]);
	for (size_t i = 0; i < flight->count; i++)
		put_cause(p, &flight->causes[i]);
	put_sentences(p, &flight->expected);
}
