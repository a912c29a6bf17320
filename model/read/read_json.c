// JSON as RFC 8259 has it. There is no recursion: open brackets stand on a stack of
// LIMIT_DEPTH. A mistake is said and, where it is plain what was meant, reading goes on,
// so that one run names many; the tree counts only where there was none.
#include "model/limits.h"
#include "model/read/json_reader.h"
#include "model/write/write.h"

enum { ENOUGH_MISTAKES = 20 };

struct json_level {
	struct node_list list;
	struct node *key;  // MAP: the key whose value comes next
	const char *comma; // after the last item; NULL where none has come
	bool no_comma;     // so it was said that one is missing before this item
	bool no_colon;     // MAP: so it was said that one is missing after `key`
};

// --- mistakes ---

struct diag *json_say(struct json_reader *r, const struct rule *rule, const char *at,
                      const char *message, const char *hint)
{
	uint32_t start = json_offset(r, at);
	struct diag *d;

	if (++r->mistakes > ENOUGH_MISTAKES)
		return &r->unsaid;
	d = diag_at(r->diags, rule, r->source, start, char_end(r->source->text, start), "%s",
	            message);
	d->hint = hint;
	hint_at_curly_quotes(r->doc, d);
	return d;
}

static void say_also(struct json_reader *r, struct diag *d, uint32_t at, const char *text)
{
	diag_relate(r->doc->arena, d, r->source, at, at, text);
}

static const struct node *innermost(const struct json_reader *r)
{
	return r->levels[r->depth - 1].list.parent;
}

static char bracket_of(const struct json_reader *r, const struct node *n)
{
	return r->begin[n->start];
}

static struct diag *say_never_closed(struct json_reader *r, const struct node *n)
{
	return json_say(r, &rule_doc_bracket, r->begin + n->start,
	           with_char(r, "this ", bracket_of(r, n), " is never closed"), NULL);
}

static void say_end(struct json_reader *r)
{
	if (r->depth == 0)
		json_say(r, &rule_doc_json, r->begin, "this file is empty",
		    "the least that is JSON is {}");
	else
		say_never_closed(r, innermost(r));
}

// --- white space ---

// Passes over a comment, which JSON does not have; false where there is none.
static bool skip_comment(struct json_reader *r)
{
	struct str rest = {r->at, (size_t)(r->end - r->at)};
	bool starred = str_starts(rest, "/*");
	ptrdiff_t end;

	if (!starred && !str_starts(rest, "//") && !str_starts(rest, "#"))
		return false;
	json_say(r, &rule_doc_json, r->at, "JSON has no comments", NULL);
	end = starred ? str_find(rest, 2, "*/") : line_end(rest, 0);
	r->at = end < 0 ? r->end : r->at + end + (starred ? 2 : 0);
	return true;
}

static void skip_space(struct json_reader *r)
{
	do
		while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' ||
		                          *r->at == '\t'))
			r->at++;
	while (r->at < r->end && (*r->at == '/' || *r->at == '#') && skip_comment(r));
}

// --- structure ---

static bool open_bracket(struct json_reader *r, struct node *n)
{
	if (r->depth == LIMIT_DEPTH) {
		diag_at(r->diags, &rule_doc_bound, r->source, n->start, n->start + 1,
		        "maps and lists are nested more than %d deep", LIMIT_DEPTH);
		r->mistakes++;
		return false;
	}
	r->last_end = ++r->at;
	r->levels[r->depth++] = (struct json_level){.list = node_list_of(n)};
	return true;
}

static void say_no_value(struct json_reader *r)
{
	json_say(r, &rule_doc_json, r->at,
	    *r->at == ',' ? "no value stands before this comma"
	                  : with_char(r, "no value stands before this ", *r->at, ""),
	    NULL);
}

// NULL where reading cannot go on.
static struct node *read_value(struct json_reader *r)
{
	struct json_level *top = r->depth ? &r->levels[r->depth - 1] : NULL;

	skip_space(r);
	while (r->at < r->end && *r->at == ':') {
		json_say(r, &rule_doc_json, r->at, "no key stands before this ':'", NULL);
		r->at++;
		skip_space(r);
	}
	if (r->at == r->end) {
		say_end(r);
		return NULL;
	}
	switch (*r->at) {
	case '"':
		return json_string(r);
	case '{':
		return json_node(r, NODE_MAP, STYLE_FLOW);
	case '[':
		return json_node(r, NODE_SEQ, STYLE_FLOW);
	case ',':
	case ']':
	case '}':
		if (!top)
			return NULL;
		if (!top->no_colon)
			say_no_value(r);
		return json_node(r, NODE_SCALAR, STYLE_PLAIN);
	default:
		return json_word(r, ",]}\r\n");
	}
}

static bool read_key(struct json_reader *r, struct json_level *top)
{
	const char *key = r->at;

	if (*key == '{' || *key == '[') {
		json_say(r, &rule_doc_json, key, "a key must be a text in double quotes", NULL);
		return false;
	}
	if (*key == ':') { // read_value says so
		top->key = json_node(r, NODE_SCALAR, STYLE_PLAIN);
		return true;
	}
	top->key = *key == '"' ? json_string(r) : json_word(r, ":,}\r\n");
	if (!top->key)
		return false;
	if (*key != '"' && json_is_number(node_str(top->key)))
		json_say(r, &rule_doc_json, key, "a key must stand in double quotes", NULL);
	skip_space(r);
	top->no_colon = r->at < r->end && *r->at != ':';
	if (top->no_colon && !top->no_comma)
		json_say(r, &rule_doc_json, r->last_end, "a ':' is missing after this key", NULL);
	if (r->at < r->end && (*r->at == ':' || *r->at == '='))
		r->at++;
	return true;
}

