// The readers against documents made at random: spans hold what they say, and our JSON
// reader takes what cJSON takes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "tests/check_tree.h"
#include "tests/unit/random_tree.h"

enum { ROUNDS = 3000 };

#define PICK(dice, array) ((array)[dice_roll((dice), sizeof(array) / sizeof *(array))])

static struct doc *read_in(struct arena *a, struct str text, enum syntax syntax,
                           struct diags *diags)
{
	struct doc *doc;

	*diags = (struct diags){.arena = a};
	doc = doc_read(a, source_new(a, "random", text), syntax, random_tags, diags);
	check_reading(doc, diags);
	return doc;
}

// --- spans ---

// |2 and >2 count from the indentation around them, and mean something else alone.
static bool counts_its_indent(const struct node *n, struct str bytes)
{
	ptrdiff_t header = str_find_byte(bytes, 0, n->style == STYLE_LITERAL ? '|' : '>');

	return (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED) &&
	       strchr("123456789", bytes.at[header + 1]);
}

// The "a: b" of [a: b] is a map only in there.
static bool is_lone_pair(const struct node *n, struct str bytes)
{
	return n->kind == NODE_MAP && n->style == STYLE_FLOW && !str_ends(bytes, "}");
}

// The bytes of a node, put at the column where they stood, read alone give the same node.
static void check_span(const struct doc *doc, const struct node *n)
{
	struct arena arena = {0};
	struct str text = doc->sources[0]->text;
	struct str bytes = node_source_text(doc, n);
	struct out alone = {.arena = &arena};
	struct diags diags;
	struct doc *again;

	if (bytes.len == 0 || counts_its_indent(n, bytes) || is_lone_pair(n, bytes))
		return;
	out_printf(&alone, "%*s", (int)node_place(doc, n).column - 1, "");
	out_bytes(&alone, bytes);
	if (n->end < text.len && (text.at[n->end] == '\n' || text.at[n->end] == '\r'))
		out_text(&alone, "\n");
	again = read_in(&arena, out_str(&alone), SYNTAX_YAML, &diags);
	if (!again->root || !node_same(n, again->root))
		fail_msg("bytes %u to %u of:\n%.*s\nread alone:\n%.*s", n->start, n->end,
		         STR(text), STR(out_str(&alone)));
	arena_free(&arena);
}

static void check_spans(const struct doc *doc, const struct node *n)
{
	check_span(doc, n);
	if (n->kind != NODE_SCALAR)
		for (const struct node *child = n->first; child; child = child->next)
			check_spans(doc, child);
}

static void check_text_spans(struct str text)
{
	struct arena arena = {0};
	struct diags diags;
	struct doc *doc = read_in(&arena, text, SYNTAX_YAML, &diags);

	for (size_t i = 0; i < diags.count; i++)
		fail_msg("%s\n%.*s", diags.items[i].message, STR(text));
	if (doc->root)
		check_spans(doc, doc->root);
	arena_free(&arena);
}

static struct str with_crlf(struct arena *a, struct str text)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n' && (i == 0 || text.at[i - 1] != '\r'))
			out_text(&o, "\r");
		out_bytes(&o, str_slice(text, i, i + 1));
	}
	return out_str(&o);
}

// A document in the ways that people write one; `indent` is that of the line it is on.
static void random_yaml(struct out *o, struct dice *d, int indent, int depth);

static void random_end(struct out *o, struct dice *d)
{
	static const char *const ends[] = {
		"\n", "\n", "\n", " # x\n", "  \n", "\n\n", "\n# \xC3\xA9\n", " #\n\n", "\n \n",
	};

	out_text(o, PICK(d, ends));
}

static void random_properties(struct out *o, struct dice *d)
{
	static const char *const properties[] = {
		"", "", "", "", "!Ref ", "!Sub  ", "&a ", "!If &b ", "&c !Ref ", "! ", "!!str ",
		"!Other ",
	};

	out_text(o, PICK(d, properties));
}

