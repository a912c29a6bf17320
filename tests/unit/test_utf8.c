#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/text/utf8.h"

static void test_known(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t code;
	} rows[] = {
		{"a", 'a'},
		{"\x7f", 0x7f},
		{"\xC2\x80", 0x80},
		{"\xC3\xA9", 0xE9},
		{"\xDF\xBF", 0x7FF},
		{"\xE0\xA0\x80", 0x800},
		{"\xE3\x81\x82", 0x3042},
		{"\xED\x9F\xBF", 0xD7FF},
		{"\xEE\x80\x80", 0xE000},
		{"\xEF\xBB\xBF", 0xFEFF},
		{"\xEF\xBF\xBF", 0xFFFF},
		{"\xF0\x90\x80\x80", 0x10000},
		{"\xF4\x8F\xBF\xBF", 0x10FFFF},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_of(rows[i].bytes);
		uint32_t code = 0;
		char bytes[4];
		assert_int_equal(utf8_decode(s, 0, &code), s.len);
		assert_int_equal(code, rows[i].code);
		assert_int_equal(utf8_encode(code, bytes), s.len);
		assert_memory_equal(bytes, s.at, s.len);
		// Cut short it is no character.
		assert_int_equal(utf8_decode(str_slice(s, 0, s.len - 1), 0, &code), 0);
	}
}

static void test_malformed(void **state)
{
	static const char *const rows[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF",
		"\xE3\x81", "\xE3\x81(", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t code;
		assert_int_equal(utf8_decode(str_of(rows[i]), 0, &code), 0);
	}
}

// "aé―x": characters of one, two and three bytes, at 0, 1, 3 and 6.
static void test_characters(void **state)
{
	static const size_t cut[] = {0, 1, 1, 3, 3, 3, 6, 7, 7};
	struct str s = S("a\xC3\xA9\xE2\x80\x95x");

	(void)state;
	assert_int_equal(utf8_count(s), 4);
	assert_int_equal(utf8_count((struct str){0}), 0);
	assert_int_equal(utf8_next(s, 0), 1);
	assert_int_equal(utf8_next(s, 1), 3);
	assert_int_equal(utf8_next(s, 3), 6);
	assert_int_equal(utf8_next(s, 6), 7);
	for (size_t at = 0; at < sizeof cut / sizeof *cut; at++)
		assert_int_equal(utf8_cut(s, at), cut[at]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
