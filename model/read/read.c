// Reads a file: checks its bytes, decides between JSON and YAML, and reports what both
// know.
#include "model/read/read.h"

#include <string.h>

#include "model/read/keys.h"
#include "model/limits.h"
#include "model/read/read_private.h"
#include "model/read/text_map.h"
#include "model/text/say.h"
#include "model/text/utf8.h"

// --- places and texts ---

uint32_t char_end(struct str text, uint32_t at)
{
	uint32_t code;

	return at + (uint32_t)utf8_decode(text, at, &code);
}

// Where the first character stands that is no white space.
static uint32_t text_start(struct str text)
{
	uint32_t at = bom_length(text);

	while (at < text.len && text.at[at] && strchr(" \t\r\n", text.at[at]))
		at++;
	return at;
}

// --- keys ---

void key_set_start(struct arena *a, struct key_set *set, size_t count)
{
	size_t room = 16;

	while (room < count * 2)
		room *= 2;
	if (set->capacity < room) {
		set->slots = arena_array(a, struct node *, room);
		set->capacity = room;
	} else {
		memset(set->slots, 0, room * sizeof *set->slots);
	}
	set->room = room;
	set->count = 0;
}

// The slot of a key, or the empty one where it belongs; NULL where neither is near.
static struct node **near_slot(const struct key_set *set, struct str text)
{
	uint64_t hash = str_hash_keyed(text, set->hash_key);

	for (size_t i = 0; i < HASH_PROBES; i++) {
		struct node **slot = &set->slots[(hash + i) & (set->room - 1)];
		if (!*slot || str_eq(node_str(*slot), text))
			return slot;
	}
	return NULL;
}

static bool copy_keys(struct key_set *set, const struct key_set *from)
{
	memset(set->slots, 0, set->room * sizeof *set->slots);
	for (size_t i = 0; i < from->room; i++) {
		struct node **slot = from->slots[i] ? near_slot(set, node_str(from->slots[i])) : NULL;
		if (from->slots[i] && !slot)
			return false;
		if (slot)
			*slot = from->slots[i];
	}
	return true;
}

static void move_keys(struct arena *a, struct key_set *set, size_t room)
{
	struct key_set old = *set;

	set->slots = arena_array(a, struct node *, room);
	set->room = set->capacity = room;
	while (!copy_keys(set, &old))
		set->hash_key++;
}

void key_set_grow(struct arena *a, struct key_set *set)
{
	if ((set->count + 1) * 2 > set->room)
		move_keys(a, set, set->room ? set->room * 2 : 16);
}

struct node **key_set_slot(struct arena *a, struct key_set *set, struct str text)
{
	struct node **slot;

	while (!(slot = near_slot(set, text))) {
		set->hash_key++;
		move_keys(a, set, set->room);
	}
	return slot;
}

bool is_merge_key(const struct node *key)
{
	return node_is_scalar(key) && key->style == STYLE_PLAIN && key->len == 2 &&
	       key->tag == TAG_NONE && node_is(key, "<<");
}

static const struct node *earlier_key(const struct node *map, const struct node *key)
{
	for (const struct node *k = map->first; k != key; k = k->next->next)
		if (k->len == key->len && k->kind == NODE_SCALAR &&
		    str_eq(node_str(k), node_str(key)))
			return k;
	return NULL;
}

static void say_duplicate(struct doc *doc, struct diags *diags, const struct node *first,
                          const struct node *again)
{
	struct diag *d = diag_node(diags, &rule_doc_duplicate_key, doc, again,
	                           "key \"%s\" stands in this map already",
	                           say_text(doc->arena, node_str(again)));

	diag_relate_node(doc->arena, d, doc, first, "first here");
}

void find_duplicate_keys(struct doc *doc, struct diags *diags, const struct node *map,
                         struct key_set *seen)
{
	enum { FEW = 8 };
	bool few = map->len <= FEW;

	if (!few)
		key_set_start(doc->arena, seen, map->len);
	node_each_pair(map, key) {
		const struct node *first;
		if (!node_is_scalar(key) || is_merge_key(key))
			continue;
		if (few) {
			first = earlier_key(map, key);
		} else {
			struct node **slot = key_set_slot(doc->arena, seen, node_str(key));
			first = *slot;
			if (!first)
				*slot = (struct node *)key;
		}
		if (first)
			say_duplicate(doc, diags, first, key);
	}
}

// --- bytes ---

static bool is_plain(unsigned char byte)
{
	return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\r' || byte == '\t';
}

// Passes over the ASCII characters that every syntax takes.
static size_t skip_plain(struct str text, size_t at)
{
	enum { BLOCK = 64 }; // a loop of fixed length without a way out becomes a few vectors

	while (text.len - at >= BLOCK) {
		const unsigned char *bytes = (const unsigned char *)text.at + at;
		unsigned char odd = 0; // outside of 0x20 to 0x7E, and no line break
		for (size_t i = 0; i < BLOCK; i++)
			odd |= ((unsigned char)(bytes[i] - 0x20) >= 0x5F) & (bytes[i] != '\n');
		if (odd)
			break;
		at += BLOCK;
	}
	while (at < text.len && is_plain((unsigned char)text.at[at]))
		at++;
	return at;
}

