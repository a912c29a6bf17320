// Colours are for terminals, and for people who have not set NO_COLOR.
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/findings.h"

static FILE *terminal(int *master)
{
	const char *name;
	int slave;

	*master = posix_openpt(O_RDWR | O_NOCTTY);
	if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0)
		return NULL;
	name = ptsname(*master);
	slave = name ? open(name, O_RDWR | O_NOCTTY) : -1;
	return slave < 0 ? NULL : fdopen(slave, "w");
}

static void test_colour(void **state)
{
	int master;
	FILE *out = terminal(&master), *plain = tmpfile();

	(void)state;
	assert_non_null(plain);
	if (!out)
		skip();
	unsetenv("NO_COLOR");
	assert_true(report_in_colour(out));
	assert_false(report_in_colour(plain));
	setenv("NO_COLOR", "", 1); // empty counts as not set: https://no-color.org
	assert_true(report_in_colour(out));
	setenv("NO_COLOR", "1", 1);
	assert_false(report_in_colour(out));
	fclose(out);
	fclose(plain);
	close(master);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
