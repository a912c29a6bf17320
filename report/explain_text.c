// Messages of AWS as people read them.
#include "report/explain.h"

#include "model/text/utf8.h"

enum { LABEL = 11 }; // columns of page_row

struct printer {
	struct page *page;
	const char *language;
	const struct told_list *all;
	const struct explain_places *places;
};

static const char *word(const struct printer *p, const char *name)
{
	return arena_cstring(p->page->out.arena, explain_word(name, p->language));
}

// Beside other labels in a column, where letters that are not ASCII are two columns wide.
static const char *label(const struct printer *p, const char *name)
{
	struct str text = explain_word(name, p->language);
	size_t wide = 0;

	for (size_t i = 0; i < text.len; i = utf8_next(text, i))
		wide += (unsigned char)text.at[i] >= 0x80;
	wide += utf8_count(text);
	return arena_printf(p->page->out.arena, "%.*s%*s", STR(text),
	                    wide < LABEL ? (int)(LABEL - wide) : 1, "");
}

static const char *title(const struct printer *p, const struct told *t)
{
	static const char *const words[] = {
		[TOLD_FIRST] = "=first",     [TOLD_OTHER] = "=other",
		[TOLD_FOLLOWS] = "=follows", [TOLD_MAY_FOLLOW] = "=may-follow",
		[TOLD_HARMLESS] = "=harmless",
	};
	const char *name = words[t->relation];
	struct arena *a = p->page->out.arena;
	struct str cause = told_text(a, t, fact_get(t->row, "cause"), p->language);

	if (t->relation == TOLD_FIRST && (p->all->count == 1 || !p->all->has_cause))
		name = "=cause";
	return arena_printf(a, "%s (%s %u): %s", word(p, name), word(p, "=line"), t->line,
	                    page_safe(p->page, cause));
}

static void put_call(const struct printer *p, const struct told *t)
{
	struct arena *a = p->page->out.arena;
	struct str role = told_value(t, "role-arn-of-caller"), who = told_value(t, "caller");
	struct str action = told_value(t, "action"), resource = told_value(t, "resource");

	if (role.len > 0)
		page_row(p->page, label(p, "=who"),
		         arena_printf(a, "%s (%s: %s)", page_safe(p->page, role),
		                      word(p, "=session"), page_safe(p->page, who)));
	else if (who.len > 0)
		page_row(p->page, label(p, "=who"), page_safe(p->page, who));
	if (action.len > 0)
		page_row(p->page, label(p, "=call"),
		         arena_printf(a, "%s%s%s", page_safe(p->page, action),
		                      resource.len > 0 ? "  " : "",
		                      page_safe(p->page, resource)));
}

static void put_where(const struct printer *p, const struct told *t)
{
	static const char *const names[] = {"logical-id", "type", "account", "region"};
	struct arena *a = p->page->out.arena;
	const char *text = "";

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str value = told_value(t, names[i]);
		if (value.len > 0)
			text = arena_printf(a, "%s%s%s", text, *text ? ", " : "",
			                    page_safe(p->page, value));
	}
	if (*text)
		page_row(p->page, label(p, "=where"), text);
}

static void put_message(const struct printer *p, const struct told *t)
{
	struct arena *a = p->page->out.arena;
	const struct explain_places *places = p->places ? &p->places[t - p->all->items] : NULL;

	page_heading(p->page, t->relation == TOLD_FIRST ? 1 : 2, title(p, t));
	put_call(p, t);
	put_where(p, t);
	if (t->times > 1)
		page_row(p->page, label(p, "=again"),
		         arena_printf(a, "%u %s", t->times, word(p, "=times")));
	if (t->is_cut)
		page_row(p->page, "!", word(p, "=cut"));
	for (size_t i = 0; places && i < places->count; i++)
		page_row(p->page, places->items[i].label, places->items[i].text);
	fact_each(fact_get(t->row, "do"), text)
		page_row(p->page, label(p, "=do"),
		         page_safe(p->page, told_text(a, t, text, p->language)));
}

void print_told(struct page *page, const struct told_list *all, const char *language,
                const struct explain_places *places)
{
	struct printer p = {page, language, all, places};

	for (int relation = TOLD_FIRST; relation <= TOLD_HARMLESS; relation++)
		for (size_t i = 0; i < all->count; i++)
			if ((int)all->items[i].relation == relation)
				put_message(&p, &all->items[i]);
	if (all->first && !all->has_cause)
		page_line(page, arena_printf(page->out.arena, "\n%s", word(&p, "=only-follows")));
}