// Why a character cannot stand here; NULL where it can.
static const char *objection(struct str text, size_t at, uint32_t code,
                             enum syntax syntax)
{
	if (code == 0)
		return "a NUL byte stands in the text";
	if (code == 0xFEFF && at == line_start(text, (uint32_t)at))
		return "a byte order mark stands inside of the file";
	if (syntax == SYNTAX_JSON)
		return NULL;
	if (code < 0x20 || (code >= 0x7F && code < 0xA0 && code != 0x85))
		return "a control character stands in the text";
	return code == 0xFFFE || code == 0xFFFF ? "this code is no character" : NULL;
}

static bool is_utf16(struct str text)
{
	struct str head = str_slice(text, 0, 4);

	if (str_starts(head, "\xFF\xFE") || str_starts(head, "\xFE\xFF"))
		return true;
	return head.len == 4 && !head.at[0] != !head.at[1] && !head.at[0] == !head.at[2] &&
	       !head.at[1] == !head.at[3];
}

static bool check_bytes(struct doc *doc, struct diags *diags, enum syntax syntax,
                        bool *is_ascii)
{
	enum { ENOUGH = 10 };
	struct source *source = doc->sources[0];
	struct str text = source->text;
	int found = 0;

	*is_ascii = true;
	if (is_utf16(text)) {
		diag_at(diags, &rule_doc_bytes, source, 0, 0, "this file is UTF-16, not UTF-8")
			->hint = "save it as UTF-8";
		return false;
	}
	for (size_t at = bom_length(text), len; found < ENOUGH; at += len) {
		uint32_t code;
		const char *why;
		at = skip_plain(text, at);
		if (at == text.len)
			break;
		if (text.at[at] & 0x80)
			*is_ascii = false;
		len = utf8_decode(text, at, &code);
		if (len == 0) {
			diag_at(diags, &rule_doc_bytes, source, (uint32_t)at, (uint32_t)at + 1,
			        "byte 0x%02X is no part of a UTF-8 character",
			        (unsigned char)text.at[at])
				->hint = "save the file as UTF-8";
			found++;
			len = 1;
			continue;
		}
		why = objection(text, at, code, syntax);
		if (why) {
			diag_at(diags, &rule_doc_bytes, source, (uint32_t)at, (uint32_t)(at + len),
			        "%s (U+%04X)", why, code)
				->hint = "take it out";
			found++;
		}
	}
	return found == 0;
}

// --- mistakes that both syntaxes know ---

bool find_conflict_marks(struct doc *doc, struct diags *diags)
{
	struct source *source = doc->sources[0];
	bool found = false, inside = false;

	for (uint32_t at = 0, end; at < source->text.len; at = end + 1) {
		struct str line;
		bool opens, closes;
		end = line_end(source->text, at);
		line = str_slice(source->text, at, end);
		opens = str_starts(line, "<<<<<<< ");
		closes = str_starts(line, ">>>>>>> ");
		if (!opens && !closes && !(inside && str_is(line, "=======")))
			continue;
		inside = inside ? !closes : opens;
		diag_at(diags, &rule_doc_conflict, source, at, end,
		        "version control left a mark of a merge conflict here")
			->hint = "keep one of the two texts, and take the marks out";
		found = true;
	}
	return found;
}

void hint_at_curly_quotes(const struct doc *doc, struct diag *error)
{
	static const char *const quotes[] = {"\u201C", "\u201D", "\u2018", "\u2019"};
	struct str text = doc->sources[0]->text;
	struct str line = str_slice(text, line_start(text, error->start),
	                            line_end(text, error->start));

	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (str_find(line, 0, quotes[i]) >= 0)
			error->hint = "\u201C \u201D \u2018 \u2019 are letters here: "
			              "the quotes are \" and '";
}

static bool find_web_page(struct doc *doc, struct diags *diags)
{
	struct source *source = doc->sources[0];
	uint32_t at = text_start(source->text);
	struct str head = str_slice(source->text, at, at + 9);

	if (!str_eq_nocase(head, S("<!doctype")) &&
	    !str_eq_nocase(str_slice(head, 0, 5), S("<html")))
		return false;
	diag_at(diags, &rule_doc_web_page, source, at, at, "this is a web page")->hint =
		"download the raw file, not the page that shows it";
	return true;
}

// --- entry ---

static bool starts_with_bracket(struct str text)
{
	uint32_t at = text_start(text);

	return at < text.len && (text.at[at] == '{' || text.at[at] == '[');
}

static enum syntax guess(const struct source *source)
{
	struct str name = str_of(source->name);

	if (str_ends(name, ".yaml") || str_ends(name, ".yml"))
		return SYNTAX_YAML;
	return str_ends(name, ".json") || starts_with_bracket(source->text) ? SYNTAX_JSON
	                                                                    : SYNTAX_YAML;
}

