// YAML: libyaml tells events, this makes nodes of them. There is no recursion: open
// collections stand on a stack of LIMIT_DEPTH.
#include "model/read/read_private.h"

#include <string.h>
#include <yaml.h>

#include "model/die.h"
#include "model/limits.h"
#include "model/text/say.h"
#include "model/text/utf8.h"

// A collection that has begun and not ended.
struct level {
	struct node_list list;
	struct node *key;      // MAP: the key whose value comes next; NULL: a key comes next
	struct anchor *anchor; // or NULL
	size_t size_before;    // reader.size when it began
	size_t height;         // of the highest child, and at least 1, that of a scalar
	bool has_merge;        // MAP: a key is <<
};

// A node that has a name. The name is a key node whose next is the node.
struct anchor {
	struct node name;
	size_t size;   // nodes in it and behind its own aliases; 0 while it is open
	size_t height; // 1 for a scalar, for a collection 1 more than its children have
};

struct reader {
	struct doc *doc;
	struct diags *diags;
	struct source *source;
	yaml_parser_t parser;

	// libyaml counts characters, from behind a BOM on: a place where both counts are
	// known.
	uint32_t chars, bytes;
	bool is_ascii; // then they differ by `base` everywhere
	uint32_t base; // where libyaml begins

	struct level *levels; // LIMIT_DEPTH of them
	size_t depth;
	const struct node *last;   // the last scalar, alias or bracketed collection, or NULL
	const struct node *closed; // the block collection that ended last, or NULL
	uint32_t last_end;         // behind all that was read

	struct key_set anchors; // the names of struct anchor
	struct key_set scratch;
	size_t size;    // nodes so far, those behind aliases counted
	size_t aliased; // of these, the ones behind aliases
	bool failed;    // no tree comes of this
	bool stopped;   // nothing more is read
};

// --- places ---

static bool eight_ascii(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return !(word & 0x8080808080808080u);
}

// Marks come nearly in order, so walking from the last one is linear.
static uint32_t byte_of(struct reader *r, size_t chars)
{
	struct str text = r->source->text;
	uint32_t at = r->bytes, left;

	if (r->is_ascii)
		return r->base + (uint32_t)chars;
	if (chars < r->chars) {
		for (left = r->chars - (uint32_t)chars; left > 0; left--)
			do
				at--;
			while (!!utf8_continues(text.at[at]));
	} else {
		left = (uint32_t)chars - r->chars;
		while (left > 0 && at < text.len) {
			if (left >= 8 && text.len - at >= 8 && eight_ascii(text.at + at)) {
				at += 8;
				left -= 8;
				continue;
			}
			do
				at++;
			while (at < text.len && !!utf8_continues(text.at[at]));
			left--;
		}
	}
	r->chars = (uint32_t)chars;
	r->bytes = at;
	return at;
}

// --- nodes ---

static struct node *new_node(struct reader *r, enum node_kind kind, enum node_style style,
                             uint32_t start, uint32_t end)
{
	struct node *n = arena_new(r->doc->arena, struct node);

	n->kind = kind;
	n->style = style;
	n->start = start;
	n->end = end;
	r->size++;
	return n;
}

static unsigned tag_of(struct reader *r, const struct node *n, const yaml_char_t *name)
{
	static const char standard[] = "tag:yaml.org,2002:";
	static const char *const refused[] = {"binary", "omap", "pairs", "set", "timestamp"};
	const char *tag = (const char *)name;
	const char *const *tags = r->doc->tags;

	if (strcmp(tag, "!") == 0)
		return TAG_NONE;
	for (unsigned i = 1; tags[i]; i++)
		if (strcmp(tags[i], tag) == 0)
			return i;
	if (strncmp(tag, standard, sizeof standard - 1) != 0)
		return TAG_OTHER;
	tag += sizeof standard - 1;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (strcmp(tag, refused[i]) == 0) {
			diag_node(r->diags, &rule_doc_type_tag, r->doc, n,
			          "CloudFormation does not support the tag !!%s", tag);
			return TAG_OTHER;
		}
	return TAG_NONE;
}

static struct anchor *add_anchor(struct reader *r, const yaml_char_t *name,
                                 struct node *n)
{
	struct anchor *anchor;
	struct node **slot;
	struct str text = str_of((const char *)name);

