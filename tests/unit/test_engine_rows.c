// Requests on which the engine and an independent simulator agreed when tests/conformance
// wrote them down.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/policy_case.h"

static bool agrees(struct arena *a, struct str line)
{
	const struct node *row = case_parse(a, line, SYNTAX_JSON);
	struct policy_case c = case_of(a, row);
	struct answer answer = engine_ask(&c.request, &c.situation, a);

	if (node_is(node_get(row, "verdict"), case_verdict(&answer)))
		return true;
	print_error("got %s for %.*s\n", case_verdict(&answer), STR(line));
	return false;
}

static void test_rows(void **state)
{
	struct arena whole = {0}, one = {0};
	struct str text, line;
	size_t rows = 0, wrong = 0;

	(void)state;
	assert_int_equal(source_load(&whole, "tests/conformance/rows.jsonl", &text), 0);
	for (size_t at = 0; at < text.len; at += line.len + 1) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		assert_true(end >= 0);
		line = str_slice(text, at, (size_t)end);
		wrong += !agrees(&one, line);
		rows++;
		arena_reset(&one);
	}
	arena_free(&one);
	arena_free(&whole);
	assert_int_equal(wrong, 0);
	assert_true(rows >= 2000);
	print_message("note: %zu rows\n", rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
