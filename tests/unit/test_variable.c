// Policy variables found in texts, and told from what only looks like them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policies/variable.h"

static const struct {
	const char *text;
	size_t from;
	bool found, is_closed, names_key;
	size_t start, end;
	const char *name;
} cases[] = {
	{"home/*", 0, .found = false},
	{"home/$x}", 0, .found = false},
	{"a${aws:username}b", 0, true, true, true, 1, 16, "aws:username"},
	{"a${aws:username}b", 2, .found = false},
	{"${aws:PrincipalTag/team, 'none'}", 0, true, true, true, 0, 32,
	 "aws:PrincipalTag/team"},
	{"${*}", 0, true, true, true, 0, 4, "*"},
	{"${$}", 0, true, true, true, 0, 4, "$"},
	{"${}", 0, true, true, false, 0, 3, ""},
	{"${Account}", 0, true, true, false, 0, 10, "Account"},
	{"${AWS::Region}", 0, true, true, false, 0, 14, "AWS::Region"},
	{"${:x}", 0, true, true, false, 0, 5, ":x"},
	{"${self:stage}", 0, true, true, false, 0, 13, "self:stage"},
	{"${s3:prefix}", 0, true, true, true, 0, 12, "s3:prefix"},
	{"x/${aws:username", 0, true, false, false, 2, 16, "aws:username"},
	{"${", 0, true, false, false, 0, 2, ""},
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct variable v;

		assert_int_equal(variable_next(str_of(cases[i].text), cases[i].from, &v),
		                 cases[i].found);
		if (!cases[i].found)
			continue;
		assert_int_equal(v.start, cases[i].start);
		assert_int_equal(v.end, cases[i].end);
		assert_int_equal(v.is_closed, cases[i].is_closed);
		assert_true(str_is(v.name, cases[i].name));
		assert_int_equal(variable_names_key(&v), cases[i].names_key);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
