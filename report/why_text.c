// The path of an account and what its policies say, as people read them.
#include "report/why.h"

const char *verdict_word(enum verdict v)
{
	static const char *const words[] = {
		[VERDICT_DENIED] = "denied",
		[VERDICT_DEPENDS] = "depends",
		[VERDICT_ALLOWED] = "allowed",
	};

	return words[v];
}

static const char *keys_of(struct page *p, const struct names *keys)
{
	const char *list = "";

	for (size_t i = 0; i < keys->count; i++)
		list = arena_printf(p->out.arena, "%s%s%s", list, *list ? ", " : "",
		                    page_safe(p, keys->items[i].text));
	return *list ? list : "the resource, or who calls";
}

static const char *place_of(struct page *p, const struct guardrails *g,
                            const struct why_policy *w)
{
	struct guardrail_place at =
		guardrail_statement(g->org, w->guardrail->policy, w->statement);
	struct place line = node_place(at.doc, at.node);

	return arena_printf(p->out.arena, "%s:%u",
	                    page_safe(p, str_of(at.doc->sources[at.node->src]->name)),
	                    line.line);
}

static const char *policy_text(struct page *p, const struct guardrails *g,
                               const struct why_policy *w)
{
	struct arena *a = p->out.arena;
	const char *name = w->guardrail->policy ? page_safe(p, w->guardrail->policy->name)
	                                        : "FullAWSAccess";

	if (w->verdict == VERDICT_ALLOWED || !w->guardrail->policy)
		return arena_printf(a, "%s does not deny it", name);
	if (w->verdict == VERDICT_DENIED)
		return arena_printf(a, "%s DENIES it: statement %zu, %s", name, w->statement + 1,
		                    place_of(p, g, w));
	return arena_printf(a, "%s may deny it: statement %zu, %s, depends on %s", name,
	                    w->statement + 1, place_of(p, g, w), keys_of(p, &w->keys));
}

static void put_level(struct page *p, const struct guardrails *g, const struct why_level *l)
{
	struct arena *a = p->out.arena;
	const char *name = str_is(l->name, "/") ? "the root" : page_safe(p, l->name);

	page_heading(p, 2, arena_printf(a, "%s%s", name, l->is_rcp ? " (RCPs)" : ""));
	for (size_t i = 0; i < l->count; i++)
		page_row(p, "", policy_text(p, g, &l->policies[i]));
	if (l->allows == VERDICT_DENIED)
		page_row(p, "", "nothing here ALLOWS it, and every level has to");
	if (l->allows == VERDICT_DEPENDS)
		page_row(p, "", "it depends whether something here allows it");
}

void print_why(struct page *p, const struct guardrails *g, const struct why_question *q,
               const struct why *why)
{
	struct arena *a = p->out.arena;
	struct str who = q->caller.kind == CALLER_ROLE && q->caller.entity.len > 0
	                         ? q->caller.entity
	                         : q->caller.arn;

	page_heading(p, 1, arena_printf(a, "%s: %s in %s by %s",
	                                verdict_word(why->answer.verdict),
	                                page_safe(p, q->action),
	                                page_safe(p, g->org->accounts[q->account].name),
	                                page_safe(p, who)));
	if (q->account == ACCOUNT_MANAGEMENT)
		page_line(p, "The management account is beyond SCPs and RCPs.");
	for (size_t i = 0; i < why->count; i++)
		put_level(p, g, &why->levels[i]);
}

static void put_other(struct page *p, const struct why_other *o)
{
	page_row(p, verdict_word(o->verdict),
	         arena_printf(p->out.arena, "%s%s%s", page_safe(p, o->principal),
	                      o->region.len ? " in " : "", page_safe(p, o->region)));
}

void print_others(struct page *p, const struct why_others *others)
{
	page_heading(p, 2, "Who else");
	for (size_t i = 0; i < others->count; i++)
		put_other(p, &others->items[i]);
}

void print_counter_example(struct page *p, const struct why_others *others,
                           enum verdict other_than)
{
	page_heading(p, 2, "Counter-example");
	for (size_t i = 0; i < others->count; i++)
		if (others->items[i].verdict != other_than &&
		    others->items[i].verdict != VERDICT_DEPENDS) {
			put_other(p, &others->items[i]);
			return;
		}
	page_row(p, "", "none among the principals and Regions that the policies name");
}
