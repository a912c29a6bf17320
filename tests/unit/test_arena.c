#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "model/arena.h"
#include "model/write/write.h"

static void test_zeroed(void **state)
{
	struct arena a = {0};

	// Texts that grow leave bytes after; what is allocated there later is zeroed.
	(void)state;
	for (size_t size = 1; size < 100000; size = size * 3 + 1) {
		char *bytes = arena_grow_bytes(&a, NULL, 0, 0, size);
		char *zeroed;
		memset(bytes, 'x', size);
		arena_reset(&a);
		zeroed = arena_alloc(&a, size);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(zeroed[i], 0);
	}
	arena_free(&a);
}

static void test_grow_bytes(void **state)
{
	struct arena a = {0};
	char *first = arena_grow_bytes(&a, NULL, 0, 0, 8), *second;

	(void)state;
	memcpy(first, "abcdefgh", 8);
	// The last one grows where it is.
	assert_ptr_equal(arena_grow_bytes(&a, first, 8, 8, 100), first);
	second = arena_alloc(&a, 1);
	assert_true(second >= first + 100);
	// One with something after it moves.
	first = arena_grow_bytes(&a, first, 8, 100, 200);
	assert_true(first > second);
	assert_memory_equal(first, "abcdefgh", 8);
	assert_int_equal(*second, 0);
	// And so does one that no longer fits into its chunk, which may be as large as any.
	first = arena_grow_bytes(&a, first, 8, 200, 9u << 20);
	assert_memory_equal(first, "abcdefgh", 8);
	memset(first, 'x', 9u << 20);
	assert_int_equal(*second, 0);
	arena_free(&a);
}

// Two texts that grow by turns, with other things between them, beside a plain copy.
static void test_growing_texts(void **state)
{
	struct arena a = {0};
	struct out outs[2] = {{.arena = &a}, {.arena = &a}};
	char *copies[2] = {calloc(1, 1 << 20), calloc(1, 1 << 20)};
	size_t lengths[2] = {0, 0};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int n = i % 7 < 3;
		const char *text = arena_printf(&a, "%d:%.*s;", i, i % 40,
		                                "0123456789012345678901234567890123456789");
		if (i % 2)
			out_text(&outs[n], text);
		else
			out_printf(&outs[n], "%s", text);
		memcpy(copies[n] + lengths[n], text, strlen(text));
		lengths[n] += strlen(text);
	}
	for (int n = 0; n < 2; n++) {
		assert_int_equal(out_str(&outs[n]).len, lengths[n]);
		assert_memory_equal(out_str(&outs[n]).at, copies[n], lengths[n]);
		free(copies[n]);
	}
	arena_free(&a);
}

// Texts whose ends fall on every place of a chunk's end.
static void test_printf(void **state)
{
	(void)state;
	for (int before = 0; before < 100; before++) {
		struct arena a = {0};
		arena_alloc(&a, 1);
		arena_alloc(&a, (size_t)(a.end - a.next) - (size_t)before / 16 * 16);
		assert_string_equal(arena_printf(&a, "%0*d", before + 1, 7) + before, "7");
		assert_string_equal(arena_printf(&a, "%s", ""), "");
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed),
		cmocka_unit_test(test_grow_bytes),
		cmocka_unit_test(test_growing_texts),
		cmocka_unit_test(test_printf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
