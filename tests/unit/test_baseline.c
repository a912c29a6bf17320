// Fingerprints of findings, and the files that accept them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/decide/baseline.h"

static const struct rule one = {.id = "TST001", .name = "one"};
static const struct rule two = {.id = "TST002", .name = "two"};

static struct arena arena;

// A finding at each X of a text, and the fingerprint of the index-th.
static const struct diag **findings(const char *name, const char *text,
                                    const struct rule *rule, size_t *count)
{
	struct source *source = source_new(&arena, name, str_of(text));
	const struct diag **list = arena_array(&arena, const struct diag *, 100);

	*count = 0;
	for (const char *at = text; (at = strchr(at, 'X')); at++) {
		struct diag *d = arena_new(&arena, struct diag);
		*d = (struct diag){.rule = rule, .source = source, .start = (uint32_t)(at - text),
		                   .end = (uint32_t)(at - text) + 1, .message = "message"};
		list[(*count)++] = d;
	}
	return list;
}

static const char *print_of(const char *name, const char *text, const struct rule *rule,
                            size_t index, const char *here)
{
	struct fingerprint_base base = {"/repo", here};
	size_t count;
	const struct diag **list = findings(name, text, rule, &count);

	return fingerprints(&arena, &base, list, NULL, count)[index].text;
}

static void test_what_counts(void **state)
{
	const char *first = print_of("a.yaml", "a: X\n", &one, 0, "/repo");

	(void)state;
	assert_int_equal(strlen(first), 16);
	assert_string_equal(first, print_of("a.yaml", "# new\n\n  a:   X\n", &one, 0, "/repo"));
	assert_string_equal(first, print_of("a.yaml", "a: X\na: X\n", &one, 0, "/repo"));
	assert_string_not_equal(first, print_of("a.yaml", "a: X\na: X\n", &one, 1, "/repo"));
	assert_string_not_equal(first, print_of("a.yaml", "b: X\n", &one, 0, "/repo"));
	assert_string_not_equal(first, print_of("a.yaml", "a: X\n", &two, 0, "/repo"));
	assert_string_not_equal(first, print_of("b.yaml", "a: X\n", &one, 0, "/repo"));
}

static void test_where_it_runs_does_not_count(void **state)
{
	const char *first = print_of("sub/a.yaml", "a: X\n", &one, 0, "/repo");

	(void)state;
	assert_string_equal(first, print_of("a.yaml", "a: X\n", &one, 0, "/repo/sub"));
	assert_string_equal(first, print_of("./../sub/a.yaml", "a: X\n", &one, 0, "/repo/other"));
	assert_string_equal(first, print_of("/repo/sub/a.yaml", "a: X\n", &one, 0, "/"));
	assert_string_not_equal(first, print_of("a.yaml", "a: X\n", &one, 0, "/repo"));
	assert_string_not_equal(first, print_of("/repository/sub/a.yaml", "a: X\n", &one, 0, "/"));
}

static struct str written(const char *text)
{
	struct fingerprint_base base = {"/repo", "/repo"};
	size_t count;
	const struct diag **list = findings("a\"\n.yaml", text, &one, &count);

	return baseline_write(&arena, &base, list, count);
}

static void test_accepts_what_was_there(void **state)
{
	struct diags diags = {.arena = &arena};
	struct fingerprint_base base = {"/repo", "/repo"};
	struct baseline b;
	size_t count;
	const struct diag **now = findings("a\"\n.yaml", "# moved\na: X\nc: X\n", &one, &count);
	struct fingerprint *prints = fingerprints(&arena, &base, now, NULL, count);

	(void)state;
	assert_true(baseline_read(&arena, source_new(&arena, "b.json", written("a: X\nb: X\n")), &b,
	                          &diags));
	assert_int_equal(b.count, 2);
	assert_true(baseline_takes(&b, &prints[0]));
	assert_false(baseline_takes(&b, &prints[1]));
	assert_int_equal(baseline_unused(&b), 1);
}

static void test_others_are_refused(void **state)
{
	static const char *const texts[] = {"", "[]", "{", "{\"version\": 2, \"findings\": []}",
	                                    "{\"version\": 1}", "text"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct diags diags = {.arena = &arena};
		struct baseline b;
		assert_false(baseline_read(&arena, source_new(&arena, "b.json", str_of(texts[i])), &b,
		                           &diags));
		assert_true(diags.count > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_counts),
		cmocka_unit_test(test_where_it_runs_does_not_count),
		cmocka_unit_test(test_accepts_what_was_there),
		cmocka_unit_test(test_others_are_refused),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
