// A replay as people read it: what changes, by reason, then what was set apart.
#include "report/replay.h"

enum { LINES_MOST = 40 }; // of one kind; a summary has all of them

static const char *reason(struct page *p, const struct replay_group *g)
{
	struct arena *a = p->out.arena;

	if (g->kind == REPLAY_PASSES)
		return "no policy denies it now";
	if (g->policy.len == 0)
		return g->kind == REPLAY_DEPENDS ? "it depends whether a policy denies it"
		                                 : "on one level nothing allows it";
	return arena_printf(a, "%s, statement %zu%s", page_safe(p, g->policy), g->statement,
	                    g->kind == REPLAY_DEPENDS ? ", may deny it" : "");
}

static void put_group(struct page *p, const struct replay_group *g)
{
	page_row(p, "", arena_printf(p->out.arena, "%s by %s in %s, %zu call%s, %s to %s: %s",
	                             page_safe(p, g->action), page_safe(p, g->principal),
	                             page_safe(p, g->account), g->calls,
	                             g->calls == 1 ? "" : "s", page_safe(p, str_of(g->first)),
	                             page_safe(p, str_of(g->last)), reason(p, g)));
}

static void put_kind(struct page *p, const struct replay *r, enum replay_count kind,
                     const char *heading)
{
	size_t lines = 0;

	if (r->counts[kind] == 0)
		return;
	page_heading(p, 2, arena_printf(p->out.arena, "%s: %zu call%s", heading, r->counts[kind],
	                                r->counts[kind] == 1 ? "" : "s"));
	for (size_t i = 0; i < r->group_count; i++)
		if (r->groups[i].kind == kind && lines++ < LINES_MOST)
			put_group(p, &r->groups[i]);
	if (lines > LINES_MOST)
		page_row(p, "", arena_printf(p->out.arena, "and %zu more groups (--summary)",
		                             lines - LINES_MOST));
}

static void put_unused(struct page *p, const struct replay *r)
{
	bool is_first = true;

	for (size_t i = 0; i < r->exemptions.count; i++) {
		const struct replay_exemption *e = &r->exemptions.items[i];
		if (e->is_used)
			continue;
		if (is_first)
			page_heading(p, 2, "Exemptions that no call needed");
		is_first = false;
		page_row(p, "", arena_printf(p->out.arena, "%s, statement %zu: %s",
		                             page_safe(p, e->policy), e->statement,
		                             page_safe(p, e->principal)));
	}
}

static void put_count(struct page *p, const char *what, size_t count)
{
	if (count > 0)
		page_row(p, "", arena_printf(p->out.arena, "%s: %zu", what, count));
}

void print_replay(struct page *p, const struct replay *r, const struct trail_losses *losses)
{
	page_heading(p, 1, arena_printf(p->out.arena,
	                                "%zu records: %zu would be denied, %zu would pass, %zu "
	                                "depend",
	                                r->records, r->counts[REPLAY_DENIED],
	                                r->counts[REPLAY_PASSES], r->counts[REPLAY_DEPENDS]));
	put_kind(p, r, REPLAY_DENIED, "Went through, and would be denied");
	put_kind(p, r, REPLAY_PASSES, "Was denied, and would pass");
	put_kind(p, r, REPLAY_DEPENDS, "Depends on what the record does not tell");
	put_unused(p, r);
	page_heading(p, 2, "Set apart");
	put_count(p, "with the same answer as before", r->counts[REPLAY_SAME]);
	for (int i = REPLAY_OTHERS_DENY; i < REPLAY_COUNTS; i++)
		put_count(p, replay_count_names[i], r->counts[i]);
	put_count(p, "no records", losses->wrong);
	put_count(p, "files that end in the middle", losses->cut);
	put_count(p, "records that are too long", losses->too_long);
	put_count(p, "calls in groups past the limit", r->dropped);
}
