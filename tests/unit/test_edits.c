#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/edit/edit.h"
#include "tests/unit/random_tree.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

// --- applying ---

static void test_apply(void **state)
{
	static const struct edit
		upper[] = {{2, 3, S("C")}, {0, 1, S("A")}},
		middle[] = {{1, 2, S("-")}},
		again[] = {{1, 2, S("+")}},
		across[] = {{0, 4, S("")}},
		insert[] = {{3, 3, S("<")}},
		insert_too[] = {{3, 3, S(">")}},
		cut[] = {{4, 5, S("")}},
		cut_next[] = {{5, 6, S("")}},
		swap_next[] = {{5, 6, S("F")}},
		past[] = {{6, 7, S("")}},
		end[] = {{6, 6, S(".")}},
		half[] = {{4, 5, S("E")}, {0, 2, S("")}},
		side_by_side[] = {{1, 2, S("B")}, {2, 3, S("C")}},
		twice[] = {{0, 2, S("")}, {1, 3, S("")}},
		both[] = {{3, 3, S("<")}, {3, 3, S(">")}};
#define FIX(edits) {"", edits, sizeof edits / sizeof *edits}
	static const struct fix none = {"", NULL, 0};
	const struct {
		struct fix fixes[3];
		size_t count, applied;
		const char *after;
	} rows[] = {
		{{{0}}, 0, 0, "abcdef"},
		{{FIX(upper)}, 1, 1, "AbCdef"},
		{{FIX(upper), FIX(insert_too)}, 2, 1, "AbCdef"},
		{{FIX(upper), FIX(end)}, 2, 2, "AbCdef."},
		{{FIX(middle), FIX(again)}, 2, 1, "a-cdef"},   // anyone who comes first
		{{FIX(again), FIX(middle)}, 2, 1, "a+cdef"},
		{{FIX(middle), FIX(across)}, 2, 1, "ef"},      // in order of place
		{{FIX(upper), FIX(insert)}, 2, 1, "AbCdef"},   // right after what changes
		{{FIX(insert), FIX(insert_too)}, 2, 1, "abc<def"},
		{{FIX(cut), FIX(cut_next)}, 2, 1, "abcdf"},
		{{FIX(cut), FIX(swap_next)}, 2, 1, "abcdf"},
		{{FIX(cut), FIX(middle)}, 2, 2, "a-cdf"},
		{{FIX(past)}, 1, 0, "abcdef"},
		{{FIX(end)}, 1, 1, "abcdef."},
		{{FIX(middle), FIX(half)}, 2, 1, "cdEf"},      // all of it or nothing
		{{FIX(side_by_side)}, 1, 1, "aBCdef"},         // one fix knows what it does
		{{FIX(half), FIX(cut)}, 2, 1, "cdEf"},
		{{FIX(twice), none, FIX(middle)}, 3, 1, "a-cdef"},
		{{FIX(both), FIX(middle)}, 2, 1, "a-cdef"},    // which of them comes first?
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct fix *fixes[] = {&rows[i].fixes[0], &rows[i].fixes[1], &rows[i].fixes[2]};
		size_t applied = 99;
		struct str after = edits_apply(&arena, S("abcdef"), fixes, rows[i].count, &applied);
		assert_string_equal(arena_cstring(&arena, after), rows[i].after);
		assert_int_equal(applied, rows[i].applied);
	}
}

// --- showing ---

