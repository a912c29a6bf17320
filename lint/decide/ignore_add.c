// Writes "orgc: ignore" into files, where it hides the findings that it is for.
#include "lint/decide/ignore.h"

#include <stdlib.h>

#include "lint/lint.h"
#include "model/edit/edit.h"
#include "model/read/read.h"
#include "model/text/escape.h"
#include "model/write/write.h"
#include "templates/function.h"

struct adder {
	struct arena *arena;
	struct source *source;
	struct doc *doc;
	const struct diag *const *diags;
	size_t count;
	struct str reason;
	uint32_t first_content;         // the line; a comment above it counts for the file
	const struct node **resources;  // their names, of a template in JSON
	size_t resource_count;
	struct edit *edits; // sorted by place
	size_t edit_count, edit_room;
};

static void add_edit(struct adder *m, struct edit edit)
{
	m->edits = arena_grow(m->arena, m->edits, m->edit_count, &m->edit_room,
	                      sizeof *m->edits);
	m->edits[m->edit_count++] = edit;
}

static int by_place(const void *left, const void *right)
{
	const struct edit *a = left, *b = right;

	return a->start < b->start ? -1 : a->start > b->start;
}

static struct str edited(struct adder *m)
{
	struct str text = m->source->text;
	struct out o = {.arena = m->arena};
	uint32_t at = 0;

	if (m->edit_count)
		qsort(m->edits, m->edit_count, sizeof *m->edits, by_place);
	for (size_t i = 0; i < m->edit_count; i++) {
		out_bytes(&o, str_slice(text, at, m->edits[i].start));
		out_bytes(&o, m->edits[i].text);
		at = m->edits[i].end;
	}
	out_bytes(&o, str_slice(text, at, text.len));
	return out_str(&o);
}

// --- names ---

// An ignore, and the findings that it is for.
struct place_of_ignore {
	uint64_t key;  // the same for findings that one ignore hides
	size_t index;  // of the finding
};