static void read_as(struct doc *doc, struct diags *diags, enum syntax syntax)
{
	bool is_ascii;

	if (!check_bytes(doc, diags, syntax, &is_ascii))
		return;
	if (syntax == SYNTAX_JSON)
		read_json(doc, diags);
	else
		read_yaml(doc, diags, is_ascii);
}

// CloudFormation takes what is JSON for JSON, and tries YAML on the rest, whatever the
// name says; and YAML allows a comma after the last item, single quotes, comments. So
// where the guess was wrong, what `diags` has against YAML since `from` goes, and what it
// has against JSON becomes warnings. To YAML nearly any text is a scalar: that is no sign.
static void read_as_other(struct doc *doc, struct diags *diags, size_t from,
                          enum syntax other)
{
	struct diags found = {.arena = diags->arena};
	size_t kept = from;

	read_as(doc, &found, other);
	if (node_is_scalar(doc->root))
		doc->root = NULL;
	if (!doc->root)
		return;
	for (size_t i = from; other == SYNTAX_YAML && i < diags->count; i++)
		if (diags->items[i].rule != &rule_doc_duplicate_key) { // YAML says these again
			diags->items[kept] = diags->items[i];
			diags->items[kept++].severity = SEV_WARNING;
		}
	diags->count = kept;
	for (size_t i = 0; i < found.count; i++) {
		const struct diag *d = &found.items[i];
		*diag_at(diags, d->rule, d->source, d->start, d->end, "%s", d->message) = *d;
	}
	diags->dropped += found.dropped;
}

struct doc *doc_read(struct arena *a, struct source *source, enum syntax syntax,
                     const char *const *tags, struct diags *diags)
{
	struct doc *doc = arena_new(a, struct doc);
	bool guessed = syntax == SYNTAX_GUESS;
	size_t before = diags->count;

	doc->arena = a;
	doc->sources[doc->source_count++] = source;
	doc->tags = tags;
	doc->maps = text_maps_new(a);
	doc->keys = keys_new(a);
	if (source->text.len > LIMIT_FILE_BYTES) {
		diag_at(diags, &rule_doc_bound, source, 0, 0, "this file is larger than %d MiB",
		        LIMIT_FILE_BYTES >> 20);
		return doc;
	}
	if (find_web_page(doc, diags))
		return doc;
	if (guessed)
		syntax = guess(source);
	read_as(doc, diags, syntax);
	if (guessed && !doc->root && syntax == SYNTAX_JSON)
		read_as_other(doc, diags, before, SYNTAX_YAML);
	else if (guessed && !doc->root && starts_with_bracket(source->text))
		read_as_other(doc, diags, before, SYNTAX_JSON);
	return doc;
}

void read_without_yaml(struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].rule == &rule_doc_json)
			diags->items[i].severity = SEV_ERROR;
}

// --- comments ---

// The line before the one that starts at `start`, without its line break.
static struct str line_before(struct str text, uint32_t start, uint32_t *its_start)
{
	uint32_t end = start - 1;

	if (end > 0 && text.at[end] == '\n' && text.at[end - 1] == '\r')
		end--;
	*its_start = line_start(text, end);
	return str_slice(text, *its_start, end);
}

struct comment *comment_above(const struct doc *d, const struct node *key_or_item)
{
	struct str text = d->sources[key_or_item->src]->text;
	uint32_t start = key_or_item->start, indent;
	struct comment *first = NULL;

	// After anything but the '-' of items it is not the first on its line. Of a line that
	// holds many nodes only what is before this one is looked at.
	if ((key_or_item->flags & NODE_JSON))
		return NULL;
	while (!is_line_start(text, start) && str_all_of(str_slice(text, start - 1, start), " -?"))
		start--;
	if (!is_line_start(text, start))
		return NULL;
	start = line_start(text, start);
	indent = skip_blanks(text, start) - start;
	while (start > bom_length(text)) {
		struct str line = line_before(text, start, &start);
		size_t blanks = skip_blanks(line, 0);
		struct comment *c;
		// What is indented deeper may be a line of a block scalar.
		if (blanks == line.len || line.at[blanks] != '#' || blanks > indent)
			break;
		c = arena_new(d->arena, struct comment);
		c->text = str_slice(line, blanks, line.len);
		c->next = first;
		first = c;
	}
	return first;
}

struct str comment_after(const struct doc *d, const struct node *n)
{
	struct str text = d->sources[n->src]->text;
	bool is_block = n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
	uint32_t from = is_block ? n->start : n->end, at;

	if ((n->flags & NODE_JSON) || (n->kind != NODE_SCALAR && n->style == STYLE_BLOCK))
		return (struct str){0};
	// Before it there is a blank, and what belongs to no value; a block scalar has its
	// header there, and its line to itself.
	if (is_block)
		at = str_find_byte(str_slice(text, from, line_end(text, from)), 0, '#') + from;
	else
		for (at = from; str_all_of(str_slice(text, at, at + 1), " \t,:]}") && at < text.len;)
			at++;
	if (at <= from || at >= text.len || text.at[at] != '#' ||
	    !str_all_of(str_slice(text, at - 1, at), " \t"))
		return (struct str){0};
	return str_slice(text, at, line_end(text, at));
}
