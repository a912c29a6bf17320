// Reads "orgc: ignore" of files and holds findings against it.
#define _POSIX_C_SOURCE 200809L
#include "lint/decide/ignore.h"

#include <stdlib.h>
#include <time.h>

#include "model/limits.h"

// --- words ---

// Takes a word off `rest`; empty at its end.
static struct str take_word(struct str *rest)
{
	size_t from = 0, to;

	while (from < rest->len && strchr(" \t", rest->at[from]))
		from++;
	to = from;
	while (to < rest->len && !strchr(" \t", rest->at[to]))
		to++;
	struct str word = str_slice(*rest, from, to);
	*rest = str_slice(*rest, to, rest->len);
	return word;
}

unsigned date_number(struct str s)
{
	unsigned number = 0;

	if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		if (i == 4 || i == 7)
			continue;
		if (s.at[i] < '0' || s.at[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(s.at[i] - '0');
	}
	return number;
}

unsigned ignore_until(struct str *reason)
{
	struct str after = *reason;
	unsigned date = 0;

	if (str_is(take_word(&after), "until"))
		date = date_number(take_word(&after));
	if (date)
		*reason = after;
	return date;
}

// What stands after the names: a date and a reason.
static void read_rest(struct ignore *g, struct str rest)
{
	g->until = ignore_until(&rest);
	g->has_reason = take_word(&rest).len > 0;
}

static void add(struct arena *a, struct ignores *g, struct ignore one)
{
	if (g->count == LIMIT_IGNORES)
		return;
	g->items = arena_grow(a, g->items, g->count, &g->room, sizeof *g->items);
	g->items[g->count++] = one;
}

// "TRU001,CFN002 until 2027-06-30 the reason", a run of bytes of the file; `like` says for
// which lines.
static void add_names(struct arena *a, struct ignores *g, struct str text,
                      struct ignore like)
{
	struct str rest = text, names = take_word(&rest);
	const char *base = g->source->text.at;

	while (names.len && names.at[names.len - 1] == ',') {
		struct str more = take_word(&rest);
		if (!more.len)
			break;
		names.len = (size_t)(more.at + more.len - names.at);
	}
	read_rest(&like, rest);
	for (size_t at = 0, to; at < names.len; at = to + 1) {
		to = at;
		while (to < names.len && !strchr(", \t", names.at[to]))
			to++;
		if (to == at)
			continue;
		like.name = str_slice(names, at, to);
		like.start = (uint32_t)(like.name.at - base);
		like.end = like.start + (uint32_t)like.name.len;
		add(a, g, like);
	}
}

// --- comments ---

static size_t indent_of(struct str line)
{
	size_t i = 0;

	while (i < line.len && line.at[i] == ' ')
		i++;
	return i;
}

static bool is_blank(struct str line)
{
	return str_all_of(line, " \t\r");
}

static bool is_comment(struct str line)
{
	size_t indent = indent_of(line);

	return indent < line.len && line.at[indent] == '#';
}

// What is known of the lines of a file, so that many comments ask no line twice.
struct lines {
	struct arena *arena;
	struct source *source;
	uint32_t *next;        // next[i]: the first line from i on that is content
	uint32_t first, last;  // the block that was asked for last
};

static struct str line_at(const struct lines *l, uint32_t number)
{
	return source_line(l->arena, l->source, number);
}

static struct lines lines_of(struct arena *a, struct source *source)
{
	struct lines l = {.arena = a, .source = source};
	uint32_t count = source->line_count;

	l.next = arena_array(a, uint32_t, count + 2);
	l.next[count + 1] = count + 1;
	for (uint32_t i = count; i > 0; i--) {
		struct str line = line_at(&l, i);
		l.next[i] = is_blank(line) || is_comment(line) ? l.next[i + 1] : i;
	}
	return l;
}

static uint32_t next_content(const struct lines *l, uint32_t number)
{
	uint32_t count = l->source->line_count;

	return number <= count ? l->next[number] : count + 1;
}

// The last line of what is indented below line `first`. The items of a list may stand
// right below the key that has them.
static uint32_t block_end(struct lines *l, uint32_t first)
{
	struct str line = line_at(l, first);
	size_t indent = indent_of(line), deeper;
	bool is_item = str_starts(str_slice(line, indent, line.len), "-");
	uint32_t i;

	if (l->first == first)
		return l->last;
	l->first = l->last = first;
	for (i = next_content(l, first + 1); i <= l->source->line_count;
	     i = next_content(l, i + 1)) {
		line = line_at(l, i);
		deeper = indent_of(line);
		if (deeper < indent ||
		    (deeper == indent &&
		     (is_item || !str_starts(str_slice(line, deeper, line.len), "- "))))
			break;
		l->last = i;
	}
	return l->last;
}

// Bytes that hold the comment and, where it has the line for itself, all of that line.
static void set_extent(struct ignore *g, struct source *s, struct str line, size_t hash)
{
	size_t from = (size_t)(line.at - s->text.at), at = from + hash;

	while (at > from && strchr(" \t", s->text.at[at - 1]))
		at--;
	g->line_start = (uint32_t)at;
	g->line_end = (uint32_t)(from + line.len);
	if (at == from && g->line_end < s->text.len)
		g->line_end += s->text.at[g->line_end] == '\r' ? 2 : 1;
	if (g->line_end > s->text.len)
		g->line_end = (uint32_t)s->text.len;
}

static void read_comment(struct lines *l, struct ignores *g, uint32_t number,
                         struct str line, size_t hash)
{
	struct str rest = str_slice(line, hash + 1, line.len), word;
	struct ignore like = {.first = number, .last = number};
	bool is_alone = str_all_of(str_slice(line, 0, hash), " \t"), is_block;

	if (!str_is(take_word(&rest), "orgc:"))
		return;
	word = take_word(&rest);
	is_block = str_is(word, "ignore-block");
	if (!is_block && !str_is(word, "ignore"))
		return;
	set_extent(&like, g->source, line, hash);
	if (is_alone && !is_block && next_content(l, 1) > number) {
		like.first = 1;
		like.last = UINT32_MAX;
	} else {
		if (is_alone)
			like.first = like.last = next_content(l, number);
		if (is_block && like.first <= g->source->line_count)
			like.last = block_end(l, like.first);
	}
	if (rest.len && rest.at[rest.len - 1] == '\r')
		rest.len--;
	add_names(l->arena, g, rest, like);
}

static void read_comments(struct arena *a, struct ignores *g)
{
	struct str text = g->source->text;
	struct lines l = lines_of(a, g->source);
	ptrdiff_t at = 0;

	while (g->count < LIMIT_IGNORES && (at = str_find(text, (size_t)at, "orgc:")) >= 0) {
		uint32_t number = source_place(a, g->source, (uint32_t)at).line;
		struct str line = line_at(&l, number);
		size_t column = (size_t)(text.at + at - line.at), hash = column;
		while (hash > 0 && strchr(" \t", line.at[hash - 1]))
			hash--;
		if (hash > 0 && line.at[hash - 1] == '#' &&
		    (hash == 1 || strchr(" \t", line.at[hash - 2])))
			read_comment(&l, g, number, line, hash - 1);
		at += (ptrdiff_t)strlen("orgc:");
	}
}

// --- Metadata ---

static void read_metadata(struct arena *a, struct ignores *g, const struct doc *doc,
                          const struct node *metadata, struct ignore like)
{
	const struct node *list = node_get(node_get(metadata, "orgc"), "ignore");

	node_each(list, item) {
		struct str text = node_source_text(doc, item);
		if (!node_is_scalar(item) || doc->sources[item->src] != g->source)
			continue;
		if (text.len > 1 && strchr("\"'", text.at[0]))
			text = str_slice(text, 1, text.len - 1);
		like.line_start = like.line_end = 0;
		add_names(a, g, text, like);
	}
}

static void read_all_metadata(struct arena *a, struct ignores *g, const struct doc *doc)
{
	struct ignore like = {.first = 1, .last = UINT32_MAX};

	read_metadata(a, g, doc, node_get(doc->root, "Metadata"), like);
	node_each_pair(node_get(doc->root, "Resources"), name) {
		const struct node *resource = name->next;
		const struct node *metadata = node_get(resource, "Metadata");
		if (!metadata)
			continue;
		like.first = source_place(a, g->source, name->start).line;
		like.last = source_place(a, g->source, resource->end).line;
		read_metadata(a, g, doc, metadata, like);
	}
}

struct ignores ignores_read(struct arena *a, struct source *source, const struct doc *doc,
                            unsigned today)
{
	struct ignores g = {.source = source, .today = today};

	if (str_find(source->text, 0, "orgc") < 0)
		return g;
	source_place(a, source, 0);
	if (!doc || !doc->root || !(doc->root->flags & NODE_JSON))
		read_comments(a, &g);
	if (doc && node_is_map(doc->root))
		read_all_metadata(a, &g, doc);
	return g;
}

// --- findings ---

bool rule_is_called(const struct rule *rule, struct str name)
{
	size_t letters = 0;

	if (str_eq_nocase(name, str_of(rule->id)) || str_is(name, rule->name))
		return true;
	while (char_is_letter(rule->id[letters]))
		letters++;
	return str_eq_nocase(name, (struct str){rule->id, letters});
}

static bool has_expired(const struct ignores *g, const struct ignore *one)
{
	return one->until && one->until < g->today;
}

bool ignores_take(struct arena *a, struct ignores *g, const struct diag *d)
{
	bool taken = false;
	uint32_t line;

	// A file that is in the run and named by an org.yaml of it was read twice.
	if (!g->count || !d->source || is_ignore_rule(d->rule) ||
	    (d->source != g->source && strcmp(d->source->name, g->source->name) != 0))
		return false;
	line = source_place(a, g->source, d->start).line;
	for (size_t i = 0; i < g->count; i++) {
		struct ignore *one = &g->items[i];
		if (line < one->first || line > one->last || has_expired(g, one) ||
		    !rule_is_called(d->rule, one->name))
			continue;
		one->used = taken = true;
	}
	return taken;
}

unsigned today_number(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = fixed && *fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);
	struct tm tm;

	if (!gmtime_r(&now, &tm))
		return 0;
	return (unsigned)(tm.tm_year + 1900) * 10000 + (unsigned)(tm.tm_mon + 1) * 100 +
	       (unsigned)tm.tm_mday;
}
