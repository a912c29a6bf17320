// Keys of wide maps: the same answer as from looking through the map.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/read/around.h"
#include "model/read/keys.h"
#include "model/read/read.h"
#include "model/write/write.h"

static const char *const tags[] = {"", NULL};

static struct doc *read_maps(struct arena *a, unsigned width)
{
	struct diags diags = {.arena = a};
	struct out o = {.arena = a};

	for (unsigned map = 0; map < 3; map++) {
		out_text(&o, arena_printf(a, "m%u:\n", map));
		for (unsigned i = 0; i < width; i++)
			out_text(&o, arena_printf(a, "  k%u: v%u\n", i, i + map));
		out_text(&o, "  [a, list]: x\n  k0: last\n");
	}
	return doc_read(a, source_new(a, "t", out_str(&o)), SYNTAX_YAML, tags, &diags);
}

static void test_same(void **state)
{
	static const unsigned widths[] = {1, 10, 32, 33, 1000};

	(void)state;
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		struct arena a = {0};
		struct doc *d = read_maps(&a, widths[w]);
		for (unsigned i = 0; i <= widths[w]; i++) {
			struct str key = str_of(arena_printf(&a, "k%u", i));
			const struct node *map = node_get(d->root, arena_printf(&a, "m%u", i % 3));
			assert_ptr_equal(doc_get(d, map, key), node_get_str(map, key));
			assert_int_equal(doc_get(d, map, key) != NULL, i < widths[w]);
		}
		arena_free(&a);
	}
}

// Forwards, backwards and by turns in several lists.
static void test_around(void **state)
{
	struct arena a = {0};
	struct doc *d = read_maps(&a, 50);
	unsigned at = 7;

	(void)state;
	for (unsigned i = 0; i < 2000; i++) {
		const struct node *map = node_get(d->root, arena_printf(&a, "m%u", i % 3));
		const struct node *key = map->first;
		at = (at * 31 + 11) % 50;
		for (unsigned skip = 0; skip < (i < 1000 ? i % 50 : at); skip++)
			key = key->next->next;
		assert_ptr_equal(doc_child_around(d, map, key->next), key->next);
		assert_ptr_equal(doc_child_around(d, map, key), key);
		assert_null(doc_child_around(d, map, d->root));
	}
	assert_null(doc_child_around(d, node_get(d->root, "m0")->first, d->root));
	arena_free(&a);
}

// Trees that were made have no keys to remember, and may still change.
static void test_made(void **state)
{
	struct arena a = {0};
	struct doc *d = read_maps(&a, 100), made = *d;
	const struct node *map = node_get(d->root, "m1");

	(void)state;
	made.keys = NULL;
	assert_true(node_is(doc_get(&made, map, S("k7")), "v8"));
	assert_null(doc_get(d, NULL, S("k7")));
	assert_null(doc_get(d, node_get(map, "k7"), S("k7")));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