// Further lines of a text are indented deeper than what it belongs to.
static void out_lines(struct out *o, const char *text, int indent)
{
	for (; *text; text++) {
		out_bytes(o, (struct str){text, 1});
		if (*text == '\n')
			out_printf(o, "%*s", indent + 2, "");
	}
}

static void random_flow(struct out *o, struct dice *d, int indent, int depth)
{
	static const char *const scalars[] = {
		"a", "b c", "''", "'it''s'", "\"\\u00e9\\t\"", "\xE6\x97\xA5", "12", "\"a\nb\"",
		"x\ny", "http://x/", "-1",
	};
	static const char *const gaps[] = {"", "", " ", "\n", " # c\n"};
	size_t kind = depth ? dice_roll(d, 4) : 0, count = dice_roll(d, 4);

	random_properties(o, d);
	if (kind < 2) {
		out_lines(o, PICK(d, scalars), indent);
		return;
	}
	out_text(o, kind == 2 ? "[" : "{");
	for (size_t i = 0; i < count; i++) {
		out_lines(o, PICK(d, gaps), indent);
		if (kind == 3 || dice_roll(d, 6) == 0)
			out_printf(o, dice_roll(d, 2) ? "k%zu: " : "\"k%zu\" : ", i);
		random_flow(o, d, indent, depth - 1);
		out_lines(o, PICK(d, gaps), indent);
		if (i + 1 < count || dice_roll(d, 5) == 0)
			out_text(o, ",");
	}
	out_lines(o, PICK(d, gaps), indent);
	out_text(o, kind == 2 ? "]" : "}");
}

static void random_block_scalar(struct out *o, struct dice *d, int indent)
{
	static const char *const headers[] = {
		"|", ">", "|-", ">-", "|+", ">+", "| # h", ">-  # h",
	};
	static const char *const lines[] = {
		"one", "two  three", "  deeper", "", "", "# no comment", "\xC3\xA9\xE2\x82\xAC",
		"- x: y", "tab\t", "\t", "   ", "trail  ",
	};
	size_t count = dice_roll(d, 5);

	out_printf(o, "%s\n", PICK(d, headers));
	// The first line sets the indentation.
	if (count)
		out_printf(o, "%*sfirst\n", indent + 2, "");
	while (count--) {
		const char *line = PICK(d, lines);
		out_printf(o, "%*s%s\n", *line ? indent + 2 : 0, "", line);
	}
	if (dice_roll(d, 4) == 0)
		out_printf(o, "%*s\n", (int)dice_roll(d, (size_t)indent + 3), "");
}

static void random_value(struct out *o, struct dice *d, int indent, int depth)
{
	static const char *const scalars[] = {
		"a", "b c", "", "''", "\"\"", "'it''s'", "\"\\\"q\\\"\"", "\"\\x41\\n\"",
		"'x\n\ny'", "\"p\\\nq\"", "word\nand more", "1.5", "~", "x#y", "a:b",
		"\xF0\x9F\x98\x80 \xC3\xA9",
	};
	size_t kind = dice_roll(d, depth ? 6 : 4);

	if (kind == 5 && dice_roll(d, 2)) {
		static const char *const properties[] = {
			"", " !Ref", " &d", " !Sub &e", " &f !Other",
		};
		out_text(o, PICK(d, properties));
		random_end(o, d);
		random_yaml(o, d, indent + 1 + (int)dice_roll(d, 4), depth - 1);
		return;
	}
	out_text(o, " ");
	if (kind == 3) {
		random_properties(o, d);
		random_block_scalar(o, d, indent);
	} else if (kind == 2) {
		random_flow(o, d, indent, 3);
		random_end(o, d);
	} else {
		random_properties(o, d);
		out_lines(o, PICK(d, scalars), indent);
		random_end(o, d);
	}
}

static void random_key(struct out *o, struct dice *d, int indent, size_t number)
{
	static const char *const befores[] = {"", "", "\"", "'", "\xC3\xA9", "!!str ", "&g "};
	const char *before = PICK(d, befores);

	if (dice_roll(d, 10) == 0)
		out_printf(o, "? k%zu\n%*s:", number, indent, "");
	else
		out_printf(o, "%sk%zu%s:", before, number, strchr("\"'", *before) ? before : " ");
}

