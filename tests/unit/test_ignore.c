// What "orgc: ignore" hides, and what is said of those that hide nothing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/decide/ignore.h"
#include "model/read/read.h"
#include "templates/function.h"

enum { TODAY = 20261128 };

static const struct rule wildcard = {.id = "IAM009", .name = "arn-wildcard"};
static const struct rule partition = {.id = "CFN002", .name = "hardcoded-partition"};
static const struct rule *const rules[] = {&wildcard, &partition, NULL};

static struct arena arena;

static struct ignores ignores_of(const char *name, const char *text)
{
	struct source *source = source_new(&arena, name, str_of(text));
	struct diags diags = {.arena = &arena};

	return ignores_read(&arena, source,
	                    doc_read(&arena, source, SYNTAX_GUESS, template_tags, &diags), TODAY);
}

// Whether a finding of this rule at the first "X" of the text is hidden.
static bool hides(const char *name, const char *text, const struct rule *rule)
{
	struct ignores g = ignores_of(name, text);
	const char *at = strchr(text, 'X');
	struct diag d = {.rule = rule, .source = g.source};

	assert_non_null(at);
	d.start = d.end = (uint32_t)(at - text);
	return ignores_take(&arena, &g, &d);
}

static bool yaml_hides(const char *text)
{
	return hides("t.yaml", text, &wildcard);
}

static void test_lines(void **state)
{
	(void)state;
	assert_true(yaml_hides("a: X   # orgc: ignore IAM009 the reason\n"));
	assert_true(yaml_hides("a: X #orgc:ignore IAM009\n") == false);
	assert_true(yaml_hides("a: X # orgc: ignore iam009\n"));
	assert_true(yaml_hides("a: X # orgc: ignore arn-wildcard\n"));
	assert_true(yaml_hides("a: X # orgc: ignore IAM\n"));
	assert_true(yaml_hides("a: X # orgc: ignore CFN002,IAM009 both\n"));
	assert_true(yaml_hides("a: X # orgc: ignore CFN002, IAM009 both\n"));
	assert_true(yaml_hides("b: 1\n# orgc: ignore IAM009 why\n# more\n\na: X\n"));
	assert_true(yaml_hides("a: X # orgc: ignore IAM009\r\nb: 1\r\n"));
	assert_false(yaml_hides("a: X # orgc: ignore CFN002 IAM009 is the reason\n"));
	assert_false(yaml_hides("a: X # orgc: ignore IAM00 why\n"));
	assert_false(yaml_hides("a: X # orgc: ignored IAM009\n"));
	assert_false(yaml_hides("a: X # myorgc: ignore IAM009\n"));
	assert_false(yaml_hides("b: 1 # orgc: ignore IAM009 of this line\na: X\n"));
	assert_false(yaml_hides("b: 1\n# orgc: ignore IAM009 why\nc: 1\na: X\n"));
	assert_false(yaml_hides("a: X\nb: 1 # orgc: ignore IAM009\n"));
	assert_false(yaml_hides("a: X\nb: 'x#orgc: ignore IAM009'\n"));
}

static void test_head_and_block(void **state)
{
	(void)state;
	assert_true(yaml_hides("# A template.\n# orgc: ignore IAM009 all of it\na: 1\nb: X\n"));
	assert_false(yaml_hides("a: 1 # orgc: ignore IAM009\nb: X\n"));
	assert_true(yaml_hides("z: 1\n# orgc: ignore-block IAM009\na:\n  b: 1\n\n  # c\n  d: X\n"));
	assert_true(yaml_hides("z: 1\n# orgc: ignore-block IAM009\na:\n- b: X\n"));
	assert_true(yaml_hides("z:\n# orgc: ignore-block IAM009\n- b: 1\n  c: X\n"));
	assert_true(yaml_hides("z: 1\na: # orgc: ignore-block IAM009\n  b: X\n"));
	assert_false(yaml_hides("z: 1\n# orgc: ignore-block IAM009\na:\n  b: 1\nd: X\n"));
	assert_false(yaml_hides("z:\n# orgc: ignore-block IAM009\n- b: 1\n- c: X\n"));
	assert_false(yaml_hides("z: 1\n# orgc: ignore IAM009\na:\n  b: X\n"));
}