	anchor = arena_new(r->doc->arena, struct anchor);
	key_set_grow(r->doc->arena, &r->anchors);
	slot = key_set_slot(r->doc->arena, &r->anchors, text);
	r->anchors.count += !*slot;
	text = arena_copy(r->doc->arena, text);
	anchor->name = (struct node){.text = text.at, .len = (uint32_t)text.len, .next = n};
	anchor->height = 1;
	*slot = &anchor->name;
	return anchor;
}

// Whether an empty plain scalar is all there is: YAML 1.1 takes it for null.
static bool is_absent(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->style == STYLE_PLAIN && n->len == 0;
}

static void check_key(struct reader *r, const struct node *key)
{
	struct str before = str_slice(r->source->text, 0, key->start + 1);

	if (node_is_map(key) && str_ends(before, "{{"))
		diag_at(r->diags, &rule_doc_unquoted, r->source, key->start - 1, key->end,
		        "a value that begins with {{ must stand in quotes")
			->hint = "to YAML {{ is a map whose key is a map";
	else if (!node_is_scalar(key))
		diag_node(r->diags, &rule_doc_key, r->doc, key, "a %s cannot be a key",
		          node_is_map(key) ? "map" : "list");
	else if (key->tag != TAG_NONE)
		diag_node(r->diags, &rule_doc_key, r->doc, key, "a key cannot have a tag");
	else if (is_absent(key))
		diag_node(r->diags, &rule_doc_key, r->doc, key, "no key stands before this ':'");
}

// Hangs a finished scalar or a starting collection into the tree.
static void attach(struct reader *r, struct node *n)
{
	struct level *top;
	struct node *key;

	if (r->depth == 0) {
		r->doc->root = n;
		return;
	}
	top = &r->levels[r->depth - 1];
	if (top->list.parent->kind == NODE_SEQ) {
		node_list_add(&top->list, n);
	} else if (!top->key) {
		top->key = n;
	} else {
		key = top->key;
		top->key = NULL;
		node_list_pair(&top->list, key, n);
		if (key->kind != NODE_SCALAR || key->tag || key->len == 0)
			check_key(r, key);
		else if (is_merge_key(key))
			top->has_merge = true;
	}
}

// --- aliases and merges ---

// Adds what stands behind an alias once more; false past the bound.
static bool count_aliased(struct reader *r, size_t nodes, uint32_t at)
{
	r->size += nodes;
	r->aliased += nodes;
	if (r->aliased <= LIMIT_ALIAS_NODES)
		return true;
	if (!r->stopped)
		diag_at(r->diags, &rule_doc_bound, r->source, at, at,
		        "aliases make this file larger than %d nodes", LIMIT_ALIAS_NODES);
	r->failed = r->stopped = true;
	return false;
}

// Copies the pairs of a map whose keys are not there yet.
static void merge_map(struct reader *r, struct node_list *list, const struct node *from)
{
	for (struct node *key = from->first; key; key = key->next->next) {
		struct node **slot, *copy, *value;
		if (!node_is_scalar(key))
			continue;
		if (!count_aliased(r, 2, key->start))
			return;
		key_set_grow(r->doc->arena, &r->scratch);
		slot = key_set_slot(r->doc->arena, &r->scratch, node_str(key));
		if (*slot)
			continue;
		copy = node_copy(r->doc->arena, key);
		value = node_copy(r->doc->arena, key->next);
		copy->flags |= NODE_SHARED;
		value->flags |= NODE_SHARED;
		*slot = copy;
		r->scratch.count++;
		node_list_pair(list, copy, value);
	}
}

static bool merge_value(struct reader *r, struct node_list *list,
                        const struct node *value)
{
	if (node_is_map(value)) {
		merge_map(r, list, value);
		return true;
	}
	if (!node_is_seq(value))
		return false;
	node_each(value, item)
		if (!node_is_map(item))
			return false;
	node_each(value, item)
		merge_map(r, list, item);
	return true;
}

// What YAML 1.1 does with <<: the pairs of the maps it names come in, except those whose
// key is there already; the earlier map wins.
static void resolve_merges(struct reader *r, struct node *map)
{
	struct node *key = map->first, *next;
	struct node_list list;

	key_set_start(r->doc->arena, &r->scratch, map->len);
	node_each_pair(map, k)
		if (node_is_scalar(k) && !is_merge_key(k)) {
			*key_set_slot(r->doc->arena, &r->scratch, node_str(k)) = (struct node *)k;
			r->scratch.count++;
		}
	map->first = NULL;
	map->len = 0;
	list = node_list_of(map);
	for (; key; key = next) {
		next = key->next->next;
		if (is_merge_key(key)) {
			diag_node(r->diags, &rule_doc_merge, r->doc, key,
			          "CloudFormation does not support merging with <<");
			if (merge_value(r, &list, key->next))
				continue;
			if (!is_absent(key->next))
				diag_node(r->diags, &rule_doc_merge_value, r->doc, key->next,
				          "the value of << must be a map or a list of maps");
		}
		node_list_pair(&list, key, key->next);
	}
}