static void random_yaml(struct out *o, struct dice *d, int indent, int depth)
{
	size_t count = 1 + dice_roll(d, 4);
	bool is_map = dice_roll(d, 3) > 0;

	for (size_t i = 0; i < count; i++) {
		out_printf(o, "%*s", indent, "");
		if (is_map)
			random_key(o, d, indent, i);
		else
			out_text(o, "-");
		random_value(o, d, indent, depth);
	}
}

static void test_spans_of_random_yaml(void **state)
{
	struct dice dice = dice_from_environment("spans");

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena arena = {0};
		struct out o = {.arena = &arena};
		struct str text;
		if (dice_roll(&dice, 4) == 0)
			out_text(&o, "\xEF\xBB\xBF");
		if (dice_roll(&dice, 4) == 0)
			out_text(&o, "# head\n---\n");
		random_yaml(&o, &dice, 0, 4);
		text = out_str(&o);
		check_text_spans(text);
		check_text_spans(with_crlf(&arena, text));
		if (str_ends(text, "\n"))
			check_text_spans(str_slice(text, 0, text.len - 1));
		arena_free(&arena);
	}
}

// Texts that tempt a reader to go wrong, as our writer lays them out.
static void test_spans_of_written_yaml(void **state)
{
	struct dice dice = dice_from_environment("written spans");

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena arena = {0};
		struct doc *doc = arena_new(&arena, struct doc);
		doc->arena = &arena;
		doc->tags = random_tags;
		doc->root = random_tree(&arena, &dice, 4, true);
		check_text_spans(write_yaml(&arena, doc));
		arena_free(&arena);
	}
}

// --- JSON ---

static void random_space(struct out *o, struct dice *d)
{
	static const char *const spaces[] = {"", "", "", " ", "\n", "\t", "\r\n  "};

	out_text(o, PICK(d, spaces));
}

static void random_json_string(struct out *o, struct dice *d, size_t number)
{
	static const char *const bits[] = {
		"a", "B c", "\\n", "\\\"", "\\\\", "\\/", "\\b\\f\\r\\t", "\\u0041", "\\u00e9",
		"\\uFFFF", "\\ud83d\\ude00", "\\uDBFF\\uDFFF", "\xC3\xA9", "\xE2\x82\xAC",
		"\xF0\x9F\x98\x80", "\x7F", "{", "]", ",", ":", "//", "#", "'", "\xE2\x80\xA8",
		"\xEF\xBF\xBF",
	};

	out_printf(o, "\"%zu", number);
	for (size_t i = dice_roll(d, 5); i-- > 0;)
		out_text(o, PICK(d, bits));
	out_text(o, "\"");
}

static void random_json(struct out *o, struct dice *d, int depth)
{
	static const char *const words[] = {
		"true", "false", "null", "0", "-0", "17", "-3.25", "1e3", "2E-2", "0.5e+1",
		"123456789012", "1.0",
	};
	size_t kind = depth ? dice_roll(d, 4) : dice_roll(d, 2), count = dice_roll(d, 5);

	random_space(o, d);
	if (kind == 0) {
		out_text(o, PICK(d, words));
	} else if (kind == 1) {
		random_json_string(o, d, 0);
	} else {
		out_text(o, kind == 2 ? "[" : "{");
		for (size_t i = 0; i < count; i++) {
			random_space(o, d);
			if (kind == 3) {
				random_json_string(o, d, i);
				random_space(o, d);
				out_text(o, ":");
			}
			random_json(o, d, depth - 1);
			out_text(o, i + 1 < count ? "," : "");
		}
		random_space(o, d);
		out_text(o, kind == 2 ? "]" : "}");
	}
	random_space(o, d);
}

