// Any bytes, read as each syntax: what comes of it must be sound, must say what libyaml
// says of the same bytes, and comments can be asked of every node.
#include <stddef.h>
#include <stdint.h>
#include <yaml.h>

#include "tests/check_tree.h"

static void ask_comments(const struct doc *doc, const struct node *n)
{
	struct str text = doc->sources[0]->text, comment = comment_after(doc, n);

	HOLDS(comment.len == 0 || (comment.at >= text.at && comment.at < text.at + text.len));
	for (const struct comment *c = comment_above(doc, n); c; c = c->next)
		HOLDS(c->text.len > 0 && c->text.at[0] == '#');
	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child; child = child->next)
			ask_comments(doc, child);
}

static yaml_event_type_t next_event(yaml_parser_t *parser, struct str expected)
{
	yaml_event_t event;
	yaml_event_type_t type;

	HOLDS(yaml_parser_parse(parser, &event));
	type = event.type;
	if (type == YAML_SCALAR_EVENT)
		HOLDS(str_eq((struct str){(const char *)event.data.scalar.value,
		                          event.data.scalar.length},
		             expected));
	yaml_event_delete(&event);
	return type;
}

static void compare_events(yaml_parser_t *parser, const struct node *n)
{
	yaml_event_type_t type = next_event(parser, node_str(n));

	if (n->kind == NODE_SCALAR) {
		HOLDS(type == YAML_SCALAR_EVENT);
		return;
	}
	HOLDS(type == (n->kind == NODE_MAP ? YAML_MAPPING_START_EVENT
	                                   : YAML_SEQUENCE_START_EVENT));
	for (const struct node *child = n->first; child; child = child->next)
		compare_events(parser, child);
	type = next_event(parser, S(""));
	HOLDS(type == (n->kind == NODE_MAP ? YAML_MAPPING_END_EVENT
	                                   : YAML_SEQUENCE_END_EVENT));
}

static void compare_with_libyaml(const struct doc *doc)
{
	struct str text = doc->sources[0]->text;
	yaml_parser_t parser;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_slice(text, 3, text.len);
	HOLDS(yaml_parser_initialize(&parser));
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
	HOLDS(next_event(&parser, S("")) == YAML_STREAM_START_EVENT);
	HOLDS(next_event(&parser, S("")) == YAML_DOCUMENT_START_EVENT);
	compare_events(&parser, doc->root);
	yaml_parser_delete(&parser);
}

// Aliases and merges change the tree, and may make it a million nodes large.
static bool has_warning(const struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == SEV_WARNING)
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const tags[] = {"", "!Ref", "!Sub", NULL};
	static const char *const names[] = {"a", "a.yaml", "a.json"};

	for (enum syntax syntax = SYNTAX_GUESS; syntax <= SYNTAX_JSON; syntax++) {
		struct arena arena = {0};
		struct diags diags = {.arena = &arena};
		struct str text = {(const char *)data, size};
		struct source *source = source_new(&arena, names[syntax], text);
		struct doc *doc = doc_read(&arena, source, syntax, tags, &diags);
		check_reading(doc, &diags);
		HOLDS(doc->root || diags.count || syntax != SYNTAX_JSON);
		HOLDS(doc->second <= size);
		if (doc->root && !has_warning(&diags)) {
			ask_comments(doc, doc->root);
			if (syntax == SYNTAX_YAML)
				compare_with_libyaml(doc);
		}
		diags_sort(&diags);
		arena_free(&arena);
	}
	return 0;
}