// --- events ---

static enum node_style scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return STYLE_FOLDED;
	default:
		return STYLE_PLAIN;
	}
}

// The end of the line whose line break ends at `end`.
static uint32_t drop_break(struct str text, uint32_t end)
{
	if (end > 0 && text.at[end - 1] == '\n')
		end--;
	if (end > 0 && text.at[end - 1] == '\r')
		end--;
	return end;
}

// Whether the last line of a text, but for its break, holds blanks and nothing else.
static bool ends_in_blanks(struct str text)
{
	size_t end = text.len, at;

	if (end > 0 && text.at[end - 1] == '\n')
		end--;
	for (at = end; at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t');)
		at--;
	return at < end && (at == 0 || text.at[at - 1] == '\n');
}

// A block scalar ends where its last line does, before the line break. Blank lines behind
// it are not its own, except where |+ keeps them.
static uint32_t block_end(struct str text, uint32_t start, uint32_t end, struct str value)
{
	bool keeps = str_ends(value, "\n\n") || str_is(value, "\n");
	bool in_blanks = ends_in_blanks(value);
	uint32_t line = drop_break(text, end), blank;

	for (;;) {
		blank = line;
		while (blank > start && (text.at[blank - 1] == ' ' || text.at[blank - 1] == '\t'))
			blank--;
		if (keeps || (in_blanks && blank < line) || blank <= start ||
		    (text.at[blank - 1] != '\n' && text.at[blank - 1] != '\r'))
			return line;
		line = drop_break(text, blank);
	}
}

// Whether `bytes`, the last of a scalar but for a closing quote, are its text.
static bool is_verbatim(const struct node *n, const char *bytes, struct str value)
{
	if (n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE) {
		char quote = n->style == STYLE_SINGLE ? '\'' : '"';
		// Behind the opening quote, not the first of two that stand for one.
		if (bytes[-1] != quote || memchr(value.at, quote, value.len))
			return false;
	}
	return memcmp(bytes, value.at, value.len) == 0;
}

static void set_text(struct reader *r, struct node *n, struct str value, bool on_one_line)
{
	size_t quote = n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE;
	bool fits = n->end - n->start >= value.len + 2 * quote;

	if (value.len == 0)
		return;
	n->len = (uint32_t)value.len;
	if (fits) {
		n->text = r->source->text.at + n->end - quote - value.len;
		if ((on_one_line && n->style == STYLE_PLAIN) || is_verbatim(n, n->text, value))
			return;
	}
	n->text = arena_copy(r->doc->arena, value).at;
	n->flags |= NODE_DECODED;
}

// Where what is not there would stand, given libyaml's mark: behind the ':', '-' or '?'
// that announces it, else behind the last thing there is.
static uint32_t empty_place(const struct reader *r, uint32_t mark)
{
	struct str text = r->source->text;
	uint32_t at = r->last_end, behind = at;

	if (mark > at && strchr(":-?", text.at[mark - 1]))
		return mark;
	while (at < mark && strchr(" \t\r\n?#", text.at[at])) {
		if (text.at[at] == '#') {
			at = line_end(text, at);
		} else {
			at++;
			if (text.at[at - 1] == '?')
				behind = at;
		}
	}
	return at < mark && text.at[at] == ':' ? at + 1 : behind;
}

static void take_scalar(struct reader *r, const yaml_event_t *e)
{
	struct str value = {(const char *)e->data.scalar.value, e->data.scalar.length};
	enum node_style style = scalar_style(e->data.scalar.style);
	uint32_t start = byte_of(r, e->start_mark.index);
	uint32_t end = byte_of(r, e->end_mark.index);
	struct node *n;

	if (style == STYLE_LITERAL || style == STYLE_FOLDED)
		end = block_end(r->source->text, start, end, value);
	if (start == end)
		start = end = empty_place(r, start);
	n = new_node(r, NODE_SCALAR, style, start, end);
	if (e->data.scalar.tag)
		n->tag = tag_of(r, n, e->data.scalar.tag);
	set_text(r, n, value, e->start_mark.line == e->end_mark.line);
	if (e->data.scalar.anchor)
		add_anchor(r, e->data.scalar.anchor, n)->size = 1;
	r->last = n;
	r->last_end = end;
	attach(r, n);
}

static void say_too_deep(struct reader *r, uint32_t at)
{
	diag_at(r->diags, &rule_doc_bound, r->source, at, at,
	        "maps and lists are nested more than %d deep", LIMIT_DEPTH);
	r->failed = r->stopped = true;
}

static void take_start(struct reader *r, const yaml_event_t *e)
{
	bool is_map = e->type == YAML_MAPPING_START_EVENT;
	bool is_flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
	                      : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	const yaml_char_t *tag = is_map ? e->data.mapping_start.tag
	                                : e->data.sequence_start.tag;
	const yaml_char_t *name = is_map ? e->data.mapping_start.anchor
	                                 : e->data.sequence_start.anchor;
	uint32_t start = byte_of(r, e->start_mark.index);
	uint32_t end = byte_of(r, e->end_mark.index);
	struct level *level;
	struct node *n;

	if (r->depth == LIMIT_DEPTH) {
		say_too_deep(r, start);
		return;
	}
	n = new_node(r, is_map ? NODE_MAP : NODE_SEQ, is_flow ? STYLE_FLOW : STYLE_BLOCK,
	             start, end);
	if (tag)
		n->tag = tag_of(r, n, tag);
	r->last_end = end;
	attach(r, n);
	level = &r->levels[r->depth++];
	*level = (struct level){
		.list = node_list_of(n),
		.size_before = r->size - 1,
		.height = 1,
	};
	if (name)
		level->anchor = add_anchor(r, name, n);
}

static void take_end(struct reader *r, const yaml_event_t *e)
{
	struct level *level = &r->levels[--r->depth];
	struct node *n = level->list.parent;

	if (n->style == STYLE_BLOCK) {
		r->closed = n;
	} else if (e->start_mark.index < e->end_mark.index) { // not the "a: b" of [a: b]
		r->last = n;
		r->last_end = byte_of(r, e->end_mark.index);
	}
	n->end = r->last_end;
	if (r->depth && level[-1].height < level->height + 1)
		level[-1].height = level->height + 1;
	if (n->kind == NODE_MAP) {
		find_duplicate_keys(r->doc, r->diags, n, &r->scratch);
		if (level->has_merge)
			resolve_merges(r, n);
	}
	if (level->anchor) {
		level->anchor->size = r->size - level->size_before;
		level->anchor->height = level->height + 1;
	}
}

// Marks all that stands under a node that an alias names; what is marked already is
// passed over, so every node is met once.
static void share(struct node *n)
{
	struct node *path[LIMIT_DEPTH];
	size_t depth = 0;

	for (;;) {
		bool fresh = !(n->flags & NODE_SHARED);
		n->flags |= NODE_SHARED;
		if (fresh && n->kind != NODE_SCALAR && n->first) {
			path[depth++] = n;
			n = n->first;
			continue;
		}
		while (depth > 0 && !n->next)
			n = path[--depth];
		if (depth == 0)
			return;
		n = n->next;
	}
}

static void say_no_anchor(struct reader *r, const char *name, bool inside, uint32_t start,
                          uint32_t end)
{
	const char *text = say_text(r->doc->arena, str_of(name));
	struct diag *d;

	if (inside)
		d = diag_at(r->diags, &rule_doc_anchor, r->source, start, end,
		            "*%s stands inside of what it names", text);
	else
		d = diag_at(r->diags, &rule_doc_anchor, r->source, start, end,
		            "*%s names nothing: there is no &%s before it", text, text);
	d->hint = "a text that begins with * must stand in quotes";
	r->failed = true;
	attach(r, new_node(r, NODE_SCALAR, STYLE_PLAIN, start, end));
	r->last_end = end;
}

static void take_alias(struct reader *r, const yaml_event_t *e)
{
	const char *name = (const char *)e->data.alias.anchor;
	uint32_t start = byte_of(r, e->start_mark.index);
	uint32_t end = byte_of(r, e->end_mark.index);
	struct anchor *anchor = NULL;
	struct node *n;

	if (r->anchors.room)
		anchor = (struct anchor *)*key_set_slot(r->doc->arena, &r->anchors, str_of(name));
	if (!anchor || anchor->size == 0) {
		say_no_anchor(r, name, anchor, start, end);
		return;
	}
	if (r->depth + anchor->height > LIMIT_DEPTH + 1) {
		say_too_deep(r, start);
		return;
	}
	if (!count_aliased(r, anchor->size, start))
		return;
	n = anchor->name.next;
	if (!(n->flags & NODE_SHARED))
		share(n);
	n = node_copy(r->doc->arena, n);
	n->start = start;
	n->end = r->last_end = end;
	r->last = n;
	diag_node(r->diags, &rule_doc_alias, r->doc, n,
	          "CloudFormation does not take aliases such as *%s",
	          say_text(r->doc->arena, str_of(name)))
		->hint = "write out what it stands for";
	attach(r, n);
	if (r->depth && r->levels[r->depth - 1].height < anchor->height)
		r->levels[r->depth - 1].height = anchor->height;
}

// Gives false when nothing more is wanted.
static bool take(struct reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (r->doc->root) {
			r->doc->second = byte_of(r, e->start_mark.index);
			diag_at(r->diags, &rule_doc_second, r->source, r->doc->second,
			        byte_of(r, e->end_mark.index), "a second document begins here")
				->hint = "only the first is read: put each into a file of its own";
			return false;
		}
		r->last_end = byte_of(r, e->end_mark.index);
		return true;
	case YAML_SCALAR_EVENT:
		take_scalar(r, e);
		break;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		take_start(r, e);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		take_end(r, e);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(r, e);
		break;
	case YAML_STREAM_END_EVENT:
		return false;
	default:
		break;
	}
	return !r->stopped;
}