static void end_collection(struct json_reader *r)
{
	struct node *n = r->levels[--r->depth].list.parent;

	r->last_end = r->at;
	n->end = json_offset(r, r->at);
	if (n->kind == NODE_MAP)
		find_duplicate_keys(r->doc, r->diags, n, &r->scratch);
}

// At a closing bracket: of the innermost collection or of one around it, or of none.
static void close_bracket(struct json_reader *r)
{
	const struct node *n = innermost(r);
	struct diag *d;

	if (*r->at == bracket_of(r, n) + 2) {
		r->at++;
		end_collection(r);
		return;
	}
	for (size_t i = r->depth - 1; i-- > 0;)
		if (*r->at == bracket_of(r, r->levels[i].list.parent) + 2) {
			d = say_never_closed(r, n);
			say_also(r, d, json_offset(r, r->at), "this closes what is around it");
			end_collection(r);
			return;
		}
	d = json_say(r, &rule_doc_bracket, r->at,
	        arena_printf(r->doc->arena, "this %c closes a %c", *r->at, bracket_of(r, n)),
	        NULL);
	say_also(r, d, n->start, "opened here");
	r->at++;
	end_collection(r);
}

// Something stands where a comma or a closing bracket is expected.
static void say_no_comma(struct json_reader *r)
{
	if (*r->at == ':') {
		json_say(r, &rule_doc_json, r->at, "no key stands before this ':'",
		    innermost(r)->kind == NODE_SEQ ? "keys and values stand in { }" : NULL);
		r->at++;
		return;
	}
	if (r->at > r->last_end || r->last_end[-1] != '"' || *r->at == '"') {
		json_say(r, &rule_doc_json, r->last_end, "a comma is missing here", NULL);
		return;
	}
	json_say(r, &rule_doc_quote, r->at, "text stands after the closing quote",
	    "inside of a text \" is written \\\"");
	while (r->at < r->end && !strchr(",]}\r\n", *r->at))
		r->at++;
}

// After a value or an opening bracket: goes on to where the next value stands. False at
// the end of the text, or where reading cannot go on.
static bool next_value(struct json_reader *r)
{
	while (r->depth > 0 && r->mistakes < ENOUGH_MISTAKES) {
		struct json_level *top = &r->levels[r->depth - 1];
		bool first = !top->list.parent->len;
		skip_space(r);
		if (r->at == r->end) {
			say_end(r);
			return false;
		}
		if (*r->at == ']' || *r->at == '}') {
			if (top->comma)
				json_say(r, &rule_doc_json, top->comma, "a comma stands after the last item",
				    NULL);
			close_bracket(r);
		} else if (*r->at == ',') {
			if (top->comma || first)
				say_no_value(r);
			if (!first)
				top->comma = r->at;
			top->no_comma = false;
			r->at++;
		} else if (!top->comma && !first && !top->no_comma) {
			say_no_comma(r);
			top->no_comma = true;
		} else {
			top->comma = NULL;
			if (top->list.parent->kind == NODE_MAP && !read_key(r, top))
				return false;
			top->no_comma = false;
			return true;
		}
	}
	return false;
}

static void check_rest(struct json_reader *r)
{
	skip_space(r);
	if (r->at < r->end && (*r->at == ']' || *r->at == '}'))
		json_say(r, &rule_doc_bracket, r->at,
		    with_char(r, "there is no bracket for this ", *r->at, ""), NULL);
	else if (r->at < r->end)
		json_say(r, &rule_doc_json, r->at, "text stands after the end of the JSON",
		    "a file holds one value");
}

static void read_document(struct json_reader *r)
{
	do {
		struct json_level *top = r->depth ? &r->levels[r->depth - 1] : NULL;
		struct node *n = read_value(r);
		if (!n)
			return;
		if (!top)
			r->doc->root = n;
		else if (top->key)
			node_list_pair(&top->list, top->key, n);
		else
			node_list_add(&top->list, n);
		if (top)
			top->key = NULL;
		if (n->kind != NODE_SCALAR && !open_bracket(r, n))
			return;
	} while (next_value(r));
}

void read_json(struct doc *doc, struct diags *diags)
{
	struct json_level levels[LIMIT_DEPTH];
	struct source *source = doc->sources[0];
	struct json_reader r = {.doc = doc, .diags = diags, .source = source, .levels = levels};
	size_t before = diags->count, mistakes;

	r.begin = source->text.len ? source->text.at : "";
	r.at = r.last_end = r.begin + bom_length(source->text);
	r.end = r.begin + source->text.len;
	read_document(&r);
	if (r.depth == 0)
		check_rest(&r);
	if (!r.mistakes)
		return;
	doc->root = NULL;
	mistakes = diags->count - before;
	if (!find_conflict_marks(doc, diags))
		return;
	diags->count -= mistakes;
	memmove(diags->items + before, diags->items + before + mistakes,
	        (diags->count - before) * sizeof *diags->items);
}
