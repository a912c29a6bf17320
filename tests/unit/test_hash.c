// Names that somebody made up to collide make no table slow. What is counted is the slots
// that finding each name looks at, not time.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/text/names.h"
#include "model/read/read.h"
#include "model/read/read_private.h"
#include "templates/template.h"

enum { MANY = 20000 };

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

// What str_hash makes of the first eight of sixteen bytes, before it takes the others in.
static uint64_t half(uint64_t word)
{
	uint64_t hash = (0xcbf29ce484222325u ^ 16 ^ word) * 0x9e3779b97f4a7c15u;

	return hash ^ hash >> 29;
}

// All of these have one hash: the second half takes back what the first one did.
static struct str colliding(uint64_t number)
{
	uint64_t words[2] = {number, half(number) ^ half(0)};

	return arena_copy(&arena, (struct str){(const char *)words, sizeof words});
}

static void test_they_collide(void **state)
{
	(void)state;
	for (uint64_t i = 1; i < 100; i++) {
		assert_true(str_hash(colliding(i)) == str_hash(colliding(0)));
		assert_true(str_hash_keyed(colliding(i), 0) == str_hash(colliding(0)));
		assert_true(str_hash_keyed(colliding(i), 1) != str_hash_keyed(colliding(0), 1));
		assert_true(str_hash_keyed(colliding(i), 1) != str_hash_keyed(colliding(i), 2));
	}
}

static void test_keyed(void **state)
{
	static const char bytes[] = "abcdefghijklmnopqrstuvwxyz";

	// Every byte and the length count.
	(void)state;
	for (size_t len = 0; len < 26; len++) {
		struct str text = {bytes, len}, longer = {bytes, len + 1};
		assert_true(str_hash_keyed(text, 7) != str_hash_keyed(longer, 7));
		for (size_t i = 0; i < len; i++) {
			char other[26];
			memcpy(other, bytes, len);
			other[i] ^= 1;
			assert_true(str_hash_keyed((struct str){other, len}, 7) !=
			            str_hash_keyed(text, 7));
		}
	}
}

// The slots between where a text wants to be and where it is.
static size_t way(struct str text, uint64_t key, size_t slot, size_t room)
{
	return (slot - (size_t)str_hash_keyed(text, key)) & (room - 1);
}

static void test_names(void **state)
{
	struct names names = {.arena = &arena};
	size_t looked_at = 0;

	(void)state;
	for (uint32_t i = 0; i < MANY; i++)
		assert_int_equal(names_add(&names, colliding(i), i), NAME_NONE);
	for (uint32_t i = 0; i < MANY; i++) {
		assert_int_equal(names_find(&names, colliding(i)), i);
		assert_int_equal(names_add(&names, colliding(i), 0), i);
	}
	assert_int_equal(names_find(&names, colliding(MANY)), NAME_NONE);
	assert_int_equal(names.count, MANY);
	for (size_t i = 0; i < names.slot_count; i++)
		if (names.slots[i])
			looked_at += 1 + way(names.items[names.slots[i] - 1].text, names.key, i,
			                     names.slot_count);
	assert_true(looked_at < 2 * MANY);
	// It was filled anew once, not again and again.
	assert_int_equal(names.key, 1);
}

static struct node *colliding_map(void)
{
	struct node *map = node_map(&arena);
	struct node_list list = node_list_of(map);

	for (uint32_t i = 0; i < MANY; i++)
		node_list_pair(&list, node_scalar(&arena, colliding(i), STYLE_PLAIN),
		               node_map(&arena));
	return map;
}

static void test_duplicate_keys(void **state)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "x", S(""));
	struct doc doc = {.arena = &arena, .sources = {source}, .root = colliding_map()};
	struct key_set seen = {0};
	size_t looked_at = 0;

	(void)state;
	find_duplicate_keys(&doc, &diags, doc.root, &seen);
	assert_int_equal(diags.count, 0);
	for (size_t i = 0; i < seen.room; i++)
		if (seen.slots[i])
			looked_at += 1 + way(node_str(seen.slots[i]), seen.hash_key, i, seen.room);
	assert_in_range(looked_at, MANY, 2 * MANY);
	// It is used again, and finds what is there twice.
	node_set(&arena, doc.root, "x", node_map(&arena));
	node_set(&arena, doc.root, "x", node_map(&arena));
	find_duplicate_keys(&doc, &diags, doc.root, &seen);
	assert_int_equal(diags.count, 1);
	assert_int_equal(seen.hash_key, 1);
}

// Sets that grow key by key, as those of merges and anchors do.
static void test_growing_set(void **state)
{
	struct key_set set = {0};

	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		struct node **slot;
		key_set_grow(&arena, &set);
		slot = key_set_slot(&arena, &set, colliding(i));
		assert_null(*slot);
		*slot = node_scalar(&arena, colliding(i), STYLE_PLAIN);
		set.count++;
	}
	for (uint32_t i = 0; i < MANY; i++)
		assert_true(str_eq(node_str(*key_set_slot(&arena, &set, colliding(i))),
		                   colliding(i)));
	assert_int_equal(set.hash_key, 1);
}

static void test_template(void **state)
{
	struct doc doc = {.arena = &arena, .root = node_map(&arena)};
	struct template *t;
	size_t looked_at = 0;

	(void)state;
	node_set(&arena, doc.root, "Resources", colliding_map());
	t = template_of(&arena, &doc);
	for (uint32_t i = 0; i < MANY; i++)
		assert_ptr_equal(entries_find(&t->resources, colliding(i)), &t->resources.items[i]);
	assert_null(entries_find(&t->resources, colliding(MANY)));
	for (size_t i = 0; i < t->resources.slot_count; i++)
		if (t->resources.slots[i])
			looked_at += 1 + way(t->resources.items[t->resources.slots[i] - 1].name,
			                     t->resources.hash_key, i, t->resources.slot_count);
	assert_in_range(looked_at, MANY, 2 * MANY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_they_collide, free_arena),
		cmocka_unit_test(test_keyed),
		cmocka_unit_test_teardown(test_names, free_arena),
		cmocka_unit_test_teardown(test_duplicate_keys, free_arena),
		cmocka_unit_test_teardown(test_growing_set, free_arena),
		cmocka_unit_test_teardown(test_template, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