static void test_dates(void **state)
{
	(void)state;
	assert_true(yaml_hides("a: X # orgc: ignore IAM009 until 2026-11-28 why\n"));
	assert_false(yaml_hides("a: X # orgc: ignore IAM009 until 2026-11-27 why\n"));
	assert_true(yaml_hides("a: X # orgc: ignore IAM009 until the move is done\n"));
}

static void test_metadata(void **state)
{
	(void)state;
	assert_true(hides("t.json", "{\"Metadata\": {\"orgc\": {\"ignore\": [\"IAM009 why\"]}},"
	                            "\n \"a\": \"X\"}\n", &wildcard));
	assert_true(hides("t.json", "{\"Resources\": {\"R\": {\"Metadata\": {\"orgc\": {\"ignore\":"
	                            "[\"IAM009\"]}},\n \"a\": \"X\"}\n}}\n", &wildcard));
	assert_false(hides("t.json", "{\"Resources\": {\"R\": {\"Metadata\": {\"orgc\": {\"ignore\":"
	                             "[\"IAM009\"]}},\n \"a\": 1}\n,\"S\": \"X\"}}\n", &wildcard));
	assert_false(hides("t.json", "{\"a\": \"X # orgc: ignore IAM009\"}\n", &wildcard));
	assert_true(hides("t.yaml", "Metadata: {orgc: {ignore: [CFN 'generated']}}\nb: X\n",
	                  &partition));
}

// --- what is said of them ---

static const char *said(const char *text, bool reasons, bool take)
{
	struct ignores g = ignores_of("t.yaml", text);
	struct diags diags = {.arena = &arena};
	struct diag d = {.rule = &wildcard, .source = g.source};
	const char *at = strchr(text, 'X'), *ids = "";

	if (take) {
		d.start = (uint32_t)(at - text);
		ignores_take(&arena, &g, &d);
	}
	ignores_check(&g, rules, reasons, &diags);
	for (size_t i = 0; i < diags.count; i++)
		ids = arena_printf(&arena, "%s%s ", ids, diags.items[i].rule->id);
	return ids;
}

static void test_said(void **state)
{
	(void)state;
	assert_string_equal(said("a: X # orgc: ignore IAM009 why\n", false, true), "");
	assert_string_equal(said("a: X # orgc: ignore IAM009 why\n", false, false), "IGN001 ");
	assert_string_equal(said("a: X # orgc: ignore IAM008 why\n", false, true), "IGN002 ");
	assert_string_equal(said("a: X # orgc: ignore IAM009 until 2026-11-27\n", false, true),
	                    "IGN003 ");
	assert_string_equal(said("a: X # orgc: ignore IAM009\n", true, true), "IGN004 ");
	assert_string_equal(said("a: X # orgc: ignore IAM009 why\n", true, true), "");
	assert_string_equal(said("a: X # orgc: ignore IAM009,CFN002 why\n", false, true), "IGN001 ");
}

// The comment goes, with its line where it has one for itself; not where a part is used.
static void test_fix(void **state)
{
	struct ignores g = ignores_of("t.yaml", "a: 1 # orgc: ignore IAM009 why\nb: 1\n"
	                                        "# orgc: ignore CFN002 why\nc: 1\n");
	struct diags diags = {.arena = &arena};

	(void)state;
	ignores_check(&g, rules, false, &diags);
	assert_int_equal(diags.count, 2);
	assert_int_equal(diags.items[0].fix->edits[0].start, 4);
	assert_int_equal(diags.items[0].fix->edits[0].end, 30);
	assert_int_equal(diags.items[1].fix->edits[0].start, 36);
	assert_int_equal(diags.items[1].fix->edits[0].end, 62);
}

// Many comments before one block, and many ignores, are no more work than their bytes.
static void test_many(void **state)
{
	struct ignores g;
	char *text = arena_alloc(&arena, 60 * 50000 + 100), *end = text;

	(void)state;
	end += sprintf(end, "a: 1\n");
	for (int i = 0; i < 50000; i++)
		end += sprintf(end, "# orgc: ignore-block IAM009 number %d\n", i);
	sprintf(end, "b:\n  c: 1\n");
	g = ignores_of("t.yaml", text);
	assert_int_equal(g.count, 2000);
	assert_int_equal(g.items[1999].first, 50002);
	assert_int_equal(g.items[1999].last, 50003);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines), cmocka_unit_test(test_head_and_block),
		cmocka_unit_test(test_dates), cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_said), cmocka_unit_test(test_fix), cmocka_unit_test(test_many),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
