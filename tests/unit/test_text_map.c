// Every letter of a scalar is found where it stands in its file, however it is written.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/read/read.h"
#include "model/read/text_map.h"
#include "templates/function.h"

// What is written under `text:`, with one letter marked by § in front of it; and whether it
// is JSON. The marks are taken out before.
static const struct {
	const char *written;
	bool is_json;
} cases[] = {
	{"text: plain §letters\n", false},
	{"text: plain\n  on §two lines\n", false},
	{"text: plain\n\n  after an §empty line\n", false},
	{"text: 'it''s §quoted'\n", false},
	{"text: 'over   \n    two   \n\n    §lines'\n", false},
	{"text: \"a\\tb \\u00e9 §c\"\n", false},
	{"text: \"joined \\\n   without a §break\"\n", false},
	{"text: \"folded\n\n\n   §twice\"\n", false},
	{"text: !Sub \"tagged §text\"\n", false},
	{"text: &anchor 'anchored ''§text'\n", false},
	{"text: |\n  one\n  §two\n", false},
	{"text: |\n  one\n    two\n\n  §three\n", false},
	{"text: |2\n    deep\n  §less\n", false},
	{"text: |-\n\n  \n  first §line\n", false},
	{"text: !Sub |\n  {\n    \"a\": \"§b\"\n  }\n", false},
	{"text: >\n  folded\n  into §one\n", false},
	{"text: >\n  folded\n\n  §apart\n", false},
	{"text: >\n  folded\n    more\n    kept\n\n  §back\n", false},
	{"text: >-\n\n  late\n   x\n  §end\n", false},
	{"text: |\r\n  one\r\n  §two\r\n", false},
	{"text: '日本 ''§語'\n", false},
	{"{\"text\": \"{\\\"a\\\": \\\"§b\\\"}\"}", true},
	{"{\"text\": \"\\ud83d\\ude00 \\/ \\n §x\"}", true},
	{"{\"text\": \"\\n§\\n\"}", true},
};

static void test_marked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diags diags = {.arena = &a};
		const char *mark = strstr(cases[i].written, "§");
		size_t at = (size_t)(mark - cases[i].written), letter;
		const char *text = arena_printf(&a, "%.*s%s", (int)at, cases[i].written,
		                                mark + strlen("§"));
		struct doc *doc = doc_read(&a, source_new(&a, "t", str_of(text)),
		                           cases[i].is_json ? SYNTAX_JSON : SYNTAX_YAML,
		                           template_tags, &diags);
		const struct node *n = node_get(doc->root, "text");
		const uint32_t *map = text_map_of(&a, doc, n);

		if (!map)
			print_error("no map of: %s\n", text);
		assert_non_null(map);
		letter = text_map_find(map, n->len, (uint32_t)at);
		if (letter == SIZE_MAX)
			print_error("not found: %s\n", text);
		assert_true(letter < n->len);
		assert_true(n->text[letter] == text[at] || text[at] == '\\');
		assert_int_equal(node_offset(doc, n, letter), at);
		// Exactly so much stands behind it.
		if (text[at] != '\\')
			assert_memory_equal(n->text + letter, text + at, 1);
		arena_free(&a);
	}
}

// The map that is kept is that of a text, not of the place where its node stood.
static void test_place_used_again(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = S("a: \"x\\ty\"\nb: \"one\\ttwo\\tthree\"\n");
	const struct doc *doc = doc_read(&a, source_new(&a, "t", text), SYNTAX_YAML,
	                                 template_tags, &diags);
	struct node used = *node_get(doc->root, "a");
	const struct node *longer = node_get(doc->root, "b");

	(void)state;
	assert_int_equal(node_offset(doc, &used, 2), used.start + 4);
	used = *longer;
	assert_int_equal(node_offset(doc, &used, 8), longer->start + 11);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_place_used_again),
		cmocka_unit_test(test_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