static void say_syntax_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct yaml_error e = {
		.problem = p->problem,
		.context = p->context,
		.at = byte_of(r, p->problem_mark.index),
		.before = r->last,
		.open = r->depth ? r->levels[r->depth - 1].list.parent : NULL,
		.closed = r->closed,
	};

	e.since = p->context ? byte_of(r, p->context_mark.index) : e.at;
	explain_yaml_error(r->doc, r->diags, &e);
	r->failed = true;
}

// libyaml compares each %TAG line with all before it, and does so before it tells of any.
static bool check_directives(struct reader *r)
{
	struct str text = r->source->text;
	int count = 0;

	for (ptrdiff_t at = 0; (at = str_find(text, (size_t)at, "%TAG")) >= 0; at++) {
		struct str before = str_slice(text, 0, (size_t)at);
		// A line may end in NEL, LS or PS too.
		if (before.len > bom_length(text) && !str_ends(before, "\n") &&
		    !str_ends(before, "\r") && !str_ends(before, "\xC2\x85") &&
		    !str_ends(before, "\u2028") && !str_ends(before, "\u2029"))
			continue;
		if (++count <= LIMIT_YAML_DIRECTIVES)
			continue;
		diag_at(r->diags, &rule_doc_bound, r->source, (uint32_t)at, (uint32_t)at + 4,
		        "this file has more than %d lines that begin with %%TAG",
		        LIMIT_YAML_DIRECTIVES);
		return false;
	}
	return true;
}

static void read_events(struct reader *r)
{
	bool more = true;

	while (more) {
		yaml_event_t event;
		if (yaml_parser_parse(&r->parser, &event)) {
			more = take(r, &event);
			yaml_event_delete(&event);
		} else if (r->parser.error == YAML_MEMORY_ERROR) {
			die("out of memory");
		} else {
			say_syntax_error(r);
			more = false;
		}
	}
}

void read_yaml(struct doc *doc, struct diags *diags, bool is_ascii)
{
	struct level levels[LIMIT_DEPTH];
	struct reader r = {
		.doc = doc,
		.diags = diags,
		.source = doc->sources[0],
		.is_ascii = is_ascii,
		.bytes = bom_length(doc->sources[0]->text),
		.levels = levels,
	};
	struct str text = str_slice(r.source->text, r.bytes, r.source->text.len);

	r.base = r.last_end = r.bytes;
	if (text.len == 0 || !check_directives(&r))
		return;
	if (!yaml_parser_initialize(&r.parser))
		die("out of memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.at, text.len);
	read_events(&r);
	yaml_parser_delete(&r.parser);
	if (r.failed)
		doc->root = NULL;
}
