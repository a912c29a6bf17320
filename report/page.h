// Pages that people read in a terminal or, as Markdown, in a pull request: the same
// content, written by the same calls.
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <stdio.h>

#include "model/text/names.h"
#include "model/node.h"
#include "model/write/write.h"

enum page_block { BLOCK_NONE, BLOCK_TEXT, BLOCK_ROWS, BLOCK_TABLE };

struct page {
	struct out out; // what is not written yet
	FILE *file;
	bool markdown, colour;
	enum page_block last;
};

struct page page_new(struct arena *a, FILE *file, bool markdown);
void page_end(struct page *p);

// A text from a file that neither steers the terminal nor ends up as markup. What the rest
// takes is safe already.
const char *page_safe(struct page *p, struct str text);
const char *page_text(struct page *p, const struct node *map, const char *key);
const char *page_list(struct page *p, const struct node *list); // "a, b, c"

void page_heading(struct page *p, int level, const char *text);
void page_line(struct page *p, const char *text); // a paragraph of its own
// "label  text", the text wrapped under itself; a list item in Markdown, and where there is
// no label.
void page_row(struct page *p, const char *label, const char *text);

// "+ text", "~ text", "- text" or "! text", below another one where `depth` says so.
void page_change(struct page *p, char sign, int depth, const char *text);

// Markdown's tables; `cells` ends with NULL.
void page_table(struct page *p, const char *const *cells); // its head
void page_cells(struct page *p, const char *const *cells);

// Names in groups that share a reason, in the order in which they come.
struct group {
	struct str key;
	struct out names; // as a page shows them
	size_t count;
};
struct groups {
	struct page *page;
	struct names keys; // to indexes of items
	struct group *items;
	size_t count, room;
};
struct groups groups_new(struct page *p);
void groups_add(struct groups *g, struct str key, struct str name);
// "a, b, c", and how many more there are where that is too long to read.
const char *group_names(const struct groups *g, const struct group *group);

#endif