static int by_key(const void *left, const void *right)
{
	const struct place_of_ignore *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

// "IAM009,CFN002 the reason", of findings that stand side by side in `places`.
static const char *saying(struct adder *m, const struct place_of_ignore *places, size_t count)
{
	const char *ids = "";

	for (size_t i = 0; i < count; i++) {
		const char *id = m->diags[places[i].index]->rule->id;
		size_t before = 0;
		while (before < i && m->diags[places[before].index]->rule->id != id)
			before++;
		if (before == i)
			ids = arena_printf(m->arena, "%s%s%s", ids, *ids ? "," : "", id);
	}
	return arena_printf(m->arena, "%s %.*s", ids, STR(m->reason));
}

// Calls `add` for each run of places with one key.
static void each_ignore(struct adder *m, struct place_of_ignore *places, size_t count,
                        void (*add)(struct adder *m, uint64_t key, const char *saying))
{
	if (count)
		qsort(places, count, sizeof *places, by_key);
	for (size_t i = 0, to; i < count; i = to) {
		to = i + 1;
		while (to < count && places[to].key == places[i].key)
			to++;
		add(m, places[i].key, saying(m, &places[i], to - i));
	}
}

// --- comments ---

enum { LINE_ITSELF, LINE_AND_BELOW }; // the lowest bit of a key; the rest is the line

// A text of several lines: no comment can stand in it.
struct long_text {
	uint32_t start, end;
	bool is_block; // of a header, which a comment can follow, and lines below it
};

struct long_texts {
	struct long_text *items;
	size_t count, room;
};

static void find_long_texts(struct adder *m, const struct node *n, struct long_texts *t)
{
	uint32_t first;

	if (n->src != 0 || n->flags & NODE_SHARED)
		return;
	if (!node_is_scalar(n)) {
		for (const struct node *child = n->first; child; child = child->next)
			find_long_texts(m, child, t);
		return;
	}
	first = source_place(m->arena, m->source, n->start).line;
	if (source_place(m->arena, m->source, n->end).line == first)
		return;
	t->items = arena_grow(m->arena, t->items, t->count, &t->room, sizeof *t->items);
	t->items[t->count++] = (struct long_text){
		n->start, n->end, n->style == STYLE_LITERAL || n->style == STYLE_FOLDED};
}

// The one that a byte stands inside of; NULL: none.
static const struct long_text *long_text_at(const struct long_texts *t, uint32_t at)
{
	size_t low = 0, high = t->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (t->items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->count && t->items[low].start < at ? &t->items[low] : NULL;
}

static uint32_t line_start(const struct adder *m, uint32_t line)
{
	return m->source->lines[line - 1];
}

static uint32_t first_content(const struct adder *m)
{
	uint32_t line = 1;

	for (; line < m->source->line_count; line++) {
		struct str text = source_line(m->arena, m->source, line);
		size_t at = 0;
		while (at < text.len && strchr(" \t\r", text.at[at]))
			at++;
		if (at < text.len && text.at[at] != '#')
			break;
	}
	return line;
}

static void add_comment(struct adder *m, uint64_t key, const char *saying)
{
	uint32_t line = (uint32_t)(key >> 1), start = line_start(m, line);
	struct str text = source_line(m->arena, m->source, line);
	const char *word = key & LINE_AND_BELOW ? "ignore-block" : "ignore";
	bool has_return = text.len && text.at[text.len - 1] == '\r';
	size_t indent = 0;
	struct edit edit = {start, start, {0}};

	if (line <= m->first_content) {
		edit.start = (uint32_t)(text.at - m->source->text.at) + (uint32_t)text.len -
		             has_return;
		edit.end = edit.start;
		edit.text = str_of(arena_printf(m->arena, "   # orgc: %s %s", word, saying));
	} else {
		while (indent < text.len && text.at[indent] == ' ')
			indent++;
		has_return |= start > 1 && str_ends(str_slice(m->source->text, 0, start), "\r\n");
		edit.text = str_of(arena_printf(m->arena, "%.*s# orgc: %s %s%s", (int)indent,
		                                text.at, word, saying, has_return ? "\r\n" : "\n"));
	}
	add_edit(m, edit);
}

static void add_comments(struct adder *m)
{
	struct place_of_ignore *places = arena_array(m->arena, struct place_of_ignore, m->count);
	struct long_texts texts = {0};

	source_place(m->arena, m->source, 0);
	m->first_content = first_content(m);
	find_long_texts(m, m->doc->root, &texts);
	for (size_t i = 0; i < m->count; i++) {
		uint32_t line = source_place(m->arena, m->source, m->diags[i]->start).line;
		const struct long_text *text = long_text_at(&texts, line_start(m, line));

		if (text)
			line = source_place(m->arena, m->source, text->start).line;
		places[i] = (struct place_of_ignore){
			(uint64_t)line << 1 | (text ? LINE_AND_BELOW : LINE_ITSELF), i};
	}
	each_ignore(m, places, m->count, add_comment);
}

// --- Metadata ---

static struct node *text_node(struct arena *a, const char *text)
{
	return node_scalar(a, str_of(text), STYLE_DOUBLE);
}

// Of the template, or, of the resource with this number, counted from 1.
static void add_metadata(struct adder *m, uint64_t key, const char *saying)
{
	struct node *list = node_seq(m->arena), *orgc = node_map(m->arena);
	struct node *all = node_map(m->arena), *item = text_node(m->arena, saying);
	const struct node *owner = key ? m->resources[key - 1]->next : m->doc->root;
	const struct node *metadata = node_get(owner, "Metadata"), *old = node_get(metadata, "orgc");
	struct edit edit;
	bool added;

	if (node_get(old, "ignore")) {
		added = edit_add_item(m->doc, m->arena, node_get(old, "ignore"), item, &edit);
	} else {
		node_append(list, item);
		node_set(m->arena, orgc, "ignore", list);
		node_set(m->arena, all, "orgc", orgc);
		added = old      ? edit_add_pair(m->doc, m->arena, old, NULL, "ignore", list, &edit)
		        : metadata ? edit_add_pair(m->doc, m->arena, metadata, NULL, "orgc", orgc,
		                                   &edit)
		                   : edit_add_pair(m->doc, m->arena, owner, NULL, "Metadata", all,
		                                   &edit);
	}
	if (added)
		add_edit(m, edit);
}

static void find_resources(struct adder *m)
{
	const struct node *all = node_get(m->doc->root, "Resources");

	if (!node_is_map(all))
		return;
	m->resources = arena_array(m->arena, const struct node *, all->len);
	node_each_pair(all, name)
		if (node_is_map(name->next))
			m->resources[m->resource_count++] = name;
}

// The number of the resource that holds a byte; 0: none does.
static size_t resource_at(const struct adder *m, uint32_t at)
{
	size_t low = 0, high = m->resource_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (m->resources[middle]->start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low && at < m->resources[low - 1]->next->end ? low : 0;
}

static void add_all_metadata(struct adder *m)
{
	struct place_of_ignore *places = arena_array(m->arena, struct place_of_ignore, m->count);

	find_resources(m);
	for (size_t i = 0; i < m->count; i++)
		places[i] = (struct place_of_ignore){resource_at(m, m->diags[i]->start), i};
	each_ignore(m, places, m->count, add_metadata);
}

// --- what came of it ---

// Whether `now` says what it said before, but for ignores.
static bool means_the_same(const struct adder *m, const struct doc *now)
{
	if (!now->root || now->root->flags & NODE_JSON)
		return now->root;
	return node_same(m->doc->root, now->root);
}

static void check(struct adder *m, struct str text, bool *taken)
{
	struct diags unseen = {.arena = m->arena};
	struct source *source = source_new(m->arena, m->source->name, text);
	struct doc *now = doc_read(m->arena, source, SYNTAX_GUESS, template_tags, &unseen);
	struct ignores g;
	size_t passed = 0;
	uint32_t added = 0;

	if (!means_the_same(m, now))
		return;
	g = ignores_read(m->arena, source, now, today_number());
	for (size_t i = 0; i < m->count; i++) {
		struct diag d = *m->diags[i];
		for (; passed < m->edit_count && m->edits[passed].start <= d.start; passed++)
			added += (uint32_t)m->edits[passed].text.len -
			         (m->edits[passed].end - m->edits[passed].start);
		d.source = source;
		d.start += added;
		taken[i] = ignores_take(m->arena, &g, &d);
	}
}

struct str ignores_add(struct arena *a, struct source *source,
                       const struct diag *const *diags, size_t count, struct str reason,
                       bool *taken)
{
	struct diags unseen = {.arena = a};
	struct adder m = {.arena = a, .source = source, .diags = diags, .count = count,
	                  .reason = reason};
	struct str text;

	for (size_t i = 0; i < count; i++)
		taken[i] = false;
	m.doc = doc_read(a, source, SYNTAX_GUESS, template_tags, &unseen);
	if (!m.doc->root || diags_count(&unseen, SEV_ERROR))
		return source->text;
	// What is all in brackets was meant to be JSON, even if it is none.
	if (m.doc->root->style != STYLE_FLOW)
		add_comments(&m);
	else if (m.doc->root->flags & NODE_JSON && document_kind(m.doc) == DOC_TEMPLATE)
		add_all_metadata(&m);
	text = edited(&m);
	check(&m, text, taken);
	for (size_t i = 0; i < count; i++)
		if (taken[i])
			return text;
	return source->text;
}

bool ignore_reason_fits(struct str reason)
{
	struct arena a = {0};
	struct str shown = escape(&a, OUTPUT_YAML_COMMENT, reason);
	bool fits = str_eq(shown, reason) && !str_all_of(reason, " ");

	arena_free(&a);
	return fits;
}
