#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/diag.h"
#include "model/limits.h"
#include "model/source.h"

static const struct rule light = {.id = "X1", .severity = SEV_INFO};
static const struct rule grave = {.id = "X2", .severity = SEV_ERROR};

// However much is said before it, and after it, an error is never lost.
static void test_collected(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct source *source = source_new(&a, "x", S("text"));

	(void)state;
	for (int i = 0; i < LIMIT_COLLECTED + 5; i++)
		diag_at(&diags, &light, source, 0, 0, "light %d", i);
	assert_int_equal(diags.count, LIMIT_COLLECTED);
	assert_int_equal(diags.dropped, 5);
	assert_int_equal(diags_count(&diags, SEV_ERROR), 0);
	diag_at(&diags, &grave, source, 1, 2, "grave")->hint = "fix it";
	diag_at(&diags, &light, source, 0, 0, "light")->hint = "no hint of the other";
	diag_at(&diags, &grave, source, 0, 0, "another")->hint = "nor this";
	assert_int_equal(diags.count, LIMIT_COLLECTED);
	assert_int_equal(diags.dropped, 8);
	assert_int_equal(diags_count(&diags, SEV_ERROR), 1);
	assert_string_equal(diags.items[LIMIT_COLLECTED - 1].message, "grave");
	assert_string_equal(diags.items[LIMIT_COLLECTED - 1].hint, "fix it");
	arena_free(&a);
}

// What is shown are the most severe ones, in the order in which they were.
static void test_limit(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct source *source = source_new(&a, "x", S("text"));

	(void)state;
	for (int i = 0; i < LIMIT_FINDINGS; i++)
		diag_at(&diags, &light, source, 0, 0, "light %d", i);
	diags_limit(&diags);
	assert_int_equal(diags.count, LIMIT_FINDINGS);
	diag_at(&diags, &light, source, 0, 0, "last");
	diag_at(&diags, &grave, source, 0, 0, "grave");
	diags_limit(&diags);
	assert_int_equal(diags.count, LIMIT_FINDINGS);
	assert_int_equal(diags.dropped, 2);
	assert_string_equal(diags.items[LIMIT_FINDINGS - 2].message,
	                    arena_printf(&a, "light %d", LIMIT_FINDINGS - 2));
	assert_string_equal(diags.items[LIMIT_FINDINGS - 1].message, "grave");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_collected),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
