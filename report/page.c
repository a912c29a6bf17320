// Pages of text or Markdown: paragraphs, lists, tables.
#include "report/page.h"

#include <string.h>

#include "model/text/escape.h"
#include "report/findings.h"

enum {
	WIDTH = 90,
	LABEL = 13,       // columns up to the text of a row that has one
	NAMES_MOST = 100, // of a group
	FLUSH_AT = 1 << 16,
};

struct page page_new(struct arena *a, FILE *file, bool markdown)
{
	return (struct page){
		.out = {.arena = a},
		.file = file,
		.markdown = markdown,
		.colour = !markdown && report_in_colour(file),
	};
}

void page_end(struct page *p)
{
	if (p->out.len > 0)
		fwrite(p->out.at, 1, p->out.len, p->file);
	p->out.len = 0;
}

static void end_line(struct page *p)
{
	out_byte(&p->out, '\n');
	if (p->out.len > FLUSH_AT)
		page_end(p);
}

// --- texts ---

static void put_safely(struct out *o, struct str text, bool markdown)
{
	out_bytes(o, escape(o->arena, markdown ? OUTPUT_MARKDOWN : OUTPUT_TERMINAL, text));
}

const char *page_safe(struct page *p, struct str text)
{
	struct out o = {.arena = p->out.arena};

	put_safely(&o, text, p->markdown);
	return arena_cstring(o.arena, out_str(&o));
}

const char *page_text(struct page *p, const struct node *map, const char *key)
{
	return page_safe(p, node_str(node_get(map, key)));
}

const char *page_list(struct page *p, const struct node *list)
{
	struct out o = {.arena = p->out.arena};

	node_each(list, item) {
		out_text(&o, item == list->first ? "" : ", ");
		put_safely(&o, node_str(item), p->markdown);
	}
	return arena_cstring(o.arena, out_str(&o));
}

// --- lines ---

// Markdown parts blocks of different kinds by a blank line.
static void begin(struct page *p, enum page_block block)
{
	bool joins = p->last == block && (block == BLOCK_ROWS || block == BLOCK_TABLE);

	if (p->markdown && p->last != BLOCK_NONE && !joins)
		end_line(p);
	p->last = block;
}

void page_heading(struct page *p, int level, const char *text)
{
	begin(p, BLOCK_TEXT);
	if (p->markdown) {
		out_printf(&p->out, "%.*s %s", level + 1, "######", text);
		end_line(p);
		return;
	}
	out_printf(&p->out, "%s%s%s%s", level > 1 ? "\n" : "", p->colour ? "\033[1m" : "", text,
	           p->colour ? "\033[0m" : "");
	end_line(p);
}

// Breaks at blanks; what follows a break is indented.
static void put_wrapped(struct out *o, const char *text, size_t indent)
{
	size_t column = indent;

	while (*text) {
		size_t word = strcspn(text, " ");
		if (column > indent && column + 1 + word > WIDTH) {
			out_byte(o, '\n');
			out_blanks(o, indent);
			column = indent;
		} else if (column > indent) {
			out_byte(o, ' ');
			column++;
		}
		out_bytes(o, (struct str){text, word});
		column += word;
		text += word;
		text += strspn(text, " ");
	}
}

void page_line(struct page *p, const char *text)
{
	begin(p, BLOCK_TEXT);
	if (p->markdown)
		out_text(&p->out, text);
	else
		put_wrapped(&p->out, text, 0);
	end_line(p);
}

void page_row(struct page *p, const char *label, const char *text)
{
	begin(p, BLOCK_ROWS);
	if (p->markdown) {
		out_printf(&p->out, *label ? "- %s: %s" : "- %s%s", label, text);
	} else {
		size_t indent = *label ? LABEL : 4;
		out_printf(&p->out, "  %-*s", *label ? LABEL - 2 : 0, *label ? label : "- ");
		put_wrapped(&p->out, text, indent);
	}
	end_line(p);
}

static const char *colour_of(const struct page *p, char sign)
{
	if (!p->colour)
		return "";
	return sign == '+' ? "\033[32m" : sign == '-' ? "\033[31m" : sign == '!' ? "\033[1;31m"
	                                                                       : "\033[33m";
}

void page_change(struct page *p, char sign, int depth, const char *text)
{
	size_t indent = 2 + 4 * (size_t)depth;

	begin(p, BLOCK_ROWS);
	if (p->markdown) {
		out_printf(&p->out, "%*s- `%c` %s", 2 * depth, "", sign, text);
	} else {
		out_blanks(&p->out, indent);
		out_printf(&p->out, "%s%c%s ", colour_of(p, sign), sign, p->colour ? "\033[0m" : "");
		put_wrapped(&p->out, text, indent + 2);
	}
	end_line(p);
}

void page_cells(struct page *p, const char *const *cells)
{
	begin(p, BLOCK_TABLE);
	for (; *cells; cells++)
		out_printf(&p->out, "| %s ", *cells);
	out_byte(&p->out, '|');
	end_line(p);
}

void page_table(struct page *p, const char *const *cells)
{
	page_cells(p, cells);
	for (; *cells; cells++)
		out_text(&p->out, "| --- ");
	out_byte(&p->out, '|');
	end_line(p);
}

// --- names ---

struct groups groups_new(struct page *p)
{
	return (struct groups){.page = p, .keys = {.arena = p->out.arena}};
}

void groups_add(struct groups *g, struct str key, struct str name)
{
	uint32_t index = names_add(&g->keys, key, (uint32_t)g->count);
	struct group *group;

	if (index == NAME_NONE) {
		index = (uint32_t)g->count;
		g->items = arena_grow(g->page->out.arena, g->items, g->count, &g->room,
		                      sizeof *g->items);
		g->items[g->count++] =
			(struct group){.key = key, .names = {.arena = g->page->out.arena}};
	}
	group = &g->items[index];
	if (group->count++ >= NAMES_MOST)
		return;
	out_text(&group->names, group->count > 1 ? ", " : "");
	put_safely(&group->names, name, g->page->markdown);
}

const char *group_names(const struct groups *g, const struct group *group)
{
	struct arena *a = g->page->out.arena;

	if (group->count > NAMES_MOST)
		return arena_printf(a, "%.*s and %zu more", STR(out_str(&group->names)),
		                    group->count - NAMES_MOST);
	return arena_cstring(a, out_str(&group->names));
}