static void check_same(const struct node *n, const cJSON *item)
{
	if (cJSON_IsString(item)) {
		assert_int_equal(n->style, STYLE_DOUBLE);
		assert_true(node_is(n, item->valuestring));
	} else if (cJSON_IsNumber(item)) {
		char number[40];
		assert_int_equal(n->style, STYLE_PLAIN);
		snprintf(number, sizeof number, "%.*s", STR(node_str(n)));
		assert_true(strtod(number, NULL) == item->valuedouble);
	} else if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
		const struct node *child = n->first;
		assert_int_equal(n->kind, cJSON_IsArray(item) ? NODE_SEQ : NODE_MAP);
		for (item = item->child; item; item = item->next, child = child->next) {
			if (n->kind == NODE_MAP) {
				assert_true(node_is(child, item->string));
				child = child->next;
			}
			check_same(child, item);
		}
		assert_null(child);
	} else {
		assert_true(node_is(n, cJSON_IsTrue(item)   ? "true"
		                       : cJSON_IsNull(item) ? "null"
		                                            : "false"));
	}
}

static void test_json_like_cjson(void **state)
{
	struct dice dice = dice_from_environment("json");

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena arena = {0};
		struct out o = {.arena = &arena};
		struct diags diags;
		struct doc *doc;
		cJSON *json;
		random_json(&o, &dice, 5);
		doc = read_in(&arena, out_str(&o), SYNTAX_JSON, &diags);
		json = cJSON_ParseWithOpts(arena_cstring(&arena, out_str(&o)), NULL, 1);
		assert_non_null(json);
		assert_int_equal(diags.count, 0);
		check_same(doc->root, json);
		cJSON_Delete(json);
		arena_free(&arena);
	}
}

// cJSON takes what is not JSON where this stands in it.
static bool cjson_passes_over(const struct diag *d)
{
	static const char *const messages[] = {
		"is no number in JSON",
		"is no part of a UTF-8 character",
		"\\u needs four hexadecimal digits",
		"a tab inside of a text is written \\t",
		"this quote is never closed on its line",
		"a control character inside of a text is written by \\u",
	};

	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		if (strstr(d->message, messages[i]))
			return true;
	return false;
}

static struct str mutate(struct arena *a, struct dice *d, struct str text)
{
	static const char bytes[] = "{}[],:\"\\ 0123456789eE.-+tfnu/\n'a";
	struct out o = {.arena = a};
	size_t at = dice_roll(d, text.len + 1), kind = dice_roll(d, 3);
	char byte = PICK(d, bytes);

	out_bytes(&o, str_slice(text, 0, at));
	if (kind > 0)
		out_bytes(&o, (struct str){byte ? &byte : " ", 1});
	out_bytes(&o, str_slice(text, at + (kind < 2), text.len));
	return out_str(&o);
}

static void test_broken_json_like_cjson(void **state)
{
	struct dice dice = dice_from_environment("broken json");
	int refused = 0;

	(void)state;
	for (int i = 0; i < 5 * ROUNDS; i++) {
		struct arena arena = {0};
		struct out o = {.arena = &arena};
		struct diags diags;
		struct doc *doc;
		struct str text;
		cJSON *json;
		random_json(&o, &dice, 3);
		text = mutate(&arena, &dice, out_str(&o));
		if (dice_roll(&dice, 2))
			text = mutate(&arena, &dice, text);
		doc = read_in(&arena, text, SYNTAX_JSON, &diags);
		json = cJSON_ParseWithOpts(arena_cstring(&arena, text), NULL, 1);
		refused += !doc->root;
		if (doc->root && !json)
			fail_msg("taken, but not by cJSON: %.*s", STR(text));
		diags_sort(&diags);
		if (json && !doc->root && !cjson_passes_over(&diags.items[0]))
			fail_msg("%s, but cJSON takes: %.*s", diags.items[0].message, STR(text));
		cJSON_Delete(json);
		arena_free(&arena);
	}
	assert_in_range(refused, ROUNDS, 5 * ROUNDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans_of_random_yaml),
		cmocka_unit_test(test_spans_of_written_yaml),
		cmocka_unit_test(test_json_like_cjson),
		cmocka_unit_test(test_broken_json_like_cjson),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
