// YAML: libyaml tells events, this makes nodes of them. There is no recursion: open
// collections stand on a stack of LIMIT_DEPTH.
#include <string.h>

#include "model/die.h"
#include "model/limits.h"
#include "model/read/yaml_reader.h"
#include "model/text/utf8.h"

// --- places ---

static bool eight_ascii(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return !(word & 0x8080808080808080u);
}

// Marks come nearly in order, so walking from the last one is linear.
uint32_t yaml_byte_of(struct yaml_reader *r, size_t chars)
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

struct node *yaml_node(struct yaml_reader *r, enum node_kind kind, enum node_style style,
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

static unsigned tag_of(struct yaml_reader *r, const struct node *n,
                       const yaml_char_t *name)
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

static void check_key(struct yaml_reader *r, const struct node *key)
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
	else if (yaml_is_absent(key))
		diag_node(r->diags, &rule_doc_key, r->doc, key, "no key stands before this ':'");
}

void yaml_attach(struct yaml_reader *r, struct node *n)
{
	struct yaml_level *top;
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

void yaml_say_too_deep(struct yaml_reader *r, uint32_t at)
{
	diag_at(r->diags, &rule_doc_bound, r->source, at, at,
	        "maps and lists are nested more than %d deep", LIMIT_DEPTH);
	r->failed = r->stopped = true;
}

// --- events ---

// Where what is not there would stand, given libyaml's mark: after the ':', '-' or '?'
// that announces it, else after the last thing there is.
static uint32_t empty_place(const struct yaml_reader *r, uint32_t mark)
{
	struct str text = r->source->text;
	uint32_t at = r->last_end, after = at;

	if (mark > at && strchr(":-?", text.at[mark - 1]))
		return mark;
	while (at < mark && strchr(" \t\r\n?#", text.at[at])) {
		if (text.at[at] == '#') {
			at = line_end(text, at);
		} else {
			at++;
			if (text.at[at - 1] == '?')
				after = at;
		}
	}
	return at < mark && text.at[at] == ':' ? at + 1 : after;
}

static void take_scalar(struct yaml_reader *r, const yaml_event_t *e)
{
	struct str value = {(const char *)e->data.scalar.value, e->data.scalar.length};
	enum node_style style = yaml_style_of(e->data.scalar.style);
	uint32_t start = yaml_byte_of(r, e->start_mark.index);
	uint32_t end = yaml_byte_of(r, e->end_mark.index);
	struct node *n;

	if (style == STYLE_LITERAL || style == STYLE_FOLDED)
		end = yaml_block_end(r->source->text, start, end, value);
	if (start == end)
		start = end = empty_place(r, start);
	n = yaml_node(r, NODE_SCALAR, style, start, end);
	if (e->data.scalar.tag)
		n->tag = tag_of(r, n, e->data.scalar.tag);
	yaml_set_text(r, n, value, e->start_mark.line == e->end_mark.line);
	if (e->data.scalar.anchor)
		yaml_add_anchor(r, e->data.scalar.anchor, n)->size = 1;
	r->last = n;
	r->last_end = end;
	yaml_attach(r, n);
}

static void take_start(struct yaml_reader *r, const yaml_event_t *e)
{
	bool is_map = e->type == YAML_MAPPING_START_EVENT;
	bool is_flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
	                      : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	const yaml_char_t *tag = is_map ? e->data.mapping_start.tag
	                                : e->data.sequence_start.tag;
	const yaml_char_t *name = is_map ? e->data.mapping_start.anchor
	                                 : e->data.sequence_start.anchor;
	uint32_t start = yaml_byte_of(r, e->start_mark.index);
	uint32_t end = yaml_byte_of(r, e->end_mark.index);
	struct yaml_level *level;
	struct node *n;

	if (r->depth == LIMIT_DEPTH) {
		yaml_say_too_deep(r, start);
		return;
	}
	n = yaml_node(r, is_map ? NODE_MAP : NODE_SEQ, is_flow ? STYLE_FLOW : STYLE_BLOCK,
	             start, end);
	if (tag)
		n->tag = tag_of(r, n, tag);
	r->last_end = end;
	yaml_attach(r, n);
	level = &r->levels[r->depth++];
	*level = (struct yaml_level){
		.list = node_list_of(n),
		.size_before = r->size - 1,
		.height = 1,
	};
	if (name)
		level->anchor = yaml_add_anchor(r, name, n);
}

static void take_end(struct yaml_reader *r, const yaml_event_t *e)
{
	struct yaml_level *level = &r->levels[--r->depth];
	struct node *n = level->list.parent;

	if (n->style == STYLE_BLOCK) {
		r->closed = n;
	} else if (e->start_mark.index < e->end_mark.index) { // not the "a: b" of [a: b]
		r->last = n;
		r->last_end = yaml_byte_of(r, e->end_mark.index);
	}
	n->end = r->last_end;
	if (r->depth && level[-1].height < level->height + 1)
		level[-1].height = level->height + 1;
	if (n->kind == NODE_MAP) {
		find_duplicate_keys(r->doc, r->diags, n, &r->scratch);
		if (level->has_merge)
			yaml_resolve_merges(r, n);
	}
	if (level->anchor) {
		level->anchor->size = r->size - level->size_before;
		level->anchor->height = level->height + 1;
	}
}

// Gives false when nothing more is wanted.
static bool take(struct yaml_reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (r->doc->root) {
			r->doc->second = yaml_byte_of(r, e->start_mark.index);
			diag_at(r->diags, &rule_doc_second, r->source, r->doc->second,
			        yaml_byte_of(r, e->end_mark.index), "a second document begins here")
				->hint = "only the first is read: put each into a file of its own";
			return false;
		}
		r->last_end = yaml_byte_of(r, e->end_mark.index);
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
		yaml_take_alias(r, e);
		break;
	case YAML_STREAM_END_EVENT:
		return false;
	default:
		break;
	}
	return !r->stopped;
}

static void say_syntax_error(struct yaml_reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct yaml_error e = {
		.problem = p->problem,
		.context = p->context,
		.at = yaml_byte_of(r, p->problem_mark.index),
		.before = r->last,
		.open = r->depth ? r->levels[r->depth - 1].list.parent : NULL,
		.closed = r->closed,
	};

	e.since = p->context ? yaml_byte_of(r, p->context_mark.index) : e.at;
	explain_yaml_error(r->doc, r->diags, &e);
	r->failed = true;
}

// libyaml compares each %TAG line with all before it, and does so before it tells of any.
static bool check_directives(struct yaml_reader *r)
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

static void read_events(struct yaml_reader *r)
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
	struct yaml_level levels[LIMIT_DEPTH];
	struct yaml_reader r = {
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
