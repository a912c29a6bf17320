// Patterns for paths, held against what git says of the same ones where it is there.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/text/glob.h"

static const struct {
	const char *pattern, *path;
	bool takes;
} rows[] = {
	{"*.yaml", "a.yaml", true},         {"*.yaml", "a/b.yaml", true},
	{"*.yaml", "a.yaml/b", true},       {"*.yaml", "a.yml", false},
	{"/*.yaml", "a.yaml", true},        {"/*.yaml", "a/b.yaml", false},
	{"a/*.yaml", "a/b.yaml", true},     {"a/*.yaml", "a/b/c.yaml", false},
	{"a/*.yaml", "c/a/b.yaml", false},  {"**/b.yaml", "a/c/b.yaml", true},
	{"**/b.yaml", "b.yaml", true},      {"a/**", "a/b/c", true},
	{"a/**", "a", false},               {"a/**/c", "a/c", true},
	{"a/**/c", "a/b/d/c", true},        {"a/**/c", "a/b/d", false},
	{"build/", "build/x", true},        {"build/", "a/build/x", true},
	{"build/", "build", false},         {"build", "build/x", true},
	{"[a-c]?", "bz", true},             {"[!a-c]?", "bz", false},
	{"[]x]", "]", true},                {"[x", "[x", true},
	{"\\*", "*", true},                 {"\\*", "a", false},
	{"a*b*c", "axxbyyc", true},         {"a*b*c", "axxbyy", false},
	{"", "a", false},                   {"*", "a/b", true},
	{"a/*/c", "a/b/c/d", true},         {"?", "a", true},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (glob_takes(str_of(rows[i].pattern), str_of(rows[i].path), false) != rows[i].takes)
			fail_msg("%s on %s", rows[i].pattern, rows[i].path);
}

static void test_the_last_decides(void **state)
{
	struct str patterns[] = {S("*.yaml"), S("!keep.yaml"), S("old/")};

	(void)state;
	assert_int_equal(globs_take(patterns, 3, S("a.yaml"), false), GLOB_TAKES);
	assert_int_equal(globs_take(patterns, 3, S("keep.yaml"), false), GLOB_LEAVES);
	assert_int_equal(globs_take(patterns, 3, S("old/keep.yaml"), false), GLOB_TAKES);
	assert_int_equal(globs_take(patterns, 3, S("old"), true), GLOB_TAKES);
	assert_int_equal(globs_take(patterns, 3, S("old"), false), GLOB_NONE);
}

// "a*a*a*…b" is where many take forever.
static void test_bounded(void **state)
{
	char pattern[4001], path[8001];

	(void)state;
	for (size_t i = 0; i < 4000; i++)
		pattern[i] = "a*"[i % 2];
	memset(path, 'a', 8000);
	pattern[3999] = 'b';
	assert_false(glob_takes((struct str){pattern, 4000}, (struct str){path, 8000}, false));
	for (size_t i = 0; i + 3 < 4000; i += 3)
		memcpy(pattern + i, "**/", 3);
	for (size_t i = 0; i < 8000; i += 2)
		path[i + 1] = '/';
	pattern[3999] = 'b';
	assert_false(glob_takes((struct str){pattern, 4000}, (struct str){path, 8000}, false));
}

// --- git's opinion ---

// Git compares what stands before the first wildcard apart from the rest, so it reads "a**/b"
// as "**/b" where an "a" comes before; its page says that "**" is two stars there.
static bool is_odd(const char *pattern)
{
	const char *stars = strstr(pattern, "**");

	return strstr(pattern, "//") || strstr(pattern, "***") ||
	       (stars && stars > pattern && stars[-1] != '/');
}

static const char *random_text(char *to, const char *const *parts, size_t count, int most)
{
	*to = '\0';
	for (int i = 1 + rand() % most; i > 0; i--)
		strcat(to, parts[(size_t)rand() % count]);
	return to;
}

// A path that can be: no empty name, none of dots only, no slash at an end.
static bool is_path(const char *path)
{
	return path[0] != '/' && path[strlen(path) - 1] != '/' && !strstr(path, "//");
}

static void ask_git(const char *folder, const char *pattern, const char *path)
{
	char command[400], name[200];
	FILE *file;
	bool git;

	snprintf(name, sizeof name, "%s/.gitignore", folder);
	file = fopen(name, "w");
	fprintf(file, "%s\n", pattern);
	fclose(file);
	snprintf(command, sizeof command,
	         "git -C %s check-ignore -q --no-index '%s' 2>/dev/null", folder, path);
	git = system(command) == 0;
	if (glob_takes(str_of(pattern), str_of(path), false) != git)
		fail_msg("git %s %s on %s", git ? "takes" : "leaves", pattern, path);
}

static void test_as_git_does(void **state)
{
	static const char *const of_patterns[] = {"a", "b", "*", "/", "**/", "/**", "?", "[ab]"};
	static const char *const of_paths[] = {"a", "b", "ab", "/", "a/", "/b"};
	char folder[] = "/tmp/orgc-glob-XXXXXX", command[100], pattern[64], path[64];
	unsigned seed = (unsigned)time(NULL);

	(void)state;
	if (system("command -v git >/dev/null 2>&1") != 0)
		skip();
	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof command, "git -C %s init -q", folder);
	assert_int_equal(system(command), 0);
	print_message("note: 300 patterns against git from seed %u\n", seed);
	srand(seed);
	for (int i = 0; i < 300;) {
		random_text(pattern, of_patterns, 8, 5);
		random_text(path, of_paths, 6, 5);
		if (!is_path(path) || is_odd(pattern))
			continue;
		ask_git(folder, pattern, path);
		i++;
	}
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_the_last_decides),
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_as_git_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
