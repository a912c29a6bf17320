#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/text/str.h"

static void test_distance(void **state)
{
	static const struct {
		const char *a, *b;
		int limit, distance;
	} rows[] = {
		{"", "", 0, 0},
		{"Role", "role", 0, 0},
		{"Rolle", "Role", 3, 1},
		{"Role", "Rolle", 3, 1},
		{"Roel", "Role", 3, 1},
		{"Raol", "Role", 3, 2},
		{"Describe", "DescribeInstances", 3, 4},
		{"DescribeImagse", "DescribeImages", 1, 1},
		{"ab", "ba", 1, 1},
		{"ab", "ba", 0, 1},
		{"abc", "cab", 3, 2},
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3},
		{"aaa", "aa", 1, 1},
		{"ca", "abc", 3, 3}, // what was swapped is not edited again
		{"us-est-1", "us-east-1", 3, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str a = str_of(rows[i].a), b = str_of(rows[i].b);
		assert_int_equal(str_distance(a, b, rows[i].limit), rows[i].distance);
		assert_int_equal(str_distance(b, a, rows[i].limit), rows[i].distance);
	}
}

static void test_distance_of_long_names(void **state)
{
	char a[200], b[200];

	(void)state;
	for (size_t i = 0; i < sizeof a; i++)
		a[i] = b[i] = (char)('a' + i % 26);
	b[64] = '-';
	assert_int_equal(str_distance((struct str){a, 128}, (struct str){b, 128}, 3), 1);
	assert_int_equal(str_distance((struct str){a, 128}, (struct str){b, 125}, 4), 4);
	assert_int_equal(str_distance((struct str){a, 129}, (struct str){b, 129}, 3), 4);
}

static void test_after_last(void **state)
{
	static const struct {
		const char *text, *after;
	} rows[] = {{"a/b/c", "c"}, {"a/", ""}, {"/", ""}, {"abc", "abc"}, {"", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(str_is(str_after_last(str_of(rows[i].text), '/'), rows[i].after));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_distance_of_long_names),
		cmocka_unit_test(test_after_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