static void test_diff(void **state)
{
	static const struct {
		const char *before, *after, *diff;
	} rows[] = {
		{"", "", ""},
		{"a\nb\n", "a\nb\n", ""},
		{"a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
		{"", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{"a\n", "", "@@ -1,1 +0,0 @@\n-a\n"},
		{"a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n"},
		{"a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		{"a\nb", "A\nb", "@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n"},
		{"a\r\nb\r\n", "a\r\nB\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n"},
		// six lines between two changes are shown, seven are not
		{"x\n1\n2\n3\n4\n5\n6\nx\n", "X\n1\n2\n3\n4\n5\n6\nX\n",
		 "@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-x\n+X\n"},
		{"x\n1\n2\n3\n4\n5\n6\n7\nx\n", "X\n1\n2\n3\n4\n5\n6\n7\nX\n",
		 "@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-x\n+X\n"},
		{"0\n1\n2\n3\n4\n5\n6\n7\n8\n", "0\n1\n2\n3\n4\nnew\n5\n6\n7\n8\n",
		 "@@ -3,6 +3,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n"},
		// one line that stays between two that change
		{"a\nb\nc\n", "A\nb\nC\n", "@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str diff = edits_diff(&arena, "dir/x.yaml", str_of(rows[i].before),
		                             str_of(rows[i].after));
		const char *head = *rows[i].diff ? "--- a/dir/x.yaml\n+++ b/dir/x.yaml\n" : "";
		assert_string_equal(arena_cstring(&arena, diff),
		                    arena_printf(&arena, "%s%s", head, rows[i].diff));
	}
}

static struct str next_of(struct str *text)
{
	ptrdiff_t end = str_find_byte(*text, 0, '\n');
	struct str line = str_slice(*text, 0, end < 0 ? text->len : (size_t)end + 1);

	*text = str_slice(*text, line.len, text->len);
	return line;
}

// What patch(1) does, as strictly as can be.
static struct str patch(struct str before, struct str diff)
{
	static const char no_newline[] = "\\ No newline at end of file\n";
	struct out o = {.arena = &arena};
	size_t line = 1, new_line = 1;

	for (int head = 0; head < 2 && diff.len; head++)
		next_of(&diff);
	while (diff.len) {
		size_t from, count, to, added;
		assert_int_equal(sscanf(arena_cstring(&arena, next_of(&diff)),
		                        "@@ -%zu,%zu +%zu,%zu @@", &from, &count, &to, &added), 4);
		for (; line < from + (count == 0); line++, new_line++)
			out_bytes(&o, next_of(&before));
		assert_int_equal(new_line, to + (added == 0));
		while (count || added) {
			struct str said = next_of(&diff), text = str_slice(said, 1, said.len);
			if (str_starts(diff, no_newline)) {
				next_of(&diff);
				text.len--;
			}
			if (said.at[0] != '+') {
				assert_true(str_eq(next_of(&before), text));
				count--;
				line++;
			}
			if (said.at[0] != '-') {
				out_bytes(&o, text);
				added--;
				new_line++;
			}
		}
	}
	out_bytes(&o, before);
	return out_str(&o);
}

static struct str random_lines(struct dice *dice, size_t count, size_t letters)
{
	struct out o = {.arena = &arena};

	while (count--)
		out_printf(&o, "%zu%s", dice_roll(dice, letters), count || dice_roll(dice, 2) ? "\n" : "");
	return out_str(&o);
}

static void test_random_diffs(void **state)
{
	struct dice dice = dice_from_environment("diffs");

	(void)state;
	for (int i = 0; i < 3000; i++) {
		size_t letters = 2 + dice_roll(&dice, 200);
		struct str before = random_lines(&dice, dice_roll(&dice, 300), letters), after;
		struct out o = {.arena = &arena};
		if (dice_roll(&dice, 2)) {
			after = random_lines(&dice, dice_roll(&dice, 300), letters);
		} else {
			for (struct str rest = before; rest.len;) {
				struct str line = next_of(&rest);
				if (dice_roll(&dice, 10))
					out_bytes(&o, line);
				if (dice_roll(&dice, 10) == 0)
					out_text(&o, "new\n");
			}
			after = out_str(&o);
		}
		assert_true(str_eq(patch(before, edits_diff(&arena, "x", before, after)), after));
		arena_free(&arena);
	}
}

// Two texts without a line in common, and two that are nothing but the same line: what
// would take a quadratic search for ever.
static void test_large_diffs(void **state)
{
	struct out same = {.arena = &arena}, fewer = {.arena = &arena};
	struct out odd = {.arena = &arena}, even = {.arena = &arena};

	(void)state;
	for (int i = 0; i < 200000; i++) {
		out_text(&same, "}\n");
		if (i % 3)
			out_text(&fewer, "}\n");
		out_printf(&odd, "%d\n", 2 * i + 1);
		out_printf(&even, "%d\n", 2 * i);
	}
	struct str diff = edits_diff(&arena, "x", out_str(&same), out_str(&fewer));
	assert_true(str_eq(patch(out_str(&same), diff), out_str(&fewer)));
	diff = edits_diff(&arena, "x", out_str(&odd), out_str(&even));
	assert_true(str_eq(patch(out_str(&odd), diff), out_str(&even)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_apply, free_arena),
		cmocka_unit_test_teardown(test_diff, free_arena),
		cmocka_unit_test_teardown(test_random_diffs, free_arena),
		cmocka_unit_test_teardown(test_large_diffs, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
